from __future__ import annotations

import pickle

import pytest

from geo.errors import ContractError, OrebriefError, SourceError, StoreError, ViewError


def family(error: type[OrebriefError]) -> list[type[OrebriefError]]:
    """The class and every class below it."""
    below = [grandchild for child in error.__subclasses__() for grandchild in family(child)]
    return [error, *below]


each_error = pytest.mark.parametrize("error", family(OrebriefError))


def test_family_holds_every_error():
    assert {OrebriefError, SourceError, StoreError, ContractError, ViewError} <= set(
        family(OrebriefError)
    )


@each_error
def test_message_says_where_what_and_what_to_do(error: type[OrebriefError]):
    raised = error("row 5 has no name", "deposits.csv", "Give it one")
    assert str(raised) == "deposits.csv: row 5 has no name. Give it one."
    assert (raised.problem, raised.where, raised.remedy) == (
        "row 5 has no name",
        "deposits.csv",
        "Give it one",
    )


@each_error
def test_error_comes_back_from_another_process(error: type[OrebriefError]):
    raised = error("it is empty", "a.gpkg", "Get a fresh copy")
    back = pickle.loads(pickle.dumps(raised))  # noqa: S301 - our own bytes, made above
    assert type(back) is error
    assert vars(back) == vars(raised)
    assert str(back) == str(raised)


@pytest.mark.parametrize(("error", "code"), [(StoreError, 1), (SourceError, 1), (ViewError, 2)])
def test_a_wrong_request_ends_with_another_code_than_wrong_data(
    error: type[OrebriefError], code: int
):
    assert error.exit_code == code


@each_error
def test_every_error_is_told_from_success(error: type[OrebriefError]):
    assert error.exit_code > 0

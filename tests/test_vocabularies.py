from __future__ import annotations

from pathlib import Path

import pytest

from geo.errors import SourceError
from geo.locations import VOCABULARIES_DIR
from geo.maps.style import GROUP_COLOURS, STATUS_SYMBOLS
from geo.schema import TABLES
from geo.vocabularies import read_vocabulary, vocabulary

NAMES = {column.vocabulary for table in TABLES for column in table.columns} - {None}


def test_every_vocabulary_of_the_contract_is_there_and_no_other():
    assert {path.stem for path in VOCABULARIES_DIR.glob("*.toml")} == NAMES
    for name in NAMES:
        assert vocabulary(str(name)).standard


def test_what_has_a_symbol_on_the_map_is_the_vocabulary():
    assert set(GROUP_COLOURS) == set(vocabulary("mineral_group").standard)
    assert set(STATUS_SYMBOLS) == set(vocabulary("status").standard)


def test_raw_values_are_standard_mapped_or_ignored(tmp_path: Path):
    path = tmp_path / "status.toml"
    path.write_text(
        '[standard]\nclosed = "No work"\n[mapped]\n"past producer" = "closed"\n'
        '[ignored]\n"-9999" = "no value"\n'
    )
    status = read_vocabulary(path)
    assert status.name == "status"
    assert status.standardise("closed") == "closed"
    assert status.standardise("past producer") == "closed"
    assert status.standardise("-9999") == ""
    with pytest.raises(KeyError):
        status.standardise("open")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "the vocabulary cannot be read ("),
        ("[standard", "the vocabulary cannot be read ("),
        ("", "it has no standard values. Add them under [standard]."),
        ("[others]\na = 'b'", "unknown entry 'others'. Use the tables standard, mapped, ignored"),
        ("standard = 1", "unknown entry 'standard'"),
        ("[standard]\na = ''", "'a' in standard has no text. Give it a text in quotes."),
        (
            "[standard]\na = 'A'\n[mapped]\nb = 'c'",
            "'b' is mapped to 'c', which is not a standard value. Add it under [standard]",
        ),
        (
            "[standard]\na = 'A'\n[ignored]\na = 'B'",
            "'a' stands in two tables. Keep it in one of them.",
        ),
    ],
)
def test_a_broken_vocabulary_says_what_to_do(tmp_path: Path, content: str | None, message: str):
    path = tmp_path / "status.toml"
    if content is not None:
        path.write_text(content)
    with pytest.raises(SourceError) as error:
        read_vocabulary(path)
    assert str(error.value).startswith(f"status.toml: {message}")

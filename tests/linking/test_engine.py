from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.linking.engine import ALONE, IN_CONTEXT, LISTED, mentions
from tests.conftest import MakeDataset


def found(
    make_dataset: MakeDataset,
    text: str,
    *aliases: tuple[str, str, str],
    listed: tuple[str, ...] = (),
) -> list[tuple[str, str, float]]:
    rows = [{"site_id": s, "name": n, "matching": m, "language": "en"} for s, n, m in aliases]
    sites = sorted({row["site_id"] for row in rows})
    dataset = make_dataset(
        deposits=[{"site_id": site} for site in sites],
        aliases=rows,
        agreements=[{"summary": text}],
        agreement_sites=[{"site_id": site, "stated_as": site} for site in listed],
        mentions=[],
    )
    frame = mentions(dataset)
    frame = frame.loc[frame["agreement_id"] != ""]
    return list(zip(frame["site_id"], frame["surface"], frame["confidence"], strict=True))


AKBULAK = ("kz-akbulak", "Akbulak", "with-context")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The Akbulak rare-earth deposit opens.", [("kz-akbulak", "Akbulak", IN_CONTEXT)]),
        ("The deposits of Akbulak open.", [("kz-akbulak", "Akbulak", IN_CONTEXT)]),
        ("A licence for Akbulak.", [("kz-akbulak", "Akbulak", IN_CONTEXT)]),
        ("They met in Akbulak.", []),
        ("They met in Akbulak and spoke of a deposit far away.", []),
        ("The Akbulak district has deposits.", []),
        ("Akbulak REE Ltd holds the deposit.", []),
        ("JV Akbulak mines.", []),
        ("A mine, Akbulak, Ltd", [("kz-akbulak", "Akbulak", IN_CONTEXT)]),
    ],
)
def test_an_ambiguous_name_needs_a_deposit_word_beside_it(
    make_dataset: MakeDataset, text: str, wanted: list[tuple[str, str, float]]
):
    assert found(make_dataset, text, AKBULAK) == wanted


def test_a_safe_name_stands_alone(make_dataset: MakeDataset):
    aliases = [("kg-kumtor", "Kumtor", "alone")]
    assert found(make_dataset, "On КУМТОР's fate.", *aliases) == [("kg-kumtor", "КУМТОР", ALONE)]


def test_a_name_that_must_not_be_matched_is_not(make_dataset: MakeDataset):
    never = ("kz-new-kazakhstan", "New Kazakhstan", "never")
    assert found(make_dataset, "The New Kazakhstan deposit.", never) == []
    assert found(make_dataset, "New Kazakhstan.", never, listed=("kz-new-kazakhstan",)) == []


def test_a_source_that_lists_the_site_is_context_enough(make_dataset: MakeDataset):
    wanted = [("kz-akbulak", "Akbulak", LISTED)]
    assert found(make_dataset, "Talks on Akbulak.", AKBULAK, listed=("kz-akbulak",)) == wanted


def test_a_name_of_two_sites_means_the_one_the_source_lists_or_none(make_dataset: MakeDataset):
    two = [("kz-karatau", "Karatau", "alone"), ("uz-karatau", "Karatau", "alone")]
    assert found(make_dataset, "The Karatau deposit.", *two) == []
    wanted = [("uz-karatau", "Karatau", LISTED)]
    assert found(make_dataset, "The Karatau deposit.", *two, listed=("uz-karatau",)) == wanted


def test_the_longer_name_wins(make_dataset: MakeDataset):
    two = [("kg-kutessay", "Kutessay", "alone"), ("kg-kutessay-ii", "Kutessay II", "alone")]
    assert found(make_dataset, "About Kutessay II.", *two) == [
        ("kg-kutessay-ii", "Kutessay II", ALONE)
    ]


def test_a_mention_carries_its_sentence_reason_and_a_stable_identifier(make_dataset: MakeDataset):
    dataset = make_dataset()
    (row,) = (r for r in dataset["mentions"].to_dict("records") if r["event_id"])
    assert row["sentence"] == "They named the Kuirektykol deposit."
    assert (row["start"], row["end"], row["sentence_start"]) == (35, 46, 20)
    assert row["alias"] == "Kuyrektykol"
    assert row["reasons"] == ("The text spells “Kuirektykol”, a name known to mean this site only")
    # Judgements point to it: a change of how it is made would orphan them.
    assert row["mention_id"] == "m-013f12d3c75c5d7d"
    assert dataset["mentions"]["mention_id"].is_unique


def test_the_deposit_word_is_quoted_as_written(make_dataset: MakeDataset):
    dataset = make_dataset(
        aliases=[{"matching": "with-context"}],
        agreement_sites=[],
        agreements=[{"summary": "LICENCES for Kuyrektykol."}],
        events=[{"summary": "Nothing."}],
    )
    assert dataset["mentions"]["reasons"].tolist() == [
        "The text spells “Kuyrektykol”, which has other meanings too, beside “LICENCES”"
    ]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    before=st.text(max_size=40), after=st.text(max_size=40), name=st.sampled_from(["Kumtor", "Қ."])
)
def test_offsets_spell_the_surface_whatever_stands_around(
    make_dataset: MakeDataset, before: str, after: str, name: str
):
    text = f"{before} {name} deposit. {after}"
    dataset = make_dataset(
        aliases=[{"name": name}], events=[{"summary": text}], agreement_sites=[], mentions=[]
    )
    rows: list[dict[str, Any]] = mentions(dataset).to_dict("records")
    for row in rows:
        assert text[row["start"] : row["end"]] == row["surface"]
        start = row["sentence_start"]
        assert text[start : start + len(row["sentence"])] == row["sentence"]
        assert start <= row["start"] < row["end"] <= start + len(row["sentence"])

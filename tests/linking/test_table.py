from __future__ import annotations

from dataclasses import replace

from geo.linking.mention import Mention
from geo.linking.table import OWN_WORDS, own_mentions, row
from geo.schema import MENTIONS, NOT_NAMED
from tests.conftest import MakeDataset

MENTION = Mention(
    site_id="kz-kuyrektykol",
    name="Kuyrektykol",
    alias="Kuyrektykol",
    surface="Kuirektykol",
    start=35,
    end=46,
    relation="site",
    confidence=0.99,
    sentence="They named the Kuirektykol deposit.",
    sentence_start=20,
    reasons=("“deposit” stands beside the name", "its region is named"),
)


def test_a_row_has_every_column_and_reasons_in_words():
    made = row(MENTION, "summary", OWN_WORDS, event_id="s01")
    assert set(made) == set(MENTIONS.names)
    assert made["reasons"] == "“deposit” stands beside the name; its region is named"
    assert (made["event_id"], made["agreement_id"], made["document_id"]) == ("s01", "", "")
    assert (made["field"], made["strength"]) == ("summary", "sentence")
    # Judgements point to it: a change of how it is made would orphan them.
    assert made["mention_id"] == "m-013f12d3c75c5d7d"


def test_each_place_has_an_identifier_of_its_own_whatever_was_made_of_it():
    made = row(MENTION, "summary", event_id="s01")["mention_id"]
    assert row(MENTION, "summary", agreement_id="s01")["mention_id"] != made
    assert row(MENTION, "title", event_id="s01")["mention_id"] != made
    weaker = replace(MENTION, confidence=0.5, reasons=())
    assert row(weaker, "summary", event_id="s01")["mention_id"] == made
    assert row(weaker, "summary")["reasons"] == "the name is known to mean this site only"
    later = replace(MENTION, start=36)
    assert row(later, "summary", event_id="s01")["mention_id"] != made


def test_titles_and_summaries_are_searched(make_dataset: MakeDataset):
    dataset = make_dataset(
        agreements=[{"title": "On Kuyrektykol", "summary": "Of the Kuyrektykol deposit."}],
        events=[{"title": "Nothing", "summary": "Nothing."}],
    )
    found = own_mentions(dataset)
    assert list(found.columns) == list(MENTIONS.names)
    assert found["field"].tolist() == ["title", "summary"]
    assert found["surface"].tolist() == ["Kuyrektykol", "Kuyrektykol"]
    assert found["start"].tolist() == [3, 7]
    assert set(found["agreement_id"]) == {"usa-kaz-2025"}
    assert set(found["strength"]) == {OWN_WORDS}


def test_a_site_that_the_source_does_not_name_is_not_read_out_of_it(make_dataset: MakeDataset):
    dataset = make_dataset(
        agreements=[{"summary": "Of the Kuyrektykol deposit."}],
        agreement_sites=[{"stated_as": NOT_NAMED}],
        events=[{"summary": "Nothing."}],
    )
    assert own_mentions(dataset).empty


def test_a_name_that_the_source_lists_needs_no_other_context(make_dataset: MakeDataset):
    def confidence(stated: list[dict[str, str]]) -> float:
        dataset = make_dataset(
            aliases=[{"matching": "with-context"}],
            agreements=[{"summary": "Talks on Kuyrektykol."}],
            agreement_sites=stated,
            events=[{"summary": "Nothing."}],
        )
        return float(own_mentions(dataset)["confidence"].iloc[0])

    assert confidence([{"stated_as": "Kuirektykol"}]) > 0.9 > confidence([])


def test_what_only_looks_like_a_name_is_left_out(make_dataset: MakeDataset):
    dataset = make_dataset(
        agreements=[{"title": "x", "summary": "Mr Kuyrektykol spoke."}],
        agreement_sites=[],
        events=[{"summary": "Nothing."}],
    )
    assert own_mentions(dataset).empty


def test_an_empty_dataset_has_no_mentions(make_dataset: MakeDataset):
    found = own_mentions(make_dataset(agreements=[], events=[], deposits=[], aliases=[]))
    assert found.empty
    assert list(found.columns) == list(MENTIONS.names)

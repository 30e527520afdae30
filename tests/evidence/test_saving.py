from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from geo.dataset import Dataset
from geo.errors import ContractError
from geo.evidence import saving
from geo.evidence.event import Event, Participant, identifier
from geo.evidence.judgement import Judgement
from geo.evidence.mentions import rows
from geo.evidence.text import Text
from geo.index import Index, Record
from geo.judgements import standing
from geo.linking.mention import Mention
from geo.store import gpkg
from geo.store.tables import flat
from geo.validate import validate
from tests.conftest import MakeDataset

WORDS = (
    "Delegations met on 6 November 2025. They named Kuirektykol.\n\n"
    "Kuirektykol lies in Karaganda.\x0c"
)
TEXT = Text(
    saving.cleaned(WORDS),
    title="A note <b>",
    publisher="A paper",
    date="2025-11-07",
    language="en",
    address="https://example.org/note",
)


def mention(start: int, **other: object) -> Mention:
    sentence = 36 if start < 60 else 61
    length = 23 if start < 60 else 30
    fields: dict[str, object] = {
        "site_id": "kz-kuyrektykol",
        "name": "Kuyrektykol",
        "alias": "Kuyrektykol",
        "surface": "Kuirektykol",
        "start": start,
        "end": start + 11,
        "relation": "site",
        "confidence": 0.95,
        "sentence": TEXT.text[sentence : sentence + length],
        "sentence_start": sentence,
        "reasons": ("It is spelled so", "A deposit word stands beside it"),
    }
    return Mention(**{**fields, **other})  # type: ignore[arg-type]


FOUND = rows(TEXT, [mention(61), mention(47)])
EVENT = Event(
    event_id=identifier(TEXT, "17"),
    title="Delegations meet",
    summary="Two delegations spoke of a deposit.",
    kind="meeting",
    date="2025-11-06",
    place="Washington",
    participants=(Participant("Tokayev", "KAZ"), Participant("", "USA")),
    minerals=("REE",),
    sites=("kz-kuyrektykol",),
    told=(17,),
)


def decide(decision: str, row: Record = FOUND[0], day: str = "2026-01-01") -> Judgement:
    return Judgement(row["mention_id"], decision, "A. Reader", day, "Because")


@pytest.fixture
def dataset(make_dataset: MakeDataset) -> Dataset:
    return make_dataset()


def named_by(dataset: Dataset, event_id: str) -> Sequence[int]:
    index = Index(dataset)
    return [int(site) for site in index.event_links.sites_of(index.event_row[event_id])]


def test_rows_stand_in_order_and_say_where_they_are():
    assert [row["start"] for row in FOUND] == [47, 61]
    for row in FOUND:
        assert TEXT.text[row["start"] : row["end"]] == row["surface"]
        assert row["reasons"] == "It is spelled so; A deposit word stands beside it"
        assert row["event_id"] == ""


def test_linking_again_gives_the_same_identifiers_and_another_place_another():
    again = rows(TEXT, [mention(47, confidence=0.6, reasons=("Otherwise",)), mention(61)])
    assert [row["mention_id"] for row in again] == [row["mention_id"] for row in FOUND]
    assert len({row["mention_id"] for row in FOUND}) == 2


def test_saved_text_event_and_mentions_are_valid_and_survive_a_file(
    dataset: Dataset, tmp_path: Path
):
    saved = saving.save(dataset, TEXT, FOUND, [EVENT], [decide("accept")])
    assert validate(saved).ok
    gpkg.write(saved, tmp_path / "own.gpkg")
    assert gpkg.read(tmp_path / "own.gpkg") == saved
    assert saved["documents"]["text"].tolist() == [WORDS.replace("\x0c", " ")]
    source = saved["sources"].set_index("source_id").loc[TEXT.document_id]
    assert source["citation"] == "A paper. A note <b>. 2025-11-07. https://example.org/note"
    assert saving.events_of(saved, TEXT.document_id) == [EVENT]


def test_the_dataset_given_stays_as_it_was(dataset: Dataset):
    before = Dataset(dict(dataset.frames)).content_hash
    saving.save(dataset, TEXT, FOUND, [EVENT], [decide("reject")])
    assert Dataset(dict(dataset.frames)).content_hash == before


@pytest.mark.parametrize(
    ("told", "strengths"),
    [
        ((17,), ["paragraph", "document"]),
        ((40,), ["sentence", "document"]),
        ((70,), ["document", "sentence"]),
        ((0, 36), ["sentence", "document"]),
        ((0, 36, 61), ["sentence", "sentence"]),
        ((), ["document", "document"]),
    ],
)
def test_strength_tells_how_near_to_the_event_the_site_is_named(
    dataset: Dataset, told: tuple[int, ...], strengths: list[str]
):
    saved = saving.save(dataset, TEXT, FOUND, [replace(EVENT, told=told)])
    mine = saved["mentions"][saved["mentions"]["document_id"] != ""].sort_values("start")
    assert mine["strength"].tolist() == strengths
    assert set(mine["event_id"]) == {EVENT.event_id}


def test_a_mention_goes_to_the_nearest_event_of_its_site(dataset: Dataset):
    late = replace(EVENT, event_id=identifier(TEXT, "62"), told=(62,))
    other = replace(EVENT, event_id=identifier(TEXT, "48"), told=(48,), sites=())
    saved = saving.save(dataset, TEXT, FOUND, [EVENT, late, other])
    mine = saved["mentions"][saved["mentions"]["document_id"] != ""].sort_values("start")
    assert mine["event_id"].tolist() == [EVENT.event_id, late.event_id]
    assert named_by(saved, EVENT.event_id) == named_by(saved, late.event_id) == [0]
    assert named_by(saved, other.event_id) == []


def test_a_text_without_event_ties_nothing_and_is_kept(dataset: Dataset):
    saved = saving.save(dataset, TEXT, FOUND, [])
    assert validate(saved).ok
    assert len(saved["events"]) == len(dataset["events"])
    mine = saved["mentions"][saved["mentions"]["document_id"] != ""]
    assert mine["event_id"].tolist() == mine["strength"].tolist() == ["", ""]


def test_saving_a_text_again_replaces_all_but_judgements(dataset: Dataset):
    once = saving.save(dataset, TEXT, FOUND, [EVENT], [decide("reject")])
    titled = replace(TEXT, title="Another title")
    twice = saving.save(once, titled, FOUND[:1], [], [decide("unsure")])
    assert twice["documents"]["title"].tolist() == ["Another title"]
    assert len(twice["events"]) == len(dataset["events"])
    assert len(twice["event_participants"]) == len(dataset["event_participants"])
    assert (twice["mentions"]["document_id"] == TEXT.document_id).sum() == 1
    assert twice["judgements"]["decision"].tolist() == ["reject", "unsure"]
    assert twice["judgements"]["judgement_id"].tolist() == ["j-000001", "j-000002"]


def test_an_agreement_tied_to_the_event_elsewhere_stays(dataset: Dataset):
    once = saving.save(dataset, TEXT, FOUND, [EVENT])
    tie = once["event_agreements"].iloc[[0]].assign(event_id=EVENT.event_id)
    frames = {**once.frames, "event_agreements": tie}
    again = saving.save(Dataset.conformed(frames), TEXT, FOUND, [EVENT])
    assert again["event_agreements"]["event_id"].tolist() == [EVENT.event_id]
    without = saving.save(again, TEXT, FOUND, [])
    assert len(without["event_agreements"]) == 0


def test_the_same_text_is_one_document_whoever_adds_it():
    assert replace(TEXT, title="Other", language="ru").document_id == TEXT.document_id
    assert replace(TEXT, text=f"{TEXT.text}!").document_id != TEXT.document_id


def test_a_place_known_as_a_venue_is_on_the_map_and_no_other_is_guessed(dataset: Dataset):
    saved = saving.save(
        dataset,
        TEXT,
        FOUND,
        [EVENT, replace(EVENT, event_id=identifier(TEXT, "62"), place="Nowhere", told=(61,))],
    )
    venues = dict(zip(saved["events"]["event_id"], saved.events.geometry, strict=True))
    assert venues[EVENT.event_id].equals(dataset.events.geometry.iloc[0])
    assert venues[identifier(TEXT, "62")] is None


def test_a_rejected_mention_ties_nothing_and_an_accepted_one_does_below_the_threshold(
    dataset: Dataset,
):
    weak = rows(TEXT, [mention(47, confidence=0.4)])
    undecided = saving.save(dataset, TEXT, weak, [EVENT])
    assert named_by(undecided, EVENT.event_id) == []
    accepted = saving.judge(undecided, [decide("accept", weak[0])])
    assert named_by(accepted, EVENT.event_id) == [0]
    assert named_by(saving.judge(accepted, [decide("reject", weak[0])]), EVENT.event_id) == []


def test_a_company_links_only_where_a_person_says_that_the_site_is_meant(dataset: Dataset):
    company = rows(TEXT, [mention(47, relation="company")])
    saved = saving.save(dataset, TEXT, company, [EVENT])
    assert named_by(saved, EVENT.event_id) == []
    accepted = saving.judge(saved, [decide("accept", company[0])])
    assert named_by(accepted, EVENT.event_id) == [0]


def test_what_holds_already_is_not_judged_again_and_what_changes_is_appended(dataset: Dataset):
    once = saving.judge(dataset, [decide("accept"), decide("accept", day="2026-02-01")])
    assert len(once["judgements"]) == 1
    same = saving.judge(once, [decide("accept", day="2026-03-01")])
    assert len(same["judgements"]) == 1
    other = saving.judge(same, [decide("reject", day="2026-03-01")])
    assert other["judgements"]["decision"].tolist() == ["accept", "reject"]


def test_numbers_go_on_after_the_highest(make_dataset: MakeDataset):
    dataset = make_dataset(
        judgements=[
            {
                "judgement_id": name,
                "mention_id": "m-1",
                "decision": "accept",
                "judged_by": "B",
                "judged_on": "2026-01-01",
                "reason": "",
            }
            for name in ("j-000041", "of-another-program")
        ]
    )
    added = saving.judge(dataset, [decide("reject")])
    assert "j-000042" in added["judgements"]["judgement_id"].tolist()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"date": "tomorrow"}, "must be an EDTF date"),
        ({"date": ""}, "must not be empty"),
        ({"title": " "}, "must not be empty"),
        ({"kind": "party"}, "is not in the vocabulary event_kind"),
        ({"minerals": ("Xx",)}, "must be one of minerals.mineral"),
        ({"participants": (Participant("", "XXX"),)}, "must be one of parties.party"),
    ],
    ids=["no date", "empty date", "empty title", "kind", "mineral", "party"],
)
def test_what_would_break_the_contract_is_named_and_nothing_is_saved(
    dataset: Dataset, changed: dict[str, object], told: str
):
    with pytest.raises(ContractError) as caught:
        saving.save(dataset, TEXT, FOUND, [replace(EVENT, **changed)])  # type: ignore[arg-type]
    assert told in str(caught.value)


def test_a_judgement_without_a_name_is_refused(dataset: Dataset):
    with pytest.raises(ContractError, match="judged_by"):
        saving.judge(dataset, [replace(decide("accept"), judged_by=" ")])


def test_built_in_mentions_can_be_judged(dataset: Dataset):
    assert named_by(dataset, "s01") == [0]
    (row,) = dataset["mentions"][dataset["mentions"]["event_id"] == "s01"].to_dict("records")
    judged = saving.judge(dataset, [decide("reject", row)])  # type: ignore[arg-type]
    assert named_by(judged, "s01") == []
    assert standing(judged).sum() == standing(dataset).sum() - 1


@pytest.mark.parametrize(
    ("looks", "decision", "stands"),
    [
        (("site", 0.95), "", True),
        (("site", 0.7), "", False),
        (("site", 0.7), "accept", True),
        (("site", 0.95), "reject", False),
        (("company", 0.95), "", False),
        (("company", 0.95), "accept", True),
    ],
)
def test_tables_and_qgis_hold_what_stands_and_nothing_else(
    make_dataset: MakeDataset,
    tmp_path: Path,
    *,
    looks: tuple[str, float],
    decision: str,
    stands: bool,
):
    dataset = make_dataset(mentions=[], agreement_sites=[], event_sites=[])
    found = rows(TEXT, [mention(47, relation=looks[0], confidence=looks[1])])
    judged = [decide(decision, found[0])] if decision else []
    saved = saving.save(dataset, TEXT, found, [EVENT], judged)
    gpkg.write(saved, tmp_path / "own.gpkg")
    with closing(sqlite3.connect(tmp_path / "own.gpkg")) as connection:
        pairs = connection.execute("SELECT * FROM related_events_deposits").fetchall()
    assert bool(pairs) == stands
    tied = flat(saved)["links"]
    meant = tied[(tied["id"] == EVENT.event_id) & (tied["relation"] == "site")]
    assert bool(len(meant)) == stands
    assert flat(saved)["sites"]["events"].tolist() == [int(stands)]


def test_ten_thousand_mentions_are_saved_without_reading_the_text_for_each(dataset: Dataset):
    sentence = "They named Kuirektykol. "
    text = Text(sentence * 10_000)
    found = rows(
        text,
        (
            mention(at + 11, sentence=sentence.strip(), sentence_start=at)
            for at in range(0, len(text.text), len(sentence))
        ),
    )
    began = time.perf_counter()
    saved = saving.save(dataset, text, found, [])
    assert len(saved["mentions"]) - len(dataset["mentions"]) == 10_000
    assert time.perf_counter() - began < 8

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.briefing.changes import Change, compare
from geo.briefing.content import content
from geo.briefing.snapshot import Snapshot
from geo.briefing.stamp import Stamp
from geo.index import Index
from geo.view import ViewState
from tests.conftest import MakeDataset
from tests.small_world import ROWS, small_world

GOLD = Snapshot(ViewState(mineral=("Au",)), "png", "square", "Gold", "60,38,80,45", "ru", dpi=150)


def stamp_of(index: Index, snapshot: Snapshot = GOLD) -> Stamp:
    stamp = Stamp.found(content(index, snapshot).metadata["orebrief"].encode(), "x")
    assert stamp is not None
    return stamp


def rows(table: str, **changes: dict[str, str]) -> list[dict[str, object]]:
    """Rows of the small world, some of them changed by identifier."""
    key = {"deposits": "site_id", "events": "event_id", "agreements": "agreement_id"}[table]
    return [
        {**row, **changes.get(str(row.get(key, "")).replace("-", "_"), {})} for row in ROWS[table]
    ]


def test_the_same_data_have_not_changed(index: Index):
    compared = compare(index, stamp_of(index))
    assert compared.snapshot == GOLD
    assert compared.same_data
    assert compared.ignored == compared.changes == ()
    assert compared.summary() == "The data are the same as when the file was made."


def test_a_change_elsewhere_is_no_change_of_what_is_shown(index: Index, make_dataset: MakeDataset):
    later = Index(small_world(make_dataset, deposits=rows("deposits", kz_inkai={"note": "New."})))
    compared = compare(later, stamp_of(index))
    assert not compared.same_data
    assert compared.changes == ()
    assert compared.summary() == "The data have changed since, and nothing that the file shows."


def test_a_changed_row_is_named(index: Index, make_dataset: MakeDataset):
    deposits = rows("deposits", uz_muruntau={"status": "closed"})
    later = Index(small_world(make_dataset, deposits=deposits))
    compared = compare(later, stamp_of(index))
    assert compared.changes == (Change("site", "changed", "uz-muruntau", "Muruntau"),)
    assert compared.summary() == "Since the file was made: 1 site changed."


def test_minerals_are_part_of_a_site(index: Index, make_dataset: MakeDataset):
    minerals = [*ROWS["deposit_minerals"], {"site_id": "uz-muruntau", "mineral": "U"}]
    later = Index(small_world(make_dataset, deposit_minerals=minerals))
    compared = compare(later, stamp_of(index))
    assert [(change.what, change.name) for change in compared.changes] == [("changed", "Muruntau")]


def test_what_is_new_gone_or_filtered_away_is_named(index: Index, make_dataset: MakeDataset):
    minerals = [
        *({**row, "mineral": "U"} if row["site_id"] == "uz-muruntau" else row
          for row in ROWS["deposit_minerals"]),
        {"site_id": "kz-inkai", "mineral": "Au"},
    ]  # fmt: skip
    gone = {"site_id": "kg-kutessay"}
    later = Index(
        small_world(
            make_dataset,
            deposits=[row for row in ROWS["deposits"] if row.get("site_id") != "kg-kutessay"],
            deposit_minerals=[row for row in minerals if row["site_id"] != gone["site_id"]],
            agreement_sites=[
                row for row in ROWS["agreement_sites"] if row.get("site_id") != gone["site_id"]
            ],
        )
    )
    found = {
        (change.kind, change.what, change.name)
        for change in compare(later, stamp_of(index)).changes
    }
    assert {
        ("site", "new", "Inkai"),
        ("site", "no longer shown", "Muruntau"),
        ("site", "gone from the data", "kg-kutessay"),
        ("event", "new", "Talks on uranium (until 2018)"),
        ("link", "new", "Talks on uranium (until 2018) – Inkai"),
        ("link", "gone from the data", "usa-kgz-kaz/kg-kutessay"),
        ("agreement", "no longer shown", "Memorandum on a rare-earth mine (from 2023)"),
    } <= found


def test_a_sentence_that_changed_is_a_link_that_changed(index: Index, make_dataset: MakeDataset):
    events = rows("events")
    events[0] = {**events[0], "summary": "They named again the Kuirektykol deposit."}
    later = Index(small_world(make_dataset, events=events))
    changed = compare(later, stamp_of(index, Snapshot())).changes
    assert ("link", "changed", "Summit in Washington (6 November 2025) – Kuyrektykol") in {
        (change.kind, change.what, change.name) for change in changed
    }


def test_what_the_data_do_not_have_is_said(index: Index):
    stamp = replace(stamp_of(index), view="mineral=Au&mineral=Xx&site=nowhere", data="other")
    compared = compare(index, stamp)
    assert compared.snapshot.view == ViewState(mineral=("Au",))
    assert len(compared.ignored) == 2


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"paper": "napkin"},
        {"dpi": "many"},
        {"format": "exe"},
        {"extent": "1,2"},
        {"atlas": "x"},
    ],
)
def test_a_layout_that_is_not_known_is_the_usual_one(index: Index, options: dict[str, str]):
    stamp = stamp_of(index)
    changed = {**stamp.options, **options} if options else {}
    compared = compare(index, replace(stamp, options=changed))
    assert compared.snapshot == Snapshot(GOLD.view, title="Gold" if options else "")
    assert "not known to this version" in compared.ignored[0]

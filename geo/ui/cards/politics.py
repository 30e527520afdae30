"""The cards of an event, an agreement and a venue."""

from __future__ import annotations

import streamlit as st

from geo import captions, edtf, markup
from geo.cards import evidence, parts
from geo.cards import ties as groups
from geo.index import Index, Record, records
from geo.rules import references
from geo.ui.cards import record, ties
from geo.ui.shown import Shown


def draw_event(index: Index, event_id: str) -> None:
    """Draw an event: who, where, what, and every site it names with the sentence."""
    row = index.event(event_id)
    record.heading(markup.text(row["title"]), key="event")
    attended = _joined(index, "event_participants", "event_id", event_id)
    attended.sort(key=lambda person: person["position"])
    people = [
        _participant(person["participant"], index.party_name.get(person["party"], ""))
        for person in attended
    ]
    st.html(
        parts.table(
            [
                ("Date", _dated(row["date"], row["date_note"])),
                ("Kind", markup.text(captions.label(row["kind"]))),
                ("Place", markup.text(row["place"] or "not stated")),
                ("Participants", markup.text("; ".join(people))),
                ("Minerals", markup.text(_minerals(index, "event", event_id))),
                *_told(index, row),
            ]
        )
    )
    _sites(index, "event", event_id)
    for link in _joined(index, "event_agreements", "event_id", event_id):
        agreement = index.agreement(link["agreement_id"])
        record.opener(
            "agreement",
            link["agreement_id"],
            _related(captions.label(link["role"]), agreement["title"]),
        )


def draw_agreement(index: Index, agreement_id: str) -> None:
    """Draw an agreement: parties, instrument, status, and every site it names."""
    row = index.agreement(agreement_id)
    record.heading(markup.text(row["title"]), key="agreement")
    signed = _joined(index, "agreement_parties", "agreement_id", agreement_id)
    names = [index.party_name[signer["party"]] for signer in signed]
    st.html(
        parts.table(
            [
                ("Signed", _dated(row["date_signed"], row["date_note"])),
                ("Parties", markup.text(", ".join(names))),
                ("Instrument", markup.text(captions.label(row["instrument"]))),
                ("Binds", markup.text(captions.label(row["bindingness"]))),
                ("Status", markup.text(row["status_stated"] or captions.label(row["status"]))),
                ("Minerals", markup.text(_minerals(index, "agreement", agreement_id))),
                *_told(index, row),
                ("Source title", markup.text(row["source_title"])),
            ]
        )
    )
    _sites(index, "agreement", agreement_id)
    if row["parent_id"]:
        parent = index.agreement(row["parent_id"])
        record.opener("agreement", row["parent_id"], _related("Carries out", parent["title"]))
    for child in _joined(index, "agreements", "parent_id", agreement_id):
        record.opener(
            "agreement", child["agreement_id"], _related("Carried out by", child["title"])
        )
    for link in _joined(index, "event_agreements", "agreement_id", agreement_id):
        role = f"{captions.label(link['role'])} at"
        record.opener(
            "event", link["event_id"], _related(role, index.event(link["event_id"])["title"])
        )


def draw_venue(shown: Shown) -> None:
    """Draw the events held at the selected place, newest first, of those that are shown."""
    place = shown.view.venue
    events = records(shown.index.dataset["events"][shown.selection.events])
    held = [row for row in events if row["place"] == place]
    held.sort(key=lambda row: edtf.sortable(row["date"]), reverse=True)
    record.heading(markup.text(place), key="venue")
    st.html(parts.subheading(f"Shown events held here ({len(held)})"))
    for row in held:
        record.opener("event", row["event_id"], parts.summary_line(row, "event"))


def _joined(index: Index, table: str, key: str, identifier: str) -> list[Record]:
    frame = index.dataset[table]
    return records(frame[frame[key] == identifier])


def _told(index: Index, row: Record) -> list[tuple[str, str]]:
    """Return what events and agreements tell alike: a summary and where it is from."""
    summary = markup.text(row["summary"]) + evidence.verification(row["verification"])
    cited = markup.cited(row["sources"], index.sources)
    added = set(index.dataset["documents"]["document_id"])
    own = any(source in added for source, _ in references(row["sources"]))
    return [
        ("Your summary" if own else "Our summary", summary),
        ("Other places", markup.text(row["sites_note"])),
        ("Sources", cited or captions.FROM_MEMORY),
    ]


def _related(relation: str, title: str) -> str:
    return f"<b>{markup.text(relation)}:</b> {markup.text(title)}"


def _participant(name: str, party: str) -> str:
    return f"{name} ({party})" if name and party else name + party


def _dated(date: str, note: str) -> str:
    return markup.date(date) + (f" ({markup.text(note)})" if note else "")


def _minerals(index: Index, kind: str, identifier: str) -> str:
    joined = _joined(index, f"{kind}_minerals", f"{kind}_id", identifier)
    return ", ".join(index.mineral_name[row["mineral"]] for row in joined)


def _sites(index: Index, kind: groups.Kind, identifier: str) -> None:
    """Draw every site that a row is tied to, with the sentence or the remark."""
    ties.draw(groups.of_row(index, kind, identifier), f"This {kind} names no site of the dataset.")
    ties.draw_unlinked(index, f"{kind}_id", identifier)

"""Add a text, what it names and tells, and what people decide, to a dataset."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import pandas as pd

from geo import judgements
from geo.dataset import GEOMETRY, Dataset, conform
from geo.errors import ContractError
from geo.evidence.event import Event, Participant
from geo.evidence.judgement import Judgement
from geo.evidence.mentions import tied
from geo.evidence.text import UNNAMED_PUBLISHER, UNTITLED, Text, cleaned
from geo.index import Record, records
from geo.report import printable, shown
from geo.rules import references
from geo.schema import table
from geo.validate import validate

LICENCE: Final = "Text added by a reader; the rights stay with its publisher"

_VERIFIED: Final = "verified"
_INFERRED: Final = "date-inferred"
_JOINED: Final = ("event_sites", "event_agreements")
"""Ties that only another program can have given to an event of a text."""

_SAID: Final = ("decision", "judged_by", "reason")
_PLACE: Final = re.compile(r"character (\d+(?:, \d+)*)", re.ASCII)
_NUMBERED: Final = re.compile(r"j-(\d+)", re.ASCII)


def save(
    dataset: Dataset,
    text: Text,
    found: Sequence[Record],
    events: Sequence[Event],
    judged: Iterable[Judgement] = (),
) -> Dataset:
    """Return the dataset with a text, its mentions and events, and judgements.

    What an earlier save of the same text left is replaced, but for judgements,
    which are only ever added.

    Parameters
    ----------
    dataset
        Left as it is.
    text
        The text; its source gets the same identifier.
    found
        Rows of ``geo.evidence.mentions.rows``.
    events
        What a person has confirmed in the text.
    judged
        Decisions, in the order in which they were made.

    Raises
    ------
    ContractError
        If the result would break the contract, naming the first problem.
    """
    identifier = text.document_id
    earlier = {event.event_id for event in events_of(dataset, identifier)}
    kept = {event.event_id for event in events}
    frames = dict(dataset.frames)
    _replace(frames, "documents", ("document_id", [identifier]), [_document(text)])
    _replace(frames, "sources", ("source_id", [identifier]), [_source(text)])
    _replace(frames, "mentions", ("document_id", [identifier]), tied(text, found, events))
    ours = ("event_id", earlier | kept)
    _replace(frames, "events", ours, [_event(event, identifier, dataset) for event in events])
    for name, parts in (("event_participants", _participants), ("event_minerals", _minerals)):
        _replace(frames, name, ours, [row for event in events for row in parts(event)])
    for name in _JOINED:
        _replace(frames, name, ("event_id", earlier - kept), [])
    return judge(Dataset(frames, dataset.warnings), judged)


def judge(dataset: Dataset, judged: Iterable[Judgement]) -> Dataset:
    """Return the dataset with judgements added, each with the next number.

    One that says again what already holds is left out.

    Raises
    ------
    ContractError
        If the result would break the contract, naming the first problem.
    """
    frames = dict(dataset.frames)
    held: dict[Any, Mapping[Any, Any]] = {
        **judgements.latest(frames["judgements"]).to_dict("index")
    }
    last = max(map(_number, frames["judgements"]["judgement_id"]), default=0)
    added: list[Record] = []
    for one in judged:
        row = {
            "mention_id": one.mention_id,
            "decision": one.decision,
            "judged_by": cleaned(one.judged_by).strip(),
            "judged_on": one.judged_on,
            "reason": cleaned(one.reason).strip(),
        }
        before = held.get(one.mention_id, {})
        if any(before.get(name) != row[name] for name in _SAID):
            held[one.mention_id] = row
            added.append({"judgement_id": f"j-{last + len(added) + 1:06d}", **row})
    _replace(frames, "judgements", None, added)
    return _checked(Dataset(frames, dataset.warnings))


def events_of(dataset: Dataset, document_id: str) -> list[Event]:
    """Return the events that were confirmed in a text, in order of identifier."""
    mentions = dataset["mentions"]
    mine = mentions[mentions["document_id"] == document_id]
    return [
        Event(
            event_id=row["event_id"],
            title=row["title"],
            summary=row["summary"],
            kind=row["kind"],
            date=row["date"],
            date_note=row["date_note"],
            inferred=row["verification"] == _INFERRED,
            place=row["place"],
            participants=tuple(
                Participant(part["participant"], part["party"])
                for part in _of(dataset, "event_participants", row["event_id"])
            ),
            minerals=tuple(
                part["mineral"] for part in _of(dataset, "event_minerals", row["event_id"])
            ),
            sites=tuple(sorted(set(mine.loc[mine["event_id"] == row["event_id"], "site_id"]))),
            told=_told(row["sources"]),
        )
        for row in records(dataset["events"])
        if _source_of(row["sources"]) == document_id
    ]


def _of(dataset: Dataset, name: str, event_id: str) -> list[Record]:
    frame = dataset[name]
    return records(frame[frame["event_id"] == event_id])


def _source_of(cell: str) -> str:
    return next((source for source, _ in references(cell)), "")


def _told(cell: str) -> tuple[int, ...]:
    """Return the offsets that the source of an event names."""
    locator = next((locator for _, locator in references(cell)), "")
    found = _PLACE.fullmatch(locator)
    return tuple(int(number) - 1 for number in found[1].split(", ")) if found else ()


def _document(text: Text) -> Record:
    return {
        "document_id": text.document_id,
        "title": text.title or UNTITLED,
        "publisher": text.publisher,
        "date": text.date,
        "language": text.language,
        "address": text.address,
        "text": text.text,
    }


def _source(text: Text) -> Record:
    producer, title = text.publisher or UNNAMED_PUBLISHER, text.title or UNTITLED
    return {
        "source_id": text.document_id,
        "producer": producer,
        "title": title,
        "version": "",
        "date": text.date,
        "address": text.address,
        "accessed": "",
        "licence": LICENCE,
        "citation": ". ".join(part for part in (producer, title, text.date, text.address) if part),
    }


def _event(event: Event, document_id: str, dataset: Dataset) -> Record:
    told = ", ".join(str(offset + 1) for offset in event.told)
    place = f"#character {told}" if told else ""
    return {
        "event_id": event.event_id,
        "title": cleaned(event.title).strip(),
        "kind": event.kind,
        "plover": "",
        "date": event.date,
        "date_note": cleaned(event.date_note).strip(),
        "place": cleaned(event.place).strip(),
        "summary": cleaned(event.summary).strip(),
        "sites_note": "",
        "verification": _INFERRED if event.inferred else _VERIFIED,
        "sources": f"{document_id}{place}",
        GEOMETRY: _venue(event.place.strip(), dataset),
    }


def _venue(place: str, dataset: Dataset) -> Any:
    """Return the point of a place that the dataset already knows as a venue."""
    events = dataset.events
    known = events[(events["place"] == place) & events.geometry.notna()]
    return known.geometry.iloc[0] if place and len(known) else None


def _participants(event: Event) -> Iterator[Record]:
    for position, one in enumerate(event.participants, start=1):
        yield {
            "event_id": event.event_id,
            "position": position,
            "participant": cleaned(one.name).strip(),
            "party": one.party,
        }


def _minerals(event: Event) -> Iterator[Record]:
    for mineral in dict.fromkeys(event.minerals):
        yield {"event_id": event.event_id, "mineral": mineral}


def _replace(
    frames: dict[str, pd.DataFrame],
    name: str,
    dropped: tuple[str, Collection[str]] | None,
    rows: Sequence[Mapping[str, object]],
) -> None:
    """Take rows with one of some identifiers out of a table, and put others in."""
    frame = frames[name]
    if dropped is not None:
        column, identifiers = dropped
        frame = frame[~frame[column].isin(identifiers)]
    whole = pd.DataFrame([*records(frame), *rows], columns=frame.columns, dtype="object")
    frames[name] = conform(whole, table(name))


def _number(identifier: str) -> int:
    found = _NUMBERED.fullmatch(identifier)
    return int(found[1]) if found else 0


def _checked(dataset: Dataset) -> Dataset:
    report = validate(dataset)
    if report.showable:
        return dataset
    first = next(problem for problem in report.problems if problem not in report.doubts)
    where = ", ".join(part for part in (first.layer, first.row, first.column) if part)
    value = f"{shown(first.value)!r} " if first.value else ""
    raise ContractError(printable(f"{value}{first.rule}"), printable(where), first.remedy)

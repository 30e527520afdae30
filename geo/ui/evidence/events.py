"""Events proposed from a text, for a person to correct and confirm."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import streamlit as st

from geo import captions, edtf, markup
from geo.evidence.event import Event
from geo.evidence.mentions import tied
from geo.index import Index, Record
from geo.judgements import ACCEPT
from geo.linking.mention import PUBLISH, SITE
from geo.proposal import Proposal, propose
from geo.ui import loaders
from geo.ui.evidence import draft, keeping, pages, telling
from geo.ui.evidence.draft import Draft
from geo.ui.evidence.telling import Form
from geo.vocabularies import vocabulary

_PROPOSED: Final = "evidence-proposed"
_PROBLEM: Final = "evidence-event-problem"
_COMPOSED: Final = "Left empty, it is put together from the fields"
_SMALL: Final = "font-size:13px;opacity:.85"
_STRENGTHS: Final = {
    "sentence": "named in the event's own sentence",
    "paragraph": "named in the paragraph of the event",
    "document": "named elsewhere in the text",
}


def draw(index: Index, work: Draft) -> None:
    """Draw the confirmed events, and the form of one proposal."""
    _draw_confirmed(index, work)
    standing = _standing(index, work)
    taken = {event.event_id for event in work.events}
    proposed = telling.forms(work.text, _proposed(index, work), standing)
    waiting = [form for form in proposed if form.event.event_id not in taken]
    count = len(waiting)
    sites = list(dict.fromkeys(row["site_id"] for row in standing))
    waiting.append(telling.blank(work.text, taken, sites))
    st.caption(
        f"{count} {'event is' if count == 1 else 'events are'} proposed from the words of the "
        "text. Nothing is saved that you have not confirmed: correct every field first."
        if count
        else "No further event could be made out. The form takes one that you know of."
    )
    at = pages.choose(len(waiting), "evidence-event")
    with st.container(border=True):
        title = f"Proposal {at} of {count}" if at <= count else "An event that you have read"
        st.html(f"<b>{title}</b>")
        _form(index, waiting[at - 1], sites)


def _standing(index: Index, work: Draft) -> list[Record]:
    """Return the mentions of the text that link, also by what is not saved yet."""
    chosen = draft.chosen(index.dataset)
    standing = []
    for row in work.found:
        one = chosen.get(row["mention_id"])
        sure = one.decision == ACCEPT if one else row["confidence"] >= PUBLISH
        if row["relation"] == SITE and sure:
            standing.append(row)
    return standing


def _proposed(index: Index, work: Draft) -> list[Proposal]:
    """Return the proposals of a text, worked out once for each date of publication."""
    asked = (work.text.document_id, keeping.published(work.text))
    known: tuple[tuple[str, str], list[Proposal]] | None = st.session_state.get(_PROPOSED)
    if known is None or known[0] != asked:
        with st.spinner("Reading the text for events …"):
            known = (asked, propose(index.dataset, work.text.text, asked[1]))
        st.session_state[_PROPOSED] = known
    return known[1]


def _draw_confirmed(index: Index, work: Draft) -> None:
    """Draw each confirmed event with the sites it is tied to, and how nearly."""
    levels: defaultdict[str, dict[str, str]] = defaultdict(dict)
    ties = tied(work.text, _standing(index, work), work.events)
    for row in sorted(ties, key=lambda row: [*_STRENGTHS, ""].index(row["strength"])):
        levels[row["event_id"]].setdefault(row["site_id"], row["strength"])
    for event in work.events:
        told = "".join(
            f"<li>{markup.text(loaders.site_names(index)[site])}: {_STRENGTHS[level]}</li>"
            for site, level in levels[event.event_id].items()
        )
        with st.container(border=True, gap="xsmall"):
            st.html(
                f'<div style="{_SMALL}">✓ Confirmed · {markup.date(event.date)} · '
                f"{markup.text(captions.label(event.kind))}</div>"
                f"<div><b>{markup.text(event.title)}</b></div>"
                f'<ul style="{_SMALL};margin:2px 0">'
                f"{told or '<li>It is tied to no site.</li>'}</ul>"
            )
            st.button(
                "Take it out",
                key=f"withdraw-{event.event_id}",
                type="tertiary",
                icon=":material/undo:",
                on_click=draft.withdraw,
                args=(event.event_id,),
            )


def _form(index: Index, form: Form, sites: Sequence[str]) -> None:
    """Draw the fields of an event, each above the words that it was read from."""
    _prefill(form.event)
    event, kinds = form.event, vocabulary("event_kind").standard
    left, right = st.columns(2, gap="medium")
    with left:
        st.text_input("Date", placeholder="2025-11-06, 2025-11 or 2025", **_kept(event, "date"))
        st.checkbox("Part of the date is worked out, not stated", **_kept(event, "inferred"))
        _trace(form, "date")
        st.selectbox(
            "Kind",
            list(kinds),
            format_func=lambda kind: f"{captions.label(kind)}: {kinds[kind]}",
            index=None,
            placeholder="Choose",
            **_kept(event, "kind"),
        )
        _trace(form, "kind")
        st.text_input("Place", placeholder="As stated; empty if not", **_kept(event, "place"))
        _trace(form, "place")
        _several(event, "Minerals", "minerals", index.mineral_name)
        _trace(form, "minerals")
    with right:
        names = st.session_state[_key(event, "participants")]
        st.multiselect(
            "People and bodies",
            list(dict.fromkeys([*(one.name for one in event.participants if one.name), *names])),
            accept_new_options=True,
            placeholder="Type a name and press Enter",
            **_kept(event, "participants"),
        )
        _trace(form, "participants")
        _several(event, "Countries and organisations", "countries", index.party_name)
        _trace(form, "countries")
        named = {site: loaders.site_names(index)[site] for site in [*event.sites, *sites]}
        _several(event, "Sites that the text is evidence for", "sites", named)
    st.text_input("Title in your own words", placeholder=_COMPOSED, **_kept(event, "title"))
    st.text_area(
        "Summary in your own words", height=80, placeholder=_COMPOSED, **_kept(event, "summary")
    )
    of, problem = st.session_state.get(_PROBLEM, ("", ""))
    if of == event.event_id:
        st.html(f'<div role="alert">⚠ {markup.text(problem)}</div>')
    st.button(
        "Confirm this event",
        key=f"confirm-{event.event_id}",
        type="primary",
        icon=":material/check:",
        on_click=_confirm,
        args=(event, index.party_name),
    )


def _several(event: Event, label: str, name: str, names: Mapping[str, str]) -> None:
    st.multiselect(
        label,
        sorted(names, key=names.__getitem__),
        format_func=names.__getitem__,
        placeholder="None",
        select_all=False,
        **_kept(event, name),
    )


def _trace(form: Form, name: str) -> None:
    """Say which words a field was read from, and why they were read so."""
    if not form.traces:
        return
    # One word, such as the name of a region, may stand for several countries.
    words = dict.fromkeys((one.surface, one.reason) for one in form.traces.get(name, ()))
    told = "".join(
        f"<li>“{markup.text(surface)}”: {markup.text(reason)}</li>" for surface, reason in words
    )
    st.html(
        f'<ul style="{_SMALL};margin:-8px 0 4px;padding-left:18px">'
        f"{told or '<li>Nothing in the text was read as this.</li>'}</ul>"
    )


def _key(event: Event, name: str) -> str:
    return f"{event.event_id}-{name}"


def _kept(event: Event, name: str) -> dict[str, Any]:
    return {"key": _key(event, name), "persist_state": "session"}


def _prefill(event: Event) -> None:
    start = {
        "date": event.date,
        "inferred": event.inferred,
        "kind": event.kind or None,
        "place": event.place,
        "minerals": list(event.minerals),
        "participants": [one.name for one in event.participants if one.name],
        "countries": list(dict.fromkeys(p.party for p in event.participants if p.party)),
        "sites": list(event.sites),
        "title": event.title,
        "summary": event.summary,
    }
    for name, value in start.items():
        st.session_state.setdefault(_key(event, name), value)


def _confirm(event: Event, party_names: Mapping[str, str]) -> None:
    def entered(name: str) -> Any:
        return st.session_state[_key(event, name)]

    date = str(entered("date")).strip()
    if problem := _problem(date, entered("kind")):
        st.session_state[_PROBLEM] = (event.event_id, problem)
        return
    filled = replace(
        event,
        date=date,
        inferred=bool(entered("inferred")),
        date_note=event.date_note if date == event.date else "",
        kind=entered("kind"),
        place=str(entered("place")).strip(),
        minerals=tuple(entered("minerals")),
        participants=telling.participants(
            entered("participants"), entered("countries"), event.participants
        ),
        sites=tuple(entered("sites")),
    )
    draft.confirm(
        replace(
            filled,
            title=str(entered("title")).strip() or telling.title(filled, party_names),
            summary=str(entered("summary")).strip() or telling.summary(filled, party_names),
        )
    )
    st.session_state.pop(_PROBLEM, None)
    st.toast("Event confirmed. Save the text to keep it.", icon=":material/check:")


def _problem(date: str, kind: str | None) -> str:
    """Return what an event lacks, empty if nothing."""
    if not date:
        return (
            "The event has no date. Write it such as 2025-11-06, or 2025 if only the year is known."
        )
    if not edtf.is_valid(date):
        return f"{date!r} is not a date. Write it such as 2025-11-06, 2025-11, 2025 or 2025-11~."
    return "" if kind else "The event has no kind. Choose one."

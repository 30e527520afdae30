"""Save what was done to one's own copy of the data, and take the copy away."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final

import streamlit as st

from geo import edtf, markup
from geo.dataset import Dataset
from geo.errors import OrebriefError
from geo.evidence import saving
from geo.evidence.text import Text, cleaned
from geo.index import Index
from geo.store import downloads
from geo.ui import loaders, notices
from geo.ui.evidence import draft, judging
from geo.ui.evidence.draft import Draft
from geo.ui.screens import own_file

MAX_LINE: Final = 300

_MOST_SITES: Final = 8

_ANSWER: Final = "evidence-answer"
_FIELDS: Final = {
    "title": ("Title", "As printed"),
    "publisher": ("Publisher", "Who published it"),
    "date": ("Date of publication", "2025-11-06"),
    "address": ("Web address", "https://…"),
}


def about(work: Draft) -> None:
    """Draw what the text is: it stands beside every sentence that is quoted from it."""
    columns = st.columns(len(_FIELDS), gap="small")
    for column, (name, (label, hint)) in zip(columns, _FIELDS.items(), strict=True):
        key = _field_key(work.text, name)
        st.session_state.setdefault(key, getattr(work.text, name))
        column.text_input(
            label, placeholder=hint, max_chars=MAX_LINE, key=key, persist_state="session"
        )


def published(text: Text) -> str:
    """Return the date of publication as far as it is stated, empty if it is no date."""
    date = str(st.session_state.get(_field_key(text, "date")) or "").strip()
    return date if edtf.is_valid(date) else ""


def draw(index: Index, work: Draft | None) -> None:
    """Draw the name of who judges, the button that saves, and what came of it."""
    answer: OrebriefError | tuple[str, ...] | None = st.session_state.get(_ANSWER)
    if isinstance(answer, OrebriefError):
        notices.failure(answer)
    elif answer is not None:
        _tell(index, answer)
    decisions = len(draft.unsaved(index.dataset))
    with st.container(border=True):
        left, right = st.columns([1, 2], gap="medium", vertical_alignment="bottom")
        with left:
            st.text_input(
                "Your name",
                key=draft.NAME,
                max_chars=80,
                placeholder="Stands beside each judgement",
                persist_state="session",
            )
        with right:
            st.button(
                "Save to my own copy",
                key="evidence-save",
                type="primary",
                icon=":material/save:",
                on_click=_save,
                disabled=work is None and not decisions,
            )
        st.caption(_to_save(work, decisions))


def forget() -> None:
    """Take down what was said of the last save."""
    st.session_state.pop(_ANSWER, None)


def _to_save(work: Draft | None, decisions: int) -> str:
    parts = []
    if work is not None:
        parts += [
            "the text",
            _counted(len(work.found), "mention"),
            _counted(len(work.events), "confirmed event"),
        ]
    parts.append(_counted(decisions, "new judgement"))
    return (
        f"To save: {', '.join(parts)}. It goes into a copy that this session works on from then "
        "on; the built-in data stay as they are."
    )


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun if number == 1 else f'{noun}s'}"


def _save() -> None:
    index, work = loaders.current(), draft.current()
    try:
        work = work and replace(work, text=_described(work.text))
        larger = loaders.grown(index, _with(index.dataset, work))
    except OrebriefError as error:
        st.session_state[_ANSWER] = error
        return
    if work is not None:
        draft.begin(work)
    own_file.hold(_name(), larger)
    draft.saved()
    st.session_state[_ANSWER] = _linked(larger, work)


def _with(dataset: Dataset, work: Draft | None) -> Dataset:
    """Return the dataset with the text at work on and the new judgements."""
    judged = draft.judged(dataset)
    if judged and not draft.name():
        raise OrebriefError(
            "a judgement says who made it, and there is no name yet",
            "Your name",
            "Type it into the field and save again",
        )
    if work is None:
        return saving.judge(dataset, judged)
    return saving.save(dataset, work.text, work.found, work.events, judged)


def _described(text: Text) -> Text:
    """Return the text with what the reader has said of it."""
    told = {
        name: cleaned(str(st.session_state.get(_field_key(text, name)) or "")).strip()
        for name in _FIELDS
    }
    if told["date"] and not edtf.is_valid(told["date"]):
        raise OrebriefError(
            f"{told['date']!r} is not a date",
            "Date of publication",
            "Write it such as 2025-11-06, 2025-11 or 2025, or leave it empty",
        )
    if told["address"] and not markup.is_web(told["address"]):
        raise OrebriefError(
            f"{told['address']!r} is not a web address",
            "Web address",
            "Begin it with https:// or http://, or leave it empty",
        )
    return replace(text, **told)


def _field_key(text: Text, name: str) -> str:
    return f"{text.document_id}-{name}"


def _name() -> str:
    if loaders.OWN in st.session_state:
        return own_file.name()
    return f"Your copy of {own_file.name() or 'the built-in data'}"


def _linked(index: Index, work: Draft | None) -> tuple[str, ...]:
    """Return the sites that a saved text is evidence for."""
    if work is None:
        return ()
    frame = index.mentions
    mine = frame[frame["document_id"] == work.text.document_id]
    return tuple(dict.fromkeys(mine["site_id"]))


def _tell(index: Index, sites: tuple[str, ...]) -> None:
    with st.container(border=True):
        st.html(
            f'<div role="status">✓ <b>Saved.</b> All pages now show '
            f"<b>{markup.text(own_file.name())}</b>. It is in this session only: download it to "
            "keep it, and open it again on the page Data.</div>"
        )
        st.download_button(
            "Download my copy",
            data=partial(downloads.gpkg, index.dataset),
            file_name=f"orebrief-own-{index.dataset.content_hash[:8]}.gpkg",
            mime="application/geopackage+sqlite3",
            key="evidence-download",
            icon=":material/download:",
            on_click="ignore",
        )
        for site_id in sites[:_MOST_SITES]:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.html(
                    f"<b>{markup.text(loaders.site_names(index)[site_id])}</b>", width="content"
                )
                judging.open_site(site_id, "saved")
        if len(sites) > _MOST_SITES:
            st.caption(f"and {len(sites) - _MOST_SITES} more sites")

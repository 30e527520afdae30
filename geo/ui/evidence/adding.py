"""Paste a text, drop a file, or take up one that was saved."""

from __future__ import annotations

from typing import Final

import streamlit as st

from geo.documents import Document, read_bytes
from geo.errors import OrebriefError
from geo.evidence.mentions import rows
from geo.evidence.saving import events_of
from geo.evidence.text import UNTITLED, Text, cleaned
from geo.index import Index, records
from geo.ui import loaders, notices, uploader
from geo.ui.evidence import draft
from geo.ui.evidence.draft import Draft

MAX_CHARACTERS: Final = 2_000_000
"""Longest text that the page takes: a book. Folders of texts are for the command."""

FILE_TYPES: Final = ("txt", "md", "html", "htm", "pdf", "docx")

_MAX_MB: Final = 50
_PASTED: Final = "evidence-pasted"
_FAILURE: Final = "evidence-failure"
_SAVED: Final = "evidence-saved-text"


def draw(index: Index) -> None:
    """Draw the ways in."""
    left, right = st.columns([1.5, 1], gap="large")
    with left:
        st.text_area(
            "Paste a text",
            key=_PASTED,
            height=220,
            placeholder="An article, a release, a transcript: in any language, names in any form",
            persist_state="session",
        )
        st.button(
            "Find the names",
            key="evidence-find",
            type="primary",
            icon=":material/search:",
            on_click=_take_pasted,
        )
    with right:
        uploader.draw(
            "Or drop a file",
            FILE_TYPES,
            "evidence-file",
            _take_file,
            max_upload_size=_MAX_MB,
            help="The text is read on this machine and goes nowhere else.",
        )
        _draw_saved(index)
    failure = st.session_state.get(_FAILURE)
    if failure is not None:
        notices.failure(failure)


def _draw_saved(index: Index) -> None:
    titles = {row["document_id"]: row["title"] for row in records(index.dataset["documents"])}
    if titles:
        st.selectbox(
            f"Or go on with a text of this copy ({len(titles)})",
            list(titles),
            index=None,
            format_func=lambda identifier: titles.get(identifier, identifier),
            placeholder="Choose",
            key=_SAVED,
            on_change=_take_saved,
        )


def _take_pasted() -> None:
    pasted = str(st.session_state.get(_PASTED) or "")
    if not pasted.strip():
        _fail("there is no text yet", "Paste a text", "Paste one into the box, or drop a file")
        return
    if _take(Text(cleaned(pasted))):
        st.session_state[_PASTED] = ""


def _take_file(name: str, content: bytes) -> None:
    try:
        document = read_bytes(name, content)
    except OrebriefError as error:
        st.session_state[_FAILURE] = error
        return
    _take(_text(document), name)


def _take_saved() -> None:
    identifier = st.session_state[_SAVED]
    dataset = loaders.current().dataset
    frame = dataset["documents"]
    for row in records(frame[frame["document_id"] == identifier]):
        row.pop("document_id")
        title = "" if row["title"] == UNTITLED else row["title"]
        _take(Text(**{**row, "title": title}))


def _text(document: Document) -> Text:
    return Text(
        text=cleaned(document.text),
        title=cleaned(document.title),
        publisher=cleaned(document.publisher),
        date=document.date,
        language=document.language,
        address=document.address,
    )


def _take(text: Text, where: str = "The text") -> bool:
    """Find the names in a text and take it up; tell whether that could be done."""
    if len(text.text) > MAX_CHARACTERS:
        _fail(
            f"it has {len(text.text):,} characters, and the page takes {MAX_CHARACTERS:,}",
            where,
            "Split it, or run orebrief link on it",
        )
        return False
    index = loaders.current()
    found = rows(text, loaders.linker(index).find(text.text))
    draft.begin(Draft(text, tuple(found), tuple(events_of(index.dataset, text.document_id))))
    st.session_state.pop(_FAILURE, None)
    return True


def _fail(problem: str, where: str, remedy: str) -> None:
    st.session_state[_FAILURE] = OrebriefError(problem, where, remedy)

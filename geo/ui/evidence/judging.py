"""One mention: what it is, why it was found, and a person's word on it."""

from __future__ import annotations

from typing import Final

import streamlit as st

from geo import captions, markup
from geo.index import Record
from geo.judgements import ACCEPT, REJECT, UNSURE
from geo.ui import state
from geo.ui.evidence import draft, marks
from geo.ui.evidence.draft import Decision
from geo.ui.screens import sites
from geo.vocabularies import vocabulary

MAX_NOTE: Final = 500

_LABELS: Final = {ACCEPT: "✓ Accept", REJECT: "✗ Reject", UNSURE: "? Unsure"}
_SMALL: Final = "font-size:13px;opacity:.85"


def draw(number: int, row: Record, site: str, saved: dict[str, Decision], above: str = "") -> None:
    """Draw a mention with its reasons and the form to judge it.

    Parameters
    ----------
    number
        Of its mark.
    row
        The mention.
    site
        Name of its site.
    saved
        What the dataset holds on each mention.
    above
        HTML that says which text it is from, where that is not plain.
    """
    with st.container(border=True, gap="xsmall"):
        st.html(above + _told(number, row, site, opened=bool(above)))
        _form(row, saved)
        open_site(row["site_id"], f"card-{row['mention_id']}")


def open_site(site_id: str, key: str) -> None:
    """Draw the way to the card of a site."""
    if st.button(
        "Open the site's card",
        key=f"{key}-{site_id}",
        type="tertiary",
        icon=":material/arrow_forward:",
        on_click=state.choose,
        args=("site", site_id),
    ):
        # A link would end the session, and with it one's own copy.
        st.switch_page(st.Page(sites.page, url_path="sites"))


def _told(number: int, row: Record, site: str, *, opened: bool) -> str:
    level = marks.level(row)
    meaning = vocabulary("relation").standard.get(row["relation"], row["relation"])
    reasons = "".join(f"<li>{markup.text(one)}</li>" for one in row["reasons"].split("; "))
    return (
        f"<div>{marks.chip(number, level)} <b>{markup.text(site)}</b> "
        f"“{markup.text(row['surface'])}”</div>"
        f'<div style="{_SMALL}">{markup.text(meaning)} · confidence '
        f"{captions.confidence(row['confidence'])}, {markup.text(marks.LOOKS[level].label)}</div>"
        f'<ul style="{_SMALL};margin:2px 0;padding-left:18px">{reasons}</ul>'
        f'<details style="{_SMALL}"{" open" if opened else ""}><summary>Sentence</summary>'
        f"{marks.excerpt(row)}</details>"
    )


def _form(row: Record, saved: dict[str, Decision]) -> None:
    mention = row["mention_id"]
    now = draft.entered(mention, saved)
    choice, note = f"decide-{mention}", f"note-{mention}"
    # The form shows what is entered or saved, whichever page it is drawn on.
    st.session_state[choice] = now.decision or None

    def changed() -> None:
        draft.enter(
            mention,
            Decision(st.session_state[choice] or "", str(st.session_state.get(note) or "").strip()),
        )

    st.segmented_control(
        "Judgement",
        list(_LABELS),
        format_func=_LABELS.__getitem__,
        key=choice,
        on_change=changed,
        label_visibility="collapsed",
    )
    if now.decision:
        st.session_state[note] = now.note
        st.text_input(
            "Note",
            key=note,
            on_change=changed,
            max_chars=MAX_NOTE,
            placeholder="Note: why?",
            label_visibility="collapsed",
        )

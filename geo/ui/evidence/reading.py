"""The text with its names marked, and beside it each mark with its reasons."""

from __future__ import annotations

from collections import Counter
from typing import Final

import streamlit as st

from geo.index import Index
from geo.ui import loaders
from geo.ui.evidence import draft, judging, marks, pages
from geo.ui.evidence.draft import Draft

_HEIGHT: Final = 700
_LONG, _FEW = 1_500, 2
"""Characters and marks above which text and list scroll beside each other."""

_NOTHING: Final = (
    "**No name of a site of this dataset was found in this text.** Try this: look the site up on "
    "the page Sites, under *Names in all scripts*, and compare the spelling; paste the whole "
    "article rather than a part, since words such as “deposit” or the region help; if the text "
    "came from a file, check below that it was read rightly."
)
_NO_SITE: Final = (
    "**No site is named in this text, as far as can be told.** The names marked below stand for "
    "something else or cannot be told from it, each with the reason. They link to nothing; accept "
    "one if the text means the site after all."
)


def draw(index: Index, work: Draft) -> None:
    """Draw the text and the list of its marks, a part at a time."""
    text, found = work.text.text, work.found
    if not found:
        st.info(_NOTHING, icon=":material/search_off:")
    elif all(marks.level(row) in {"other", "below"} for row in found):
        st.info(_NO_SITE, icon=":material/info:")
    divided = marks.parts(len(text), found)
    shown = divided[pages.choose(len(divided), "evidence-text") - 1]
    saved, names = draft.held(index.dataset), loaders.site_names(index)
    decisions = {mention: one.decision for mention, one in draft.chosen(index.dataset).items()}
    st.html(marks.key(Counter(map(marks.level, found))))
    if not found:
        st.html(marks.html(text, found, shown, decisions))
        return
    left, right = st.columns([1.35, 1], gap="medium")
    long = shown.end - shown.start > _LONG
    with left, st.container(height=_HEIGHT if long else "content", border=True):
        st.html(marks.html(text, found, shown, decisions))
    several = shown.last - shown.first > _FEW
    with right, st.container(height=_HEIGHT if several else "content", border=False):
        for at in range(shown.first, shown.last):
            row = found[at]
            judging.draw(at + 1, row, names[row["site_id"]], saved)

"""One view for each session, kept the same in the URL, the widgets and the map.

The view is the only truth: a widget shows what it says and hands back a change
through a callback. Streamlit's own ``bind="query-params"`` writes an option's
*label* into the link; ours carry live counts, so links would break with every
change of the data. It also drops a bad value without a word.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any, Final

import streamlit as st

from geo.index import Index
from geo.view import SELECTIONS, ViewState, from_query

_VIEW: Final = "view"
_QUERY: Final = "query"
_IGNORED: Final = "ignored"
_PAGE: Final = "page"
_CHANGED: Final = "changed"
_REPLACED: Final = "replaced"

_KEPT: Final = 20
"""Addresses that are remembered after the page has replaced them."""

_ON_ITS_WAY_S: Final = 1.0
"""Seconds for which the browser may still send an address that was replaced. A
reader who goes back sooner than that after a choice has to do it twice."""

_ON_MAP: Final = "chosen-on-map"


def enter(page: str) -> None:
    """Note which page is open; on the way to another one the view stays.

    Streamlit's menu drops the query from the address. Without a query, a page that
    was reached from another shows what that one did.
    """
    came_from = st.session_state.get(_PAGE)
    st.session_state[_PAGE] = page
    if came_from not in (None, page) and not st.query_params:
        st.session_state[_QUERY] = {}


def load(index: Index) -> ViewState:
    """Return the session's view, read anew when the address has changed.

    The address changes on first load, with the browser's back button, and when a
    reader edits it.
    """
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    if _VIEW not in st.session_state or _is_news(query):
        st.session_state[_VIEW], st.session_state[_IGNORED] = from_query(query, index.choices)
        st.session_state[_QUERY] = query
    st.session_state[_CHANGED] = False
    view: ViewState = st.session_state[_VIEW]
    wanted = view.to_query()
    if wanted != query:
        replaced = (time.monotonic(), st.session_state[_QUERY])
        st.session_state[_REPLACED] = [*st.session_state.get(_REPLACED, []), replaced][-_KEPT:]
        st.query_params.from_dict(wanted)
        st.session_state[_QUERY] = wanted
    return view


def _is_news(query: dict[str, list[str]]) -> bool:
    """Tell whether the reader, not the page, has changed the address.

    A run that the browser asked for before it heard of our last change still brings
    the address of before; to read that would undo what the reader just chose.
    """
    if query == st.session_state[_QUERY] or st.session_state.get(_CHANGED, False):
        return False
    since = time.monotonic() - _ON_ITS_WAY_S
    return not any(
        when > since and query == before for when, before in st.session_state.get(_REPLACED, [])
    )


def reset(index: Index) -> None:
    """Drop from the view what another dataset does not have."""
    query = st.session_state[_VIEW].to_query()
    st.session_state[_VIEW], st.session_state[_IGNORED] = from_query(query, index.choices)


def ignored() -> list[str]:
    """Return what the address asked for and could not be had, one sentence each."""
    sentences: list[str] = st.session_state.get(_IGNORED, [])
    return sentences


def change(**values: Any) -> None:
    """Change the view; callbacks of widgets end here."""
    _keep(replace(st.session_state[_VIEW], **values))


def show(view: ViewState) -> None:
    """Show another view in place of this one."""
    _keep(view)


def choose(kind: str = "", identifier: str = "", *, on_map: bool = False) -> None:
    """Select one site, event, agreement or venue, or nothing.

    What is chosen ``on_map`` is in sight already: the map does not move to it.
    """
    change(**{name: identifier if name == kind else "" for name in SELECTIONS})
    st.session_state[_ON_MAP] = identifier if on_map else ""


def chosen_on_map(identifier: str) -> bool:
    """Tell whether the selection was made by a click on the map."""
    return bool(st.session_state.get(_ON_MAP) == identifier)


def clear(*names: str) -> None:
    """Empty the named parameters."""
    _keep(st.session_state[_VIEW].without(*names))


def _keep(view: ViewState) -> None:
    st.session_state[_VIEW] = view
    st.session_state[_CHANGED] = True
    st.session_state[_IGNORED] = []

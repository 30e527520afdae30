"""Every filter and layer, in the sidebar, each option with its live count."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import streamlit as st

from geo import captions
from geo.index import Index
from geo.ui import loaders, state
from geo.ui.shown import Shown
from geo.view import LAYERS, MAX_TEXT, TILES, ViewState

_HELP: Final = {
    "group": "In any role, also as a by-product; the colour on the map is the main mineral.",
    "mineral": "In any role, also as a by-product.",
    "partner": "Sites tied to an agreement or event with this partner.",
    "instrument": "Sites tied to an agreement of this kind.",
    "evidence": "Where a text names the site: in the event's own sentence, in its paragraph or "
    "elsewhere in its document. An event on region and mineral names the site's region and "
    "concerns its main mineral, but does not name the site.",
}


def draw(shown: Shown) -> None:
    """Draw every filter in the sidebar."""
    index, view = shown.index, shown.view
    counts = loaders.live_counts(index, view)
    with st.sidebar:
        bound(
            st.text_input,
            "q",
            view.q,
            label=captions.FILTERS["q"],
            placeholder="Name in any spelling or script",
            max_chars=MAX_TEXT,
            help="Case, accents, script and transliteration do not matter.",
        )
        for name, names in captions.values(index).items():
            _facet(name, names, counts[name], getattr(view, name))
        _period(index, view)
        layers = [name for name in LAYERS if name not in view.hide]
        bound(
            st.pills,
            "layers",
            layers,
            label="Layers",
            options=list(LAYERS),
            selection_mode="multi",
            format_func=LAYERS.__getitem__,
            read=lambda chosen: {"hide": tuple(name for name in LAYERS if name not in chosen)},
        )
        bound(
            st.toggle,
            "tiles",
            bool(view.tiles),
            label=TILES["osm"],
            help="Off by default: the built-in base map needs no connection.",
            read=lambda on: {"tiles": "osm" if on else ""},
        )


def bound(
    widget: Callable[..., Any],
    name: str,
    value: Any,
    *,
    read: Callable[[Any], dict[str, Any]] | None = None,
    **options: Any,
) -> None:
    """Draw a widget that shows ``value`` and hands a change back to the view."""
    key = f"filter-{name}"
    # Also where nothing differs: what is chosen is shown with a count, which may.
    st.session_state[key] = value

    def changed() -> None:
        new = st.session_state[key]
        state.change(**(read(new) if read else {name: new}))

    widget(key=key, on_change=changed, **options)


def _facet(
    name: str,
    names: Mapping[str, str],
    counts: dict[str, int],
    chosen: tuple[str, ...],
) -> None:
    # Options with the most sites first; what is chosen stays, even at zero.
    options = sorted(
        (value for value, count in counts.items() if count or value in chosen),
        key=lambda value: (-counts[value], names.get(value, value)),
    )
    words = {value: names.get(value) or captions.label(value) for value in counts}
    by_words = {spoken: value for value, spoken in words.items()}

    def read(values: list[str]) -> dict[str, Any]:
        # The browser sends labels. One with a count of before is no option any more,
        # and comes back as it is.
        known = [
            value if value in counts else by_words.get(value.rpartition(" (")[0], "")
            for value in values
        ]
        return {name: tuple(dict.fromkeys(value for value in known if value))}

    bound(
        st.multiselect,
        name,
        list(chosen),
        label=captions.FILTERS[name],
        options=options,
        format_func=lambda value: f"{words[value]} ({counts[value]})",
        placeholder="All",
        help=_HELP.get(name),
        select_all=False,
        read=read,
    )


def _period(index: Index, view: ViewState) -> None:
    first, last = index.years

    def read(years: tuple[int, int]) -> dict[str, int | None]:
        since, until = years
        return {
            "since": since if since > first else None,
            "until": until if until < last else None,
        }

    bound(
        st.slider,
        "period",
        (
            min(max(view.since or first, first), last),
            max(min(view.until or last, last), first),
        ),
        label="Period of events and agreements",
        min_value=first,
        max_value=last,
        read=read,
    )

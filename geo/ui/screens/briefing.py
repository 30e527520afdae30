"""Briefing: what is shown as a file that can be put in front of others, and back again."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final
from urllib.parse import urlsplit

import streamlit as st

from geo.briefing.content import content
from geo.briefing.snapshot import PAPERS_MM, Snapshot
from geo.errors import OrebriefError
from geo.maps.export import atlas_pages, formats
from geo.maps.export.one_page import file_name
from geo.ui import frame, loaders, notices
from geo.ui.screens import briefing_options, earlier_file
from geo.ui.shown import Shown

_PREVIEW_PX: Final = 1400
"""Width of the preview: what fits a wide screen."""

_MM_PER_INCH: Final = 25.4
_MADE: Final = "briefing-made"
_LOCAL: Final = ("localhost", "127.0.0.1", "::1")

_SAID: Final = {
    "pptx": "The slide holds this map, with its title, its table of events and all words as text "
    "that can be edited, and the sources in the notes.",
    "html": "The file opens in any browser, without a network: the interactive map, and the card "
    "of each site with its evidence. This is the same view on paper.",
    "xlsx": "The tables hold every site, agreement, event, link and source that is shown. This is "
    "the same view on paper.",
    "zip": "The pack holds every format and the GeoPackage of what is shown.",
}


def page() -> None:
    """Draw the page."""
    with frame.around() as shown:
        left, right = st.columns([1, 2.4], gap="large")
        with left:
            wanted = replace(briefing_options.draw(shown), view=shown.view, address=_address())
            _take_away(shown, wanted)
            earlier_file.draw()
        with right:
            _preview(shown, wanted)
            earlier_file.draw_answer()


def _take_away(shown: Shown, wanted: Snapshot) -> None:
    """Offer the file; an atlas is made first, since it takes a while."""
    make = partial(formats.snapshot, shown.index, wanted)
    if wanted.atlas:
        made = _atlas(shown, wanted)
        if made is None:
            return
        make = partial(bytes, made)
    said = content(shown.index, wanted)
    st.download_button(
        f"Download {wanted.format.upper()}",
        data=make,
        file_name=file_name(said, wanted.format),
        mime=formats.MIMES[wanted.format],
        key="briefing-download",
        type="primary",
        icon=":material/download:",
        on_click="ignore",
        width="stretch",
    )


def _atlas(shown: Shown, wanted: Snapshot) -> bytes | None:
    """Return the atlas once it is made; before, offer to make it."""
    asked = (shown.index.dataset.content_hash, wanted)
    earlier, made = st.session_state.get(_MADE, (None, b""))
    if earlier == asked:
        return bytes(made)
    try:
        pages = len(atlas_pages.listed(shown.index, wanted))
    except OrebriefError as error:
        notices.failure(error)
        return None
    words = f"Make the atlas ({pages} {'page' if pages == 1 else 'pages'})"
    if not st.button(words, key="briefing-make", type="primary", width="stretch"):
        return None
    bar = st.progress(0.0, "Drawing …")

    def tell(done: int, total: int) -> None:
        bar.progress(done / total, f"Page {done} of {total}")

    made = formats.snapshot(shown.index, wanted, tell)
    bar.empty()
    st.session_state[_MADE] = (asked, made)
    return made


def _preview(shown: Shown, wanted: Snapshot) -> None:
    """Show the page as a picture, drawn by what draws the file."""
    width, _ = PAPERS_MM[wanted.paper]
    picture = replace(
        wanted, format="png", atlas="", dpi=max(72, round(_PREVIEW_PX / width * _MM_PER_INCH))
    )
    if wanted.atlas:
        try:
            first = atlas_pages.listed(shown.index, wanted)[0]
        except OrebriefError:
            return
        picture = replace(picture, view=first.view, title="")
        st.caption("The first page of the atlas:")
    elif wanted.format in _SAID:
        st.caption(_SAID[wanted.format])
    with st.container(border=True):
        st.image(loaders.preview(shown.index, picture), width="stretch")


def _address() -> str:
    """Return where the page is, empty where nobody else could open it."""
    parts = urlsplit(st.context.url or "")
    if not parts.hostname or parts.hostname in _LOCAL:
        return ""
    return f"{parts.scheme}://{parts.netloc}{parts.path.removesuffix('/').rpartition('/')[0]}"

"""The card of whatever is selected."""

from __future__ import annotations

import streamlit as st

from geo.ui.cards import politics, site
from geo.ui.shown import Shown


def draw(shown: Shown) -> None:
    """Draw the card of the selection, or say how to select."""
    index, view = shown.index, shown.view
    if view.site:
        site.draw(index, view.site)
    elif view.event:
        politics.draw_event(index, view.event)
    elif view.agreement:
        politics.draw_agreement(index, view.agreement)
    elif view.venue:
        politics.draw_venue(shown)
    else:
        st.html(
            '<h3 style="margin:0;padding:0">Pick a site</h3>'
            "<p>Click a site on the map, or choose a row of a table. Its card shows what is known, "
            "how sure the position is, and each event and agreement that names it, with the "
            "sentence.</p><p>A hollow symbol with a halo is a position known only roughly; "
            "a site whose position nobody has published is in the list, not on the map.</p>"
        )

"""The least that Streamlit can do: one widget, one button, and one line that tells of them."""

import streamlit as st

from geo.maps.style import GROUP_LABELS

st.set_page_config(layout="wide")
with st.sidebar:
    chosen = st.multiselect(
        "Mineral group",
        list(GROUP_LABELS),
        format_func=GROUP_LABELS.__getitem__,
        placeholder="All",
        select_all=False,
    )
presses = st.session_state.setdefault("presses", 0)
if st.button("Press"):
    st.session_state["presses"] = presses = presses + 1
st.html(f"<h3>{len(chosen)} chosen: {', '.join(chosen)}; {presses} presses</h3>")

"""The way from one page of a long list to another."""

from __future__ import annotations

import streamlit as st


def choose(count: int, name: str) -> int:
    """Return which page is open, from 1, and draw the others' numbers if there are any."""
    if count == 1:
        return 1
    # With the count in it, the key never holds a page that is no more.
    chosen: int = st.pagination(count, key=f"{name}-{count}")
    return chosen

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, Final

import pytest
from streamlit.testing.v1 import AppTest

from geo.locations import DATA_VARIABLE
from geo.view import ViewState

VIEW: Final = "view"


def script() -> None:
    """Show nothing but buttons that change the view."""
    # AppTest runs this source by itself.
    import streamlit as st  # noqa: PLC0415

    from geo.dataset import Dataset  # noqa: PLC0415
    from geo.index import Index  # noqa: PLC0415
    from geo.ui import loaders, state  # noqa: PLC0415

    index = loaders.current()
    st.session_state["view"] = state.load(index)
    st.session_state["said"] = state.ignored()
    st.session_state["on-map"] = state.chosen_on_map("kz-inkai")
    st.button("site", on_click=state.choose, args=("site", "kz-inkai"))
    st.button("on map", on_click=state.choose, args=("site", "kz-inkai"), kwargs={"on_map": True})
    st.button("event", on_click=state.choose, args=("event", "s01"))
    st.button("nothing", on_click=state.choose)
    st.button("uranium", on_click=state.change, kwargs={"group": ("uranium",)})
    st.button("clear", on_click=state.clear, args=("q", "group"))
    st.button("same data", on_click=state.reset, args=(index,))
    st.button("no data", on_click=state.reset, args=(Index(Dataset.conformed({})),))


@pytest.fixture
def app(world: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv(DATA_VARIABLE, str(world))
    return AppTest.from_function(script, default_timeout=30)


def run(app: AppTest, **query: str | list[str]) -> AppTest:
    app.query_params.clear()
    app.query_params.update(query)
    app.run()
    assert not app.exception
    return app


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def view(app: AppTest) -> ViewState:
    shown: ViewState = app.session_state[VIEW]
    return shown


def said(app: AppTest) -> list[str]:
    sentences: list[str] = app.session_state["said"]
    return sentences


def address(app: AppTest) -> dict[str, Any]:
    return dict(app.query_params)


def test_a_link_is_the_view(app: AppTest):
    run(app, q="gold", group=["precious", "uranium"], since="2019", site="uz-muruntau")
    assert view(app) == ViewState(
        q="gold", group=("precious", "uranium"), since=2019, site="uz-muruntau"
    )
    assert said(app) == []


def test_what_a_link_cannot_mean_is_said_once_and_leaves_the_address(app: AppTest):
    run(app, group=["precious", "gems"], since="soon", foo="bar")
    assert view(app) == ViewState(group=("precious",))
    assert [sentence.partition(" ")[0] for sentence in said(app)] == ["group", "since", "parameter"]
    assert address(app) == {"group": "precious"}
    # It stays on the page until the reader does something.
    app.run()
    assert len(said(app)) == 3
    press(app, "uranium")
    assert said(app) == []


def test_a_change_is_in_the_address(app: AppTest):
    press(run(app, q="gold"), "uranium")
    assert view(app) == ViewState(q="gold", group=("uranium",))
    assert address(app) == {"q": "gold", "group": "uranium"}
    press(app, "clear")
    assert view(app) == ViewState()
    assert address(app) == {}


def test_one_thing_is_selected_at_a_time(app: AppTest):
    press(run(app, q="ku"), "site")
    assert view(app) == ViewState(q="ku", site="kz-inkai")
    press(app, "event")
    assert view(app) == ViewState(q="ku", event="s01")
    assert address(app) == {"q": "ku", "event": "s01"}
    press(app, "nothing")
    assert view(app) == ViewState(q="ku")


def test_a_click_on_the_map_does_not_move_it(app: AppTest):
    press(run(app), "on map")
    assert app.session_state["on-map"] is True
    press(app, "event")
    assert app.session_state["on-map"] is False
    press(app, "site")
    assert app.session_state["on-map"] is False


def test_another_address_is_another_view(app: AppTest, monkeypatch: pytest.MonkeyPatch):
    # As after the browser's back button, or a change of the address by hand.
    press(run(app, q="gold"), "uranium")
    later = time.monotonic() + 10
    monkeypatch.setattr(time, "monotonic", lambda: later)
    run(app, q="gold")
    assert view(app) == ViewState(q="gold")
    run(app, country="UZB", event="s01")
    assert view(app) == ViewState(country=("UZB",), event="s01")


def test_an_address_that_was_on_its_way_does_not_undo_a_choice(app: AppTest):
    # As of a run that the browser asked for before it heard of the choice.
    press(run(app, q="gold"), "uranium")
    run(app, q="gold")
    assert view(app) == ViewState(q="gold", group=("uranium",))
    assert address(app) == {"q": "gold", "group": "uranium"}


def test_a_run_without_a_change_keeps_the_view(app: AppTest):
    before = view(run(app, q="gold", hide=["arcs", "relief"], tiles="osm", until="2020"))
    assert view(app.run()) == before
    assert address(app) == {
        "q": "gold",
        "hide": ["arcs", "relief"],
        "tiles": "osm",
        "until": "2020",
    }


def test_another_dataset_keeps_what_it_has(app: AppTest):
    run(app, q="gold", group=["precious"], site="uz-muruntau")
    press(app, "same data")
    assert view(app) == ViewState(q="gold", group=("precious",), site="uz-muruntau")
    assert said(app) == []
    press(app, "no data")
    assert view(app) == ViewState(q="gold")
    assert said(app) == ["group 'precious' is not known.", "site 'uz-muruntau' is not known."]
    assert address(app) == {"q": "gold"}


def test_two_readers_have_two_views(app: AppTest, world: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(DATA_VARIABLE, str(world))
    other = AppTest.from_function(script, default_timeout=30)
    press(run(app, q="gold"), "uranium")
    run(other)
    assert view(other) == ViewState()
    assert view(app.run()) == ViewState(q="gold", group=("uranium",))

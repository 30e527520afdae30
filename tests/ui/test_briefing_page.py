from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from geo.briefing.snapshot import Snapshot
from geo.errors import ContractError
from geo.index import Index
from geo.maps.export import formats
from geo.store.gpkg import read
from geo.ui import loaders
from geo.ui.screens import briefing, earlier_file
from geo.view import ViewState
from tests.ui.conftest import OpenPage

NASTY_NAME = '<script>alert(1)</script> `${x}` \u202e"q".png'


def options(app: AppTest) -> Snapshot:
    return app.session_state["briefing-options"]


def offered(app: AppTest) -> list[str]:
    return [button.label for button in app.button] + [
        element.proto.label for element in app.get("download_button")
    ]


def test_the_page_offers_a_file_and_shows_it(open_page: OpenPage):
    app = open_page("briefing", {"mineral": "Au"})
    assert not app.exception
    assert app.text_input(key="briefing-title").placeholder == "Gold in Central Asia"
    assert "Download PDF" in offered(app)
    assert len(app.get("image")) == 1


@pytest.mark.parametrize("name", ["png", "svg", "pptx", "html", "xlsx", "zip"])
def test_every_format_can_be_taken_away(open_page: OpenPage, name: str):
    app = open_page("briefing")
    app.selectbox(key="briefing-format").select(name).run()
    assert not app.exception
    assert f"Download {name.upper()}" in offered(app)
    assert options(app).format == name


def test_choices_are_kept_while_other_pages_are_visited(open_page: OpenPage):
    app = open_page("briefing")
    app.text_input(key="briefing-title").set_value("Ours").run()
    app.selectbox(key="briefing-paper").select("a3-portrait").run()
    app.selectbox(key="briefing-names").select("ru").run()
    assert options(app) == Snapshot(title="Ours", paper="a3-portrait", names="ru")
    assert app.text_input(key="briefing-title").value == "Ours"


def test_a_slide_is_a_slide_until_the_format_changes(open_page: OpenPage):
    app = open_page("briefing")
    app.selectbox(key="briefing-format").select("pptx").run()
    assert options(app).paper == "slide-16x9"
    app.selectbox(key="briefing-format").select("png").run()
    assert options(app).paper == "a4-landscape"


def test_an_atlas_is_made_before_it_is_offered(open_page: OpenPage):
    app = open_page("briefing")
    app.selectbox(key="briefing-atlas").select("country").run()
    assert "Make the atlas (3 pages)" in offered(app)
    assert "Download PDF" not in offered(app)
    app.button(key="briefing-make").click().run()
    assert not app.exception
    assert "Download PDF" in offered(app)
    app.selectbox(key="briefing-format").select("png").run()
    assert options(app).atlas == ""


def test_an_atlas_without_a_page_says_so(open_page: OpenPage):
    app = open_page("briefing", {"q": "zzzz"})
    app.selectbox(key="briefing-atlas").select("site").run()
    assert not app.exception
    assert any("the view leaves no page" in element.proto.body for element in app.get("html"))


def drop(name: str, content: bytes, monkeypatch: pytest.MonkeyPatch, world: Path) -> None:
    monkeypatch.setattr(st, "session_state", {"view": ViewState()})
    monkeypatch.setattr(loaders, "current", lambda: Index(read(world)))
    earlier_file._receive(name, content)


def test_a_dropped_file_restores_its_view_and_layout(world: Path, monkeypatch: pytest.MonkeyPatch):
    wanted = Snapshot(ViewState(mineral=("Au",)), "png", "square", "Gold", dpi=72)
    made = formats.snapshot(Index(read(world)), wanted)
    drop("a.png", made, monkeypatch, world)
    kept = st.session_state
    assert kept["view"] == wanted.view
    assert kept["briefing-options"] == Snapshot(format="png", paper="square", title="Gold", dpi=72)
    assert kept["earlier-file-answer"].same_data


def test_a_file_that_is_not_ours_changes_nothing(world: Path, monkeypatch: pytest.MonkeyPatch):
    drop(NASTY_NAME, b"\x89PNG", monkeypatch, world)
    kept = st.session_state
    assert isinstance(kept["earlier-file-answer"], ContractError)
    assert kept["view"] == ViewState()
    assert "briefing-options" not in kept


def test_the_answer_stands_on_the_page(open_page: OpenPage):
    app = open_page("briefing")
    for answer, said in (
        (ContractError("it is none", NASTY_NAME, "Give another"), "it is none"),
        (
            earlier_file.Comparison(Snapshot(), ("<b>gone</b>",), same_data=True, changes=()),
            "The data are the same as when the file was made.",
        ),
    ):
        app.session_state["earlier-file-answer"] = answer
        app.session_state["earlier-file-name"] = NASTY_NAME
        app.run()
        assert not app.exception
        shown = [element.proto.body for element in app.get("html") if said in element.proto.body]
        assert len(shown) == 1
        assert "<script>" not in shown[0]
        assert "<b>gone</b>" not in shown[0]


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://ore.example/briefing", "https://ore.example"),
        ("https://ore.example/base/briefing", "https://ore.example/base"),
        ("http://localhost:8501/briefing", ""),
        ("", ""),
    ],
)
def test_the_printed_link_is_one_that_others_can_open(
    monkeypatch: pytest.MonkeyPatch, url: str, address: str
):
    class Context:
        pass

    context = Context()
    context.url = url  # type: ignore[attr-defined]
    monkeypatch.setattr(st, "context", context)
    assert briefing._address() == address

"""The cut-off holds: what the browser tests promise rests on these fixtures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.server import running_server

HEALTH: Final = "/_stcore/health"
"""A document of the served host that asks for nothing by itself."""


def fetch(page: Page, url: str) -> str:
    """`loaded` or `failed`, as the page itself meets it."""
    outcome: str = page.evaluate(
        "url => fetch(url, {mode: 'no-cors'}).then(() => 'loaded', () => 'failed')", url
    )
    return outcome


def test_page_reaches_its_own_server(page: Page, base_url: str, foreign_requests: list[str]):
    page.goto(HEALTH)
    assert fetch(page, base_url + HEALTH) == "loaded"
    assert foreign_requests == []


def test_request_to_another_host_is_aborted_and_recorded(
    page: Page, foreign_requests: list[str], page_errors: list[str]
):
    page.goto(HEALTH)
    assert fetch(page, "https://tiles.example/1/2/3.png") == "failed"
    assert foreign_requests == ["https://tiles.example/1/2/3.png"]
    assert any("ERR_FAILED" in error for error in page_errors)


def test_another_port_of_this_machine_is_another_host(page: Page, foreign_requests: list[str]):
    page.goto(HEALTH)
    assert fetch(page, "http://localhost:9/") == "failed"
    assert foreign_requests == ["http://localhost:9/"]


def test_websocket_to_another_host_is_recorded(page: Page, foreign_requests: list[str]):
    page.goto(HEALTH)
    page.evaluate(
        "() => new Promise(done => new WebSocket('wss://feed.example/').onerror = () => done())"
    )
    assert foreign_requests == ["wss://feed.example/"]


def test_second_profile_is_cut_off_too(
    new_context: Callable[..., BrowserContext], foreign_requests: list[str]
):
    page = new_context().new_page()
    page.goto(HEALTH)
    assert fetch(page, "https://tiles.example/") == "failed"
    assert foreign_requests == ["https://tiles.example/"]


def test_uncaught_exception_is_recorded(page: Page, page_errors: list[str]):
    page.goto(HEALTH)
    with page.expect_event("pageerror"):
        page.evaluate("() => { setTimeout(() => { throw new Error('made up') }) }")
    assert any("made up" in error for error in page_errors)


def test_server_that_dies_tells_what_it_printed(tmp_path: Path):
    script = tmp_path / "missing.py"
    with (
        pytest.raises(RuntimeError, match=r"ended with code \d+[\s\S]+missing\.py"),
        running_server(script=script),
    ):
        pass

"""A served page and a browser that can reach nothing else.

Built on pytest-playwright: ``page`` and ``context`` are its fixtures, ``page.goto("/")``
opens the served page, and a failing test leaves a screenshot of each open page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Route, WebSocket

from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.server import Server, running_server


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with running_server() as running:
        yield running


@pytest.fixture(scope="session")
def base_url(server: Server) -> str:
    return server.url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return browser_type_launch_args | {"executable_path": find_chromium(), "args": ARGUMENTS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    # The requests of a service worker pass by the route below.
    return browser_context_args | {"service_workers": "block"}


class Watch:
    """What all pages of one test did that they should not have.

    Parameters
    ----------
    home
        Host and port of the served page: every other one is foreign.
    """

    def __init__(self, home: str) -> None:
        self.home = home
        self.foreign_requests: list[str] = []
        self.page_errors: list[str] = []

    def over(self, context: BrowserContext) -> BrowserContext:
        context.route("**/*", self._on_request)
        context.on("page", lambda page: page.on("websocket", self._on_websocket))
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self.page_errors.append(str(error.error)))
        return context

    def _record_if_foreign(self, url: str) -> bool:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != self.home:
            self.foreign_requests.append(url)
            return True
        return False

    def _on_request(self, route: Route) -> None:
        if self._record_if_foreign(route.request.url):
            route.abort()
        else:
            route.continue_()

    def _on_websocket(self, websocket: WebSocket) -> None:
        # No handle to close it by: the browser's resolver rules let it find nobody.
        self._record_if_foreign(websocket.url)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.page_errors.append(message.text)


@pytest.fixture
def watch(base_url: str) -> Watch:
    return Watch(urlsplit(base_url).netloc)


@pytest.fixture
def foreign_requests(watch: Watch) -> list[str]:
    """Addresses on other hosts that any page of this test tried to reach, in vain."""
    return watch.foreign_requests


@pytest.fixture
def page_errors(watch: Watch) -> list[str]:
    """Errors on the console and uncaught exceptions of every page and frame of this test."""
    return watch.page_errors


@pytest.fixture
def new_context(
    new_context: Callable[..., BrowserContext], watch: Watch
) -> Callable[..., BrowserContext]:
    """Make a fresh browser profile, watched and cut off from every other host."""
    return lambda **options: watch.over(new_context(**options))

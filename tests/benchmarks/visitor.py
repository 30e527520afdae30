"""A reader's waits, timed inside the browser from the press of the button to the drawn frame."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from playwright.sync_api import Browser, BrowserContext, Page

REPEATS: Final = 7
"""How often each wait is timed; medians are of these."""

SETTLED_MS: Final = 400
"""Pause before a click, so that nothing of the last one is timed with it."""

_PATIENCE_MS: Final = 20_000

_SCRIPT: Final = """
(() => {
  const now = () => performance.timeOrigin + performance.now();
  // Every frame tells the page when a button went down in it.
  addEventListener("pointerdown", () => { top.pressedAt = now(); }, true);
  if (window !== top) { return; }

  const maps = () => [...document.querySelectorAll("iframe")]
    .map(frame => frame.contentWindow && frame.contentWindow.map).filter(Boolean);
  // A circle with a radius in metres is the halo of one.
  const isSite = layer => layer.getRadius && layer._map && layer._mRadius === undefined
    && (!layer.feature || layer.feature.id === layer.feature.properties.key);

  window.sites = () => {
    const found = [];
    for (const map of maps()) {
      map.eachLayer(layer => { if (isSite(layer)) { found.push(layer); } });
    }
    return found;
  };
  // The set of drawn sites in a few characters; empty while there is none or one is still to
  // be painted.
  const drawn = () => {
    const found = window.sites();
    let latitudes = 0, longitudes = 0;
    for (const site of found) {
      if (site._renderer._redrawRequest) { return ""; }
      latitudes += site.getLatLng().lat;
      longitudes += site.getLatLng().lng;
    }
    return found.length ? [found.length, latitudes.toFixed(5), longitudes.toFixed(5)].join() : "";
  };
  const heading = () => (document.querySelector("h3") || {textContent: ""}).textContent;
  window.look = {drawn, heading};

  // Looks after each frame whether `what` has become something else, and notes when the
  // frame after has begun.
  window.watch = (what, before) => {
    const {port1, port2} = new MessageChannel();
    const look = () => requestAnimationFrame(() => port2.postMessage(null));
    const changes = window.changes = [];
    let last = before;
    port1.onmessage = () => {
      const seen = window.look[what]();
      if (seen && seen !== last) {
        last = seen;
        requestAnimationFrame(() => changes.push(now()));
      }
      if (changes === window.changes) { look(); }
    };
    look();
  };
})();
"""


class Visitor:
    """One browser profile that looks at one served page.

    Parameters
    ----------
    browser
        Running browser.
    url
        Address of the page.
    shows
        What a change of the filter changes: ``drawn`` sites, or the ``heading``
        of a page without a map.
    """

    def __init__(self, browser: Browser, url: str, shows: str = "drawn") -> None:
        self.context: BrowserContext = browser.new_context(viewport={"width": 1440, "height": 900})
        self.context.set_default_timeout(_PATIENCE_MS)
        self.context.add_init_script(_SCRIPT)
        self.page: Page = self.context.new_page()
        self.url = url
        self.shows = shows

    def load(self) -> float:
        """Open the page and return the ms from its start to its first drawn site."""
        self.page.goto(self.url, wait_until="commit")
        self.page.evaluate("what => watch(what, '')", self.shows)
        self._wait_for_change()
        return float(self.page.evaluate("changes[0] - performance.timeOrigin"))

    def filter(self, option: int) -> tuple[float, float]:
        """Choose one option of the first multiselect, then remove it.

        Returns
        -------
        The ms from the press to the redrawn sites, for choosing and for removing.
        """
        box = self.page.get_by_test_id("stMultiSelect").first
        self._settle()
        box.get_by_role("combobox").click()
        chosen = self.page.get_by_role("option").nth(option)
        chosen.wait_for()
        self._settle()
        narrowed = self._timed(self.shows, chosen.click)
        self.page.keyboard.press("Escape")
        self._settle()
        widened = self._timed(self.shows, box.get_by_label("Remove").first.click)
        self.page.keyboard.press("Escape")
        return narrowed, widened

    def open_card(self, part: float) -> float:
        """Click the site at this part of the list of sites in sight.

        Returns
        -------
        The ms from the press to the card with the site's name.
        """
        self._settle()
        frame = self.page.locator("iframe").first.bounding_box()
        assert frame is not None
        x, y = self.page.evaluate(
            """part => {
              const points = window.sites().map(s => s._map.latLngToContainerPoint(s.getLatLng()));
              const size = window.sites()[0]._map.getSize();
              const inside = points.filter(p => p.x > 60 && p.y > 90 && p.x < size.x - 20
                && p.y < size.y - 40).sort((a, b) => a.x - b.x);
              const chosen = inside[Math.floor(part * (inside.length - 1))];
              return [chosen.x, chosen.y];
            }""",
            part,
        )
        return self._timed("heading", lambda: self.page.mouse.click(frame["x"] + x, frame["y"] + y))

    def press_button(self) -> float:
        """Press the page's only button; return the ms to the new heading."""
        self._settle()
        return self._timed("heading", self.page.get_by_test_id("stBaseButton-secondary").click)

    def close(self) -> None:
        """Leave the page."""
        self.context.close()

    def _settle(self) -> None:
        self.page.locator('[data-testid=stApp][data-test-script-state="notRunning"]').wait_for()
        self.page.wait_for_timeout(SETTLED_MS)

    def _timed(self, what: str, press: Callable[[], None]) -> float:
        """Return the ms from the press to the last change: what is in between is not yet right."""
        self.page.evaluate("what => watch(what, look[what]())", what)
        press()
        self._wait_for_change()
        self._settle()
        return float(self.page.evaluate("changes.at(-1) - pressedAt"))

    def _wait_for_change(self) -> None:
        self.page.wait_for_function("changes.length > 0")


@contextmanager
def visiting(browser: Browser, url: str, shows: str = "drawn") -> Iterator[Visitor]:
    """Open a page in a fresh profile, until the block ends."""
    visitor = Visitor(browser, url, shows)
    try:
        yield visitor
    finally:
        visitor.close()
        time.sleep(0.2)

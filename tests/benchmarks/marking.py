"""How long a reader waits for the names in an article to be marked on the Evidence page."""

from __future__ import annotations

from statistics import median
from typing import Final

from playwright.sync_api import Browser

from tests.benchmarks.visitor import REPEATS, SETTLED_MS

MARKED_WITHIN_S: Final = 0.3

ARTICLE: Final = "\n\n".join(
    f"On the {day}th of the month ministers of Kazakhstan and Uzbekistan met in Astana and spoke "
    "of trade, transport and water. Geologists then told reporters about the Kuyrektykol "
    "deposit in the Karaganda Region, where cerium and neodymium were found, and about the "
    "Muruntau mine, which goes on producing gold. На Куйректыкольском участке работы начнутся "
    "весной, сообщило министерство промышленности."
    for day in range(10, 20)
)
"""An article of ordinary length, some 4,000 characters, with names in two scripts."""

_WATCH: Final = """() => {
  window.waited = null;
  let pressed = 0;
  addEventListener("pointerdown", () => { pressed = performance.now(); }, true);
  new MutationObserver((_, self) => {
    if (pressed && document.querySelector("mark sup")) {
      self.disconnect();
      // Once the frame that shows them has begun.
      requestAnimationFrame(() => setTimeout(() => {
        window.waited = performance.now() - pressed;
      }));
    }
  }).observe(document.body, {childList: true, subtree: true});
}"""


def marking_s(browser: Browser, url: str) -> float:
    """Return the median wait in seconds, the names of the dataset being read already."""
    waits = []
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{url}/evidence")
        for turn in range(REPEATS + 1):
            page.get_by_label("Paste a text").fill(f"{ARTICLE}\n\n{turn}")
            page.get_by_text("Add a text:").click()
            page.wait_for_timeout(SETTLED_MS)
            page.evaluate(_WATCH)
            page.get_by_role("button", name="Find the names").click()
            waits.append(page.wait_for_function("() => window.waited").json_value() / 1000)
            page.get_by_role("button", name="Another text").click()
            page.get_by_label("Paste a text").wait_for()
    # The first text of all waits for the gazetteer too.
    return float(median(waits[1:]))

"""Draw the README's pictures: the page on the built-in data, and examples of snapshots.

Run by ``make pictures``; needs Chromium.
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import sync_playwright

from docs import snapshots
from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.server import running_server

VIEW = "group=rare-earths&site=kz-kuyrektykol"
TARGET = Path(__file__).with_name("map.png")


def main() -> None:
    """Write ``docs/map.png``, 1440 by 900 pixels, and the examples of snapshots."""
    with running_server() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(ARGUMENTS))
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"{server.url}/?{VIEW}")
        page.frame_locator("iframe").first.locator("[data-base-map=drawn]").wait_for()
        page.get_by_role("heading", name="Kuyrektykol").wait_for()
        # The timeline below the fold is drawn last.
        page.wait_for_timeout(1500)
        page.screenshot(path=TARGET)
        snapshots.draw(browser)
        browser.close()


if __name__ == "__main__":
    main()

"""The page as a reader uses it: what is clicked, and what is seen on map and card."""

from __future__ import annotations

from typing import Any, Final

from playwright.sync_api import Dialog, Frame, Locator, Page, expect

from geo.maps.style import GROUP_COLOURS, PALETTES, Theme

PATIENCE_MS: Final = 20_000

_SITES: Final = """() => {
  const ids = [];
  window.map.eachLayer(layer => {
    const feature = layer.feature;
    if (layer.getRadius && feature && feature.properties.kind === "site"
        && feature.id === feature.properties.key) { ids.push(feature.id); }
  });
  return ids.sort();
}"""

_PLACE: Final = """id => {
  let point = null;
  window.map.eachLayer(layer => {
    if (layer.getRadius && layer.feature && layer.feature.id === id) {
      point = window.map.latLngToContainerPoint(layer.getLatLng());
    }
  });
  return point && [point.x, point.y];
}"""

_PIXELS: Final = """colours => {
  const count = Object.fromEntries(colours.map(colour => [colour, 0]));
  const parts = colours.map(colour =>
    [colour, ...[1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16))]);
  for (const canvas of document.querySelectorAll(".leaflet-map-pane canvas")) {
    const context = canvas.getContext("2d");
    const data = context.getImageData(0, 0, canvas.width, canvas.height).data;
    for (let at = 0; at < data.length; at += 4) {
      if (data[at + 3] < 200) { continue; }
      for (const [colour, red, green, blue] of parts) {
        if (Math.abs(data[at] - red) < 4 && Math.abs(data[at + 1] - green) < 4
            && Math.abs(data[at + 2] - blue) < 4) { count[colour] += 1; }
      }
    }
  }
  return count;
}"""


class Reader:
    """Somebody who looks at the page in one tab.

    Parameters
    ----------
    page
        The tab.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        page.set_default_timeout(PATIENCE_MS)
        self.dialogs: list[str] = []
        page.on("dialog", self._on_dialog)

    def _on_dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def open(self, address: str = "/") -> None:
        """Open an address and wait until the map is drawn."""
        self.page.goto(address)
        self.wait_for_map()

    def wait_for_map(self) -> None:
        """Wait until base map and sites are drawn and the script has ended."""
        frame = self.page.frame_locator("iframe").first
        frame.locator("[data-base-map=drawn]").wait_for(timeout=PATIENCE_MS)
        self.settle()

    def go_back(self) -> None:
        """Press the browser's button, some time after the last choice.

        For a second and a half the page takes an address that it has just replaced
        for one that the browser had already sent.
        """
        self.page.wait_for_timeout(1700)
        self.page.go_back()

    def settle(self) -> None:
        """Wait until the script has ended and the browser has drawn what it sent."""
        app = self.page.get_by_test_id("stApp")
        # A click or a key takes a moment to start the script.
        self.page.wait_for_timeout(200)
        expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=PATIENCE_MS)
        self.page.wait_for_timeout(200)
        expect(self.page.get_by_text("encountered an error")).to_have_count(0)

    @property
    def map(self) -> Frame:
        """The frame that holds the map."""
        element = self.page.locator("iframe").first.element_handle()
        frame = element.content_frame()
        assert frame is not None
        return frame

    def sites(self) -> list[str]:
        """Identifiers of the sites on the map, in order."""
        ids: list[str] = self.map.evaluate(_SITES)
        return ids

    def names_on_map(self) -> Locator:
        """Names that stand on the map because their site is selected."""
        return self.map.locator(".leaflet-tooltip.chosen-name")

    def zoom_and_centre(self) -> tuple[float, float, float]:
        """Zoom, latitude and longitude of the map, to what the eye can tell."""
        zoom, latitude, longitude = self.map.evaluate(
            "() => [map.getZoom(), map.getCenter().lat, map.getCenter().lng]"
        )
        return round(zoom, 2), round(latitude, 3), round(longitude, 3)

    def zoom_to(self, latitude: float, longitude: float, zoom: float) -> None:
        """Move the map, as dragging and the wheel would."""
        self.map.evaluate(
            "([latitude, longitude, zoom]) => { map.setView([latitude, longitude], zoom); }",
            [latitude, longitude, zoom],
        )
        self.settle()

    def pixels(self, *colours: str) -> dict[str, int]:
        """Number of pixels on the map's canvases of each colour, given as ``#rrggbb``."""
        count: dict[str, int] = self.map.evaluate(_PIXELS, list(colours))
        return count

    def see_map(self, theme: Theme = "light") -> None:
        """Assert that land and sites are painted, not only that there is a frame for them."""
        land = PALETTES[theme].land
        painted = self.pixels(land, *GROUP_COLOURS.values())
        assert painted.pop(land) > 10_000
        assert sum(painted.values()) > 40, painted

    def point(self, identifier: str) -> tuple[float, float]:
        """Where a feature of the map stands, in pixels of the page."""
        place = self.map.evaluate(_PLACE, identifier)
        assert place is not None, f"{identifier} is not on the map"
        box = self.page.locator("iframe").first.bounding_box()
        assert box is not None
        return box["x"] + place[0], box["y"] + place[1]

    def click_site(self, identifier: str) -> None:
        """Click a site on the map, and take the mouse away."""
        self.page.mouse.click(*self.point(identifier))
        self.page.mouse.move(5, 5)
        self.settle()

    def hover_site(self, identifier: str) -> str:
        """Return the text of the tooltip of a site."""
        x, y = self.point(identifier)
        for moved in (30, 2, 1, 0):
            self.page.mouse.move(x - moved, y)
            # Leaflet looks at the mouse every 32 ms.
            self.page.wait_for_timeout(50)
        tooltip = self.map.locator(".leaflet-tooltip:not(.chosen-name)").last
        tooltip.wait_for()
        return tooltip.inner_text()

    def filter(self, label: str) -> Locator:
        """The multiselect with this label."""
        widget: Locator = self.page.get_by_test_id("stMultiSelect").filter(
            has=self.page.get_by_text(label, exact=True)
        )
        return widget

    def choose(self, label: str, option: str) -> None:
        """Choose an option, named by how its label begins, of a filter."""
        self.filter(label).get_by_role("combobox").click()
        chosen = self.page.get_by_role("option").filter(has_text=option).first
        chosen.wait_for()
        self.page.wait_for_timeout(250)
        chosen.click()
        self.page.keyboard.press("Escape")
        self.settle()

    def choose_first_two(self, label: str, *, apart_ms: int) -> None:
        """Choose the first option of a filter, and at once the one that takes its place."""
        self.filter(label).get_by_role("combobox").click()
        first = self.page.get_by_role("option").first
        first.wait_for()
        self.page.wait_for_timeout(250)
        box = first.bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.click(x, y)
        self.page.wait_for_timeout(apart_ms)
        self.page.mouse.click(x, y)
        self.page.keyboard.press("Escape")
        self.settle()

    def search(self, text: str) -> None:
        """Type into the search box, and press Enter."""
        box = self.page.get_by_label("Search", exact=True)
        box.fill(text)
        box.press("Enter")
        self.settle()

    def headline(self) -> Locator:
        """The line that says how much is shown."""
        return self.page.locator('[role=status][aria-live="polite"]').first

    def counts(self) -> str:
        """What the headline says once nothing changes any more."""
        self.settle()
        return self.headline().inner_text()

    def expect_counts(self, words: str) -> None:
        """Wait until the headline says this, and the map has followed."""
        expect(self.headline()).to_have_text(words, timeout=PATIENCE_MS)
        self.settle()

    def card(self) -> Locator:
        """The heading of the card."""
        return self.page.locator("h3").first

    def go_to(self, title: str) -> None:
        """Open another page of the app through the menu."""
        self.page.get_by_test_id("stTopNavLink").filter(has_text=title).first.click()
        self.wait_for_map()

    def select_row(self, row: int) -> None:
        """Tick the box of a row of the first table, counted from 0."""
        table = self.page.get_by_test_id("stDataFrame").first
        box = table.bounding_box()
        assert box is not None
        self.page.mouse.click(box["x"] + 16, box["y"] + 36 + 35 * row + 17)
        self.settle()

    def selected_rows(self) -> Locator:
        """The selected rows of the first table, as a screen reader meets them."""
        table = self.page.get_by_test_id("stDataFrame").first
        return table.locator("tbody tr[aria-selected=true]")

    def press_tab(self) -> str:
        """Press Tab and return the name of what has the focus, in whatever frame."""
        self.page.keyboard.press("Tab")
        name: str = self.page.evaluate(
            """() => {
              let at = document.activeElement;
              if (at.tagName === "IFRAME") { at = at.contentDocument.activeElement; }
              if (at.closest("[data-testid=stDataFrame]")) { return "table"; }
              return at.getAttribute("aria-label") || at.innerText || "";
            }"""
        )
        return name

    def told(self) -> str:
        """Everything that the page says in plain text."""
        text: Any = self.page.get_by_test_id("stApp").inner_text()
        return str(text)

    def see_no_markup(self) -> None:
        """Nothing from data has run or asked anything, and no traceback is shown."""
        assert self.dialogs == []
        for frame in self.page.frames:
            assert frame.evaluate("() => typeof window.pwned") == "undefined"
        assert "Traceback" not in self.told()
        expect(self.page.get_by_text("encountered an error")).to_have_count(0)

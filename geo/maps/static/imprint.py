"""The foot of a sheet: sources, disclaimer, date and hash of the data, link."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from geo.briefing.content import Content
from geo.maps.static.furniture import INK, QUIET
from geo.maps.static.lettering import MM_PER_PT, Face, readable, width_mm, wrapped
from geo.maps.static.page import Page
from geo.maps.static.places import CITIES_CREDIT
from geo.maps.static.projection import Box

_SIZE: Final = 5.7
_LEADING: Final = 1.28
_LEFT_SHARE: Final = 0.62
_GAP: Final = 8.0
_RULE_GAP: Final = 1.6
_SOURCE_LINES: Final = 3
_LINK_LINES: Final = 3


@dataclass(frozen=True, slots=True)
class Imprint:
    """Broken lines; the right ones with the address that a click on them opens."""

    left: tuple[str, ...]
    right: tuple[tuple[str, str], ...]
    height: float


def laid_out(content: Content, width: float, scale: float, folio: str) -> Imprint:
    """Break the foot of a sheet of a width into lines."""
    size = _SIZE * scale
    left_width = width * _LEFT_SHARE - _GAP * scale / 2
    right_width = width * (1 - _LEFT_SHARE) - _GAP * scale / 2
    left = [
        *_sources(content.sources, left_width, size),
        *wrapped(readable(content.disclaimer), Face.REGULAR, size, left_width, 2),
    ]
    dated = f"Newest date in the data: {content.data_date}" if content.data_date else ""
    told = [dated, f"Data SHA-256 {content.data_hash}"]
    if width_mm(f"{told[0]} · {told[1]}", Face.REGULAR, size) <= right_width and dated:
        told = [f"{told[0]} · {told[1]}"]
    right = [(line, "") for line in told if line]
    link = readable(content.link)
    # Only an address of the web leads anywhere when clicked.
    address = link if link.startswith(("https://", "http://")) else ""
    if link == "/":
        link = ""  # The address is unknown, and the view is the page as it opens.
    right += [
        (line, address) for line in wrapped(link, Face.REGULAR, size, right_width, _LINK_LINES)
    ]
    made_by = readable(content.metadata.get("Software", "Orebrief"))
    right.append((f"{made_by} · {folio}" if folio else made_by, ""))
    lines = max(len(left), len(right))
    return Imprint(
        tuple(left),
        tuple(right),
        _RULE_GAP * scale + lines * size * MM_PER_PT * _LEADING,
    )


def _sources(sources: Sequence[str], width: float, size: float) -> list[str]:
    """Return as many sources as fit in the lines, and how many more there are."""
    if not sources:
        return []
    # The base map's credit stands last and always.
    *others, base = [readable(source) for source in sources]

    def lines(shown: int) -> list[str]:
        more = [f"and {len(others) - shown} more"] if shown < len(others) else []
        named = "; ".join([*others[:shown], *more])
        text = f"Sources: {f'{named}. ' if named else ''}{base}; {CITIES_CREDIT}."
        return wrapped(text, Face.REGULAR, size, width, _SOURCE_LINES + 1)

    longest = bisect_left(range(len(others) + 1), _SOURCE_LINES + 1, key=lambda n: len(lines(n)))
    return lines(max(longest - 1, 0))


def draw(page: Page, imprint: Imprint, box: Box, scale: float) -> None:
    """Write the foot in a box."""
    size = _SIZE * scale
    step = size * MM_PER_PT * _LEADING
    page.line([(box.left, box.top), (box.right, box.top)], INK, 0.18)
    top = box.top - _RULE_GAP * scale
    for number, line in enumerate(imprint.left):
        page.text(box.left, top - (number + 0.72) * step, line, Face.REGULAR, size, colour=QUIET)
    for number, (line, address) in enumerate(imprint.right):
        page.text(box.right, top - (number + 0.72) * step, line, Face.REGULAR, size,
                  colour=QUIET, align="right", address=address)  # fmt: skip

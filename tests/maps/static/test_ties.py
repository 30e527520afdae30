"""Lines to partners start at their seat or site, and leave through the edge."""

from __future__ import annotations

import numpy as np
import pytest

from geo.maps.static import ties
from geo.maps.static.projection import REGION, Box, Frame, edge, fit
from tests.maps.static.conftest import MakeAsked

BOX = Box(10, 10, 180, 140)


def frame(bounds: tuple[float, float, float, float] = REGION) -> Frame:
    return fit(edge(bounds), BOX, 4)


def test_a_tie_runs_from_the_near_seat_to_the_edge(asked: MakeAsked):
    index, _, content = asked()
    shown = frame()
    found = ties.between_seats(index, content, shown)
    assert {(tie.party, tie.count) for tie in found} == {
        ("CHN", 1), ("EUU", 1), ("USA", 1), ("USA", 2),
    }  # fmt: skip
    seats = shown.to_page([index.seats[near] for near in ("KAZ", "KGZ", "UZB")])
    left, bottom, right, top = BOX.edges
    for tie in found:
        assert tie.leaves
        assert np.hypot(*(seats - tie.line[0]).T).min() < 0.1
        x, y = tie.line[-1]
        assert min(x - left, right - x, y - bottom, top - y) == pytest.approx(0, abs=1e-6)
        assert (tie.line >= [left - 1e-6, bottom - 1e-6]).all()
        assert (tie.line <= [right + 1e-6, top + 1e-6]).all()


def test_a_partner_is_named_once_with_its_own_agreements(asked: MakeAsked):
    index, _, content = asked()
    found = ties.between_seats(index, content, frame())
    counts = ties.agreements_of(index, content, {"USA", "CHN", "EUU"})
    assert counts == {"USA": 2, "CHN": 1, "EUU": 1}
    assert [out.party for out in ties.exits(found, counts)] == ["CHN", "EUU", "USA"]


def test_a_seat_out_of_sight_has_no_tie(asked: MakeAsked):
    index, _, content = asked()
    found = ties.between_seats(index, content, frame((74, 42, 77, 44)))
    assert {(tie.party, tie.count) for tie in found} == {("USA", 1)}
    assert ties.shown_agreements(index, content, found) == 2


def test_a_site_is_tied_to_the_partners_of_its_agreements(asked: MakeAsked):
    index, _, _ = asked()
    (tie,) = ties.from_site(index, index.site_row["kz-kuyrektykol"], frame())
    assert (tie.party, tie.count, tie.leaves) == ("USA", 1, True)
    assert ties.from_site(index, index.site_row["kz-akbulak"], frame()) == []
    assert ties.from_site(index, index.site_row["kz-inkai"], frame()) == []


def test_more_agreements_draw_a_thicker_line():
    widths = [ties.width_mm(count) for count in (1, 2, 10, 40)]
    assert widths == sorted(widths)
    assert 0.1 < widths[0] < widths[-1] < 0.8

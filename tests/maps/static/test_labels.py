"""No two names touch, none leaves the frame, and none covers what was there first."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geo.maps.static.labels import Name, Taken, placed, spread
from geo.maps.static.lettering import Face
from geo.maps.static.projection import Box

FRAME = Box(10, 10, 120, 80)
NAMES = st.lists(
    st.builds(
        Name,
        text=st.sampled_from(["Inkai", "Kuyrektykol", "Taldy-Bulak (Talas)", "Өрік", "A"]),
        x=st.floats(8, 132),
        y=st.floats(8, 92),
        reach=st.floats(0.4, 3),
        face=st.sampled_from(list(Face)),
        size_pt=st.floats(4, 9),
    ),
    max_size=60,
)


def overlap(a: Box, b: Box) -> bool:
    return a.left < b.right and b.left < a.right and a.bottom < b.top and b.bottom < a.top


@given(NAMES)
def test_names_neither_touch_nor_leave(names: list[Name]):
    taken = Taken(FRAME)
    stone = Box(60, 40, 20, 20)
    taken.add_box(stone)
    labels = placed(names, taken)
    for label in labels:
        left, bottom, right, top = label.box.edges
        assert left >= FRAME.left
        assert bottom >= FRAME.bottom
        assert right <= FRAME.right
        assert top <= FRAME.top
        assert not overlap(label.box, stone)
    assert not any(overlap(one.box, other.box) for one, other in combinations(labels, 2))


def test_the_more_important_name_wins_and_stands_to_the_upper_right():
    first = Name("Inkai", 60, 50, 1, Face.REGULAR, 6)
    second = Name("Akdala", 60, 50, 1, Face.REGULAR, 6)
    labels = placed([first, second], Taken(FRAME))
    assert labels[0].name is first
    assert labels[0].x > first.x
    assert labels[0].y > first.y
    assert labels[1].box != labels[0].box


def test_a_name_stays_out_when_all_around_is_taken():
    taken = Taken(FRAME)
    taken.add_box(Box(20, 20, 100, 60))
    assert placed([Name("Inkai", 60, 50, 1, Face.REGULAR, 6)], taken) == []


def test_thousands_of_symbols_are_minded():
    taken = Taken(FRAME)
    points = np.random.default_rng(7).uniform((10, 10), (130, 90), (3000, 2))
    taken.add(np.hstack([points - 0.1, points + 0.1]))
    name = Name("Inkai", 60, 50, 1, Face.REGULAR, 6)
    for label in placed([name] * 3, taken):
        left, bottom, right, top = label.box.edges
        x, y = points.T
        assert not ((x > left) & (x < right) & (y > bottom) & (y < top)).any()


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(1, 6)), min_size=1, max_size=12).map(sorted))
def test_a_row_keeps_its_order_and_its_gaps(things: list[tuple[float, float]]):
    wanted, sizes = [place for place, _ in things], [size for _, size in things]
    starts = spread(wanted, sizes, 0, 100)
    for (start, size), following in zip(
        zip(starts[:-1], sizes[:-1], strict=True), starts[1:], strict=True
    ):
        assert following >= start + size - 1e-6
    assert starts[0] >= 0
    assert starts[-1] + sizes[-1] <= 100 + 1e-6


def test_what_has_room_stays_where_it_is():
    assert spread([5, 40, 80], [10, 10, 10], 0, 100) == [5, 40, 80]

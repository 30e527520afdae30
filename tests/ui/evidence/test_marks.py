from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.index import Record
from geo.judgements import ACCEPT, REJECT, UNSURE
from geo.ui.evidence import marks
from geo.ui.evidence.marks import LOOKS, MARKS_SHOWN, REACH, WHOLE, Part


def row(start: int, end: int, relation: str = "site", confidence: float = 0.95) -> Record:
    return {
        "mention_id": f"m-{start}-{end}",
        "start": start,
        "end": end,
        "relation": relation,
        "confidence": confidence,
    }


def whole(text: str, *rows: Record, **decisions: str) -> str:
    named = {f"m-{place.replace('_', '-')}": decision for place, decision in decisions.items()}
    return marks.html(text, rows, Part(0, len(text), 0, len(rows)), named)


def plain(html: str) -> str:
    """What a reader sees of the text, without the numbers of marks."""
    return unescape(re.sub(r"<[^>]*>", "", re.sub(r"<sup.*?</sup>", "", html)))


@pytest.mark.parametrize(
    ("relation", "confidence", "level"),
    [
        ("site", 0.9, "publish"),
        ("site", 0.89, "review"),
        ("site", 0.5, "review"),
        ("site", 0.49, "below"),
        ("company", 0.99, "other"),
    ],
)
def test_level_follows_relation_and_thresholds(relation: str, confidence: float, level: str):
    assert marks.level(row(0, 1, relation, confidence)) == level


def test_levels_differ_by_more_than_colour():
    assert len({look.line for look in LOOKS.values()}) == len(LOOKS)


def test_a_mark_has_its_number_and_what_else_the_name_stands_for():
    shown = whole("At Inkai, JV Inkai.", row(3, 8), row(13, 18, "company"))
    assert re.findall(r">(\w+)<sup[^>]*>([^<]*)</sup>", shown) == [
        ("Inkai", "1"),
        ("Inkai", "2 company"),
    ]


@pytest.mark.parametrize(("decision", "sign"), [(ACCEPT, "✓"), (REJECT, "✗"), (UNSURE, "?")])
def test_a_decision_is_seen_in_the_text(decision: str, sign: str):
    shown = whole("At Inkai.", row(3, 8), **{"3_8": decision})
    assert f">1{sign}</sup>" in shown
    assert ("line-through" in shown) == (decision == REJECT)


def test_names_that_overlap_are_one_mark_with_both_numbers():
    shown = whole("At Zhana Kazakhstan.", row(3, 19), row(9, 19))
    assert shown.count("<mark") == 1
    assert ">1, 2</sup>" in shown


@given(st.text(max_size=60), st.data())
def test_the_text_stays_what_it_is(text: str, data: st.DataObject):
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    spans = [(low, high) for low, high in zip(cuts[::2], cuts[1::2], strict=False) if low < high]
    shown = whole(text, *(row(*span) for span in spans))
    assert plain(shown) == text
    assert set(re.findall(r"</?(\w+)", shown)) <= {"div", "mark", "sup"}


def test_a_short_text_is_one_part_even_without_marks():
    assert marks.parts(WHOLE, []) == [Part(0, WHOLE, 0, 0)]
    assert marks.parts(100, [row(5, 9)]) == [Part(0, 100, 0, 1)]


def test_a_long_text_without_marks_shows_its_beginning():
    assert marks.parts(WHOLE * 10, []) == [Part(0, WHOLE, 0, 0)]


def test_every_mark_stands_in_one_part_and_none_of_another_is_shown_unmarked():
    rows = [row(at * 50, at * 50 + 5) for at in range(2 * MARKS_SHOWN + 5)]
    divided = marks.parts(10_000, rows)
    each = MARKS_SHOWN
    assert [(part.first, part.last) for part in divided] == [
        (0, each),
        (each, 2 * each),
        (2 * each, 2 * each + 5),
    ]
    for part in divided:
        inside = [at for at, one in enumerate(rows) if part.start <= one["start"] < part.end]
        assert inside == list(range(part.first, part.last))


def test_a_megabyte_between_two_names_is_left_out_and_counted():
    text = f"Inkai{'x' * 1_000_000}Inkai"
    rows = [row(0, 5), row(1_000_005, 1_000_010)]
    (part,) = marks.parts(len(text), rows)
    shown = marks.html(text, rows, part, {})
    assert len(shown) < 4 * REACH
    assert f"{1_000_000 - 2 * REACH:,} characters without a name" in shown


def test_the_key_names_only_what_is_drawn():
    shown = marks.key({"publish": 2, "other": 1})
    assert "shown as a link (2)" in shown
    assert "waits for a person" not in shown


def test_a_sentence_of_a_megabyte_is_cut_around_the_name():
    sentence = f"{'a' * 500_000}Inkai{'b' * 500_000}"
    mention = {"sentence": sentence, "sentence_start": 10, "start": 500_010, "end": 500_015}
    shown = marks.excerpt(mention)
    assert "<mark>Inkai</mark>" in shown
    assert shown.startswith("…")
    assert len(shown) < 1_000

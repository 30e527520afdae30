from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.linking.passage import REACH, passages
from tests.linking.marked import document


def made(text: str, *offsets: int, start: int = 0, end: int | None = None) -> list[str]:
    part = document(text, start, end)
    return [text[one.start : one.end] for one, _ in passages(part, offsets)]


@pytest.mark.parametrize("gap", ["\n\n", "\n \n", "\r\n\r\n", "\n\t\n\n"])
def test_a_passage_is_a_paragraph(gap: str):
    text = f"One.{gap}Two of\nthree.{gap}Four."
    (passage,) = made(text, text.index("three"))
    assert passage.strip() == "Two of\nthree."


def test_a_long_paragraph_is_cut_between_words_at_a_reach():
    text = "word " * REACH
    ((passage, inside),) = passages(document(text), [text.index("word", 3 * REACH)])
    (offset,) = inside
    assert 0 < REACH - (offset - passage.start) <= 5
    assert 0 <= 2 * REACH - (passage.end - offset) <= 5
    assert set(text[passage.start : passage.end].split()) == {"word"}


def test_a_text_without_spaces_is_cut_anywhere():
    assert [len(passage) for passage in made("字" * 9000, 4000)] == [3 * REACH]


@given(
    st.lists(st.sampled_from(["word ", "字 ", "\n\n", "a\n", ". "]), max_size=60),
    st.integers(1, 300),
    st.data(),
)
def test_every_offset_has_one_passage_that_reaches_far_enough(
    parts: list[str], times: int, data: st.DataObject
):
    text = "".join(parts) * times
    places = [place for place, sign in enumerate(text) if not sign.isspace()]
    offsets = data.draw(st.lists(st.sampled_from(places), max_size=20)) if places else []
    found = passages(document(text), offsets)
    assert [offset for _, inside in found for offset in inside] == sorted(set(offsets))
    # The work is bounded: whatever the names, a text is read at most four times.
    assert sum(one.end - one.start for one, _ in found) <= 4 * len(text)
    for passage, inside in found:
        for offset in inside:
            assert passage.start <= offset < passage.end
            far = max(0, offset - REACH + 9), min(len(text), offset + REACH - 9)
            assert passage.start <= far[0] or text[: passage.start].endswith("\n")
            assert passage.end >= far[1] or text[passage.end :].startswith("\n")


def test_a_passage_stays_within_its_part_of_the_text():
    assert made("one two three", 5, start=4, end=7) == ["two"]


def test_a_document_knows_its_part_only():
    text = "uranium. The Karaganda mine. Kyrgyzstan"
    part = document(text, 8, 29)
    assert part.tokens == {"The", "Karaganda", "mine."}
    assert part.senses["deposit"] == 1
    assert "mineral:U" not in part.senses
    assert part.count_of(("karaga",)) == 1
    assert part.count_of(("kostan",)) == 0


@pytest.mark.parametrize(
    ("text", "wrapped"),
    [
        ("the mine of\nKumtor and\nothers", True),
        ("the mine of Kumtor,\r\n  where gold", True),
        ("كەن\nورنى", True),
        ("Kumtor\nMakmal\nJerooy", False),
        ("Kumtor.\nmakmal", False),
        ("one line", False),
    ],
)
def test_lines_of_a_paragraph_end_for_want_of_room_or_for_a_reason(text: str, *, wrapped: bool):
    ((passage, _),) = passages(document(text), [0])
    assert passage.is_wrapped is wrapped


def test_words_and_sentences_have_offsets_of_the_whole():
    text = "Zero.\n\nOne mine. Two of them.\n\nThree."
    ((passage, _),) = passages(document(text), [text.index("Two")])
    assert [text[token.start : token.end] for token in passage.tokens] == (
        ["One", "mine", "Two", "of", "them"]
    )
    assert [text[start:end] for start, end in passage.sentences] == ["One mine.", "Two of them."]
    assert passage.place(text.index("Two")) == 2
    assert passage.places_of("deposit") == [1]
    assert passage.places_in(("tv",)) == [2]
    assert passage.places_in(()) == []


def test_a_name_across_a_full_stop_has_both_sentences():
    text = "One No. Two. Three."
    ((passage, _),) = passages(document(text), [0])
    assert passage.sentence(8, 18) == (0, 19)
    assert passage.sentence(0, 3) == (0, 12)

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.linking.sentences import sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["They met.", "They signed.", "They left."],
        ["The U.S. Congress met S. Berdimuhamedov at St. Regis.", "It rained."],
        ["No. 5 holds approx. 3.5 Mt of ore!", "Does it?", "Yes."],
        ["He said: “It is ours.”", "She left (at last).", "3 stayed."],
        ["Запасы 2,3 млн. т на ул. Абая.", "Встреча прошла в г. Астане."],
        ["Tau-Ken Samruk Ltd. Cove Capital signed."],
        ["The C5+1 met.", "“Rare earths” were named."],
        ["Wait... what?", "Nothing."],
        ["矿床。", "会议。"],
        ["A title without an end"],
        ["First paragraph", "Second paragraph."],
    ],
)
def test_sentences_are_told_apart(parts: list[str]):
    text = parts[0] + "".join(
        ("\n\n" if previous[-1] not in ".!?。”)" else " ") + part
        for previous, part in itertools.pairwise(parts)
    )
    assert split(text) == parts


@pytest.mark.parametrize("text", ["", "  ", "\n\n"])
def test_nothing_has_no_sentence(text: str):
    assert sentences(text) == []


def test_a_long_line_of_dots_is_read_once():
    # What is read again from every dot would take minutes.
    line = "." * 100_000 + "ore."
    assert split(f"Its {line} Its {line}") == [f"Its {line}"] * 2


@given(st.text(alphabet="ab AB.!?\n'\"”)(。Г3U.S.", max_size=60) | st.text(max_size=60))
def test_sentences_cover_all_that_is_not_space_in_order(text: str):
    spans = sentences(text)
    assert [end for _, end in spans] == sorted(end for _, end in spans)
    assert "".join(text[start:end] for start, end in spans).split() == text.split() or (
        "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    )
    for start, end in spans:
        assert text[start:end] == text[start:end].strip() != ""

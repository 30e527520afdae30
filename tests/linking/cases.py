r"""Labelled texts: what stands in each, and what only looks like it.

``cases.csv`` marks the names inside its texts. ``[[Кумторе|kg-kumtor]]`` is the name
of that site; ``[[Алмалык|!settlement]]`` is a decoy, with the key of the vocabulary
``relation`` that tells what the name stands for there. ``[[Кальмакыр|uz-kalmakyr/uz-almalyk]]``
is right for either site: the data has two for what one text cannot tell apart.
``\n`` and ``\u00ad`` are written out, so that no character of the file is invisible.

Tiers: A, plain grammar; B, an idiom or a spelling that writers differ on; C, made by
rule. The sentences are nobody's: what they say of a site need not be so.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from geo.linking.mention import SITE

CASES: Final = Path(__file__).with_name("cases.csv")

HARD_NEGATIVES: Final = frozenset(
    {
        "company",
        "longer-word",
        "natural-feature",
        "ordinary-word",
        "other-country",
        "other-number",
        "person",
        "settlement",
        "slogan",
        "unrelated",
    }
)
"""Categories of texts that look like a mention of a site and hold none."""

_MARK: Final = re.compile(r"\[\[(?P<surface>[^|\]]+)\|(?P<label>[^\]]+)\]\]")
_ESCAPE: Final = re.compile(r"\\(?:n|u(?P<code>[0-9a-f]{4}))")


@dataclass(frozen=True, slots=True)
class Label:
    """What a careful reader says of the letters ``start`` to ``end`` of a text.

    Attributes
    ----------
    relation
        Key of the vocabulary ``relation``.
    sites
        Those that the name may stand for; empty for a decoy.
    """

    start: int
    end: int
    relation: str
    sites: frozenset[str] = frozenset()

    def overlaps(self, start: int, end: int) -> bool:
        return start < self.end and self.start < end


@dataclass(frozen=True, slots=True)
class Case:
    """A text with all its labels, those before ``body_start`` left out."""

    case_id: str
    language: str
    tier: str
    category: str
    text: str
    labels: tuple[Label, ...]
    body_start: int = 0


def read_cases(path: Path = CASES) -> tuple[Case, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Case(
                row["case_id"],
                row["language"],
                row["tier"],
                row["category"],
                *unmarked(row["text"]),
            )
            for row in csv.DictReader(file)
        )


def unmarked(marked: str) -> tuple[str, tuple[Label, ...]]:
    """Return a text without its marks, and what they said."""
    text = ""
    labels = []
    for part, label in _parts(marked):
        start = len(text)
        text += _ESCAPE.sub(lambda m: chr(int(m["code"], 16)) if m["code"] else "\n", part)
        if label.startswith("!"):
            labels.append(Label(start, len(text), label.removeprefix("!")))
        elif label:
            labels.append(Label(start, len(text), SITE, frozenset(label.split("/"))))
    if "[[" in text or "]]" in text:
        raise ValueError(f"a mark is not closed, or has no label: {marked}")
    return text, tuple(labels)


def _parts(marked: str) -> Iterator[tuple[str, str]]:
    at = 0
    for mark in _MARK.finditer(marked):
        yield marked[at : mark.start()], ""
        yield mark["surface"], mark["label"]
        at = mark.end()
    yield marked[at:], ""

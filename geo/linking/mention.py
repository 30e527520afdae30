"""A name found in a text: where, what it stands for, how surely, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

PUBLISH: Final = 0.9
"""Confidence from which a mention is shown as a link."""

REVIEW: Final = 0.5
"""Confidence from which a mention waits for a person; below it, it is only listed."""

SITE: Final = "site"
"""The one relation that links; the others of the vocabulary ``relation`` do not."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of a text that spells a name of a site.

    Attributes
    ----------
    site_id, name
        The site, and its name in the dataset.
    alias
        The name in the gazetteer that matched.
    surface
        The name as it stands in the text: ``text[start:end]``.
    start, end
        Offsets in code points of the text.
    relation
        Key of the vocabulary ``relation``: what the name stands for here.
    confidence
        From 0 to 1; not a probability.
    sentence, sentence_start
        The sentence around it, unchanged, and its offset.
    reasons
        Why, one statement each, for a reader.
    """

    site_id: str
    name: str
    alias: str
    surface: str
    start: int
    end: int
    relation: str
    confidence: float
    sentence: str
    sentence_start: int
    reasons: tuple[str, ...]

    @property
    def published(self) -> bool:
        """Whether it is shown as a link without a person's word."""
        return self.relation == SITE and self.confidence >= PUBLISH

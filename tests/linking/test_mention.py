from __future__ import annotations

import pytest

from geo.linking.mention import PUBLISH, REVIEW, Mention


@pytest.mark.parametrize(
    ("relation", "confidence", "published"),
    [
        ("site", PUBLISH, True),
        ("site", PUBLISH - 0.001, False),
        ("company", 1.0, False),
        ("site", REVIEW, False),
    ],
)
def test_only_sites_at_or_above_the_threshold_are_published(
    relation: str, confidence: float, *, published: bool
):
    mention = Mention("a", "A", "A", "A", 0, 1, relation, confidence, "A", 0, ())
    assert mention.published is published

from __future__ import annotations

from geo import captions
from geo.vocabularies import vocabulary


def test_a_label_is_words():
    assert captions.label("letter-of-interest") == "Letter of interest"


def test_every_origin_and_verification_has_words():
    assert set(captions.ORIGINS) == set(vocabulary("mention_field").standard)
    assert set(captions.VERIFICATION) == set(vocabulary("verification").standard)

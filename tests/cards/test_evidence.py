from __future__ import annotations

from geo.cards import evidence
from geo.cards.evidence import MOST_SENTENCES
from geo.index import Record


def mention(at: int) -> Record:
    sentence = f"{at}: Inkai is named."
    start = at * 100
    return {
        "document_id": "doc-1",
        "event_id": "",
        "agreement_id": "",
        "field": "text",
        "sentence": sentence,
        "sentence_start": start,
        "start": start + sentence.index("Inkai"),
        "end": start + sentence.index("Inkai") + 5,
        "strength": "",
        "confidence": 0.95,
        "reasons": "It is spelled so",
    }


def test_of_a_thousand_sentences_the_first_are_shown_and_the_others_counted():
    shown = evidence.sentences(mention(at) for at in range(1000))
    assert shown.count("<mark>Inkai</mark>") == MOST_SENTENCES
    assert f"And {1000 - MOST_SENTENCES} more sentences." in shown


def test_a_few_sentences_are_all_shown():
    shown = evidence.sentences(mention(at) for at in range(3))
    assert shown.count("<mark>Inkai</mark>") == 3
    assert "more sentences" not in shown

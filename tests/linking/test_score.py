from __future__ import annotations

import math

import pytest

from geo.linking.mention import PUBLISH
from geo.linking.names import CAUTION
from geo.linking.questions import Site
from geo.linking.score import OTHER_SENSES, PRIOR, RELATIONS, SURE, Verdict, Weighed, weigh
from geo.vocabularies import vocabulary
from tests.linking.marked import marked

SITE = Site("kz-akbulak", "Akbulak", "KAZ", frozenset({"REE"}), "REE", ("kostan",))


def verdict(text: str, matching: str = "with-context") -> Verdict:
    return weigh(marked(text, matching), SITE).verdict({})


@pytest.mark.parametrize(
    ("text", "relation", "published"),
    [
        ("The {Akbulak} rare-earth deposit opens.", "site", True),
        ("They met in {Akbulak}.", "site", False),
        ("{Akbulak} REE Ltd holds the rare-earth deposit in Kostanay.", "company", True),
        ("Mr {Akbulak} of the rare-earth mine in Kostanay", "other", True),
        ("in the city of {Akbulak}", "settlement", True),
        ("река {Акбулак}", "natural-feature", True),
        ("стадион {Акбулак}", "other", True),
        ("The {akbulak} here.", "other", True),
    ],
)
def test_what_a_name_stands_for(text: str, relation: str, *, published: bool):
    found = verdict(text)
    assert found.relation == relation
    assert (found.confidence >= PUBLISH) is published


def test_trust_decides_where_nothing_else_is_said():
    weights = [weigh(marked("{Akbulak}", matching), SITE).logit for matching in CAUTION]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] < SURE
    assert set(PRIOR) == set(CAUTION)


def test_reasons_say_how_it_is_spelled_then_what_speaks_for_and_against():
    context = marked("near {Akbulaka} deposit", origins=("Russian case ending",))
    assert weigh(context, SITE).reasons == (
        "Russian case ending",
        "“deposit” stands beside the name",
        "the sentence speaks of mining: “deposit”",
        "but “near” speaks of what lies around it",
    )


def test_nothing_outweighs_a_company_or_a_person():
    for sense in ("company", "person"):
        found = Weighed(50.0, (), sense, is_lower=False).verdict({"clear": 50.0})
        assert found.relation == RELATIONS.get(sense, sense)
        assert found.confidence >= PUBLISH


def test_reasons_from_beyond_the_passage_count():
    weighed = Weighed(1.0, ("near",), "", is_lower=False)
    assert weighed.verdict({"far": SURE}) == Verdict("site", 1.0 + SURE, ("near", "far"))


def test_what_speaks_against_the_site_is_said_of_a_word_that_is_none():
    found = Weighed(-3.0, ("x",), "", is_lower=False).verdict({})
    assert found == Verdict("other", 3.0, ("x", "nothing around it speaks of a deposit"))


def test_the_threshold_is_where_a_mention_is_published():
    assert 1 / (1 + math.exp(-SURE)) == pytest.approx(PUBLISH, abs=1e-3)
    assert Verdict("site", SURE, ()).confidence >= PUBLISH


def test_relations_are_of_the_vocabulary():
    assert {RELATIONS.get(sense, sense) for sense in OTHER_SENSES} <= set(
        vocabulary("relation").standard
    )

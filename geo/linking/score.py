"""How surely a name means a site: a sum of questions with weights, and a verdict in words.

The weights were set by hand on labelled texts; their sum is squashed to a confidence,
which is not a probability.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from geo.linking import questions
from geo.linking.context import Context
from geo.linking.mention import SITE
from geo.linking.questions import Question, Site

PRIOR: Final[Mapping[str, float]] = {"alone": 1.9, "with-context": -1.2, "never": -2.6}
"""By how far the name may be trusted by itself."""

FOR: Final[Mapping[Question, float]] = {
    questions.deposit_beside: 3.2,
    questions.deposit_list: 2.6,
    questions.deposit_in_sentence: 1.2,
    questions.mining_in_sentence: 1.0,
    questions.mining_beside: 1.5,
    questions.mining_in_document: 0.5,
    questions.mineral_in_sentence: 1.6,
    questions.mineral_beside: 1.0,
    questions.main_mineral: 1.0,
    questions.mineral_in_brackets: 2.0,
    questions.region_in_sentence: 1.0,
    questions.region_in_document: 0.5,
    questions.country_in_document: 0.5,
    questions.quoted: 0.6,
    questions.whole: 1.2,
    questions.unparted: 1.8,
    questions.capital_inside: 0.4,
}
DOUBT: Final[Mapping[Question, float]] = {
    questions.lower_case: -4.5,
    questions.bare_adjective: -1.5,
    questions.other_vowel: -1.4,
    questions.elsewhere: -2.5,
    questions.other_country: -1.2,
    questions.strange_region: -3.0,
    questions.nearby: -2.0,
}
OTHER_SENSES: Final[Mapping[str, tuple[Question, float]]] = {
    "company": (questions.company, -8.0),
    "person": (questions.person, -6.0),
    "settlement": (questions.settlement, -4.5),
    "natural-feature": (questions.natural_feature, -4.5),
    "slogan": (questions.slogan, -3.5),
    "other": (questions.other, -4.5),
    "listed-company": (questions.company_list, -3.0),
}
VETOES: Final = frozenset({"company", "person"})
"""Senses that nothing outweighs: a company's form or a person's title beside the name."""

RELATIONS: Final[Mapping[str, str]] = {"person": "other", "listed-company": "company"}
"""Senses that the vocabulary ``relation`` has no word of its own for."""

SURE: Final = 2.2
"""Weight from which a confidence is at least 0.9."""


@dataclass(frozen=True)
class Verdict:
    """What a name stands for, how surely, and why."""

    relation: str
    logit: float
    reasons: tuple[str, ...]

    @property
    def confidence(self) -> float:
        """Confidence in the relation, from 0 to 1."""
        return 1 / (1 + math.exp(-self.logit))


@dataclass(frozen=True)
class Weighed:
    """What stands around a name, weighed.

    Attributes
    ----------
    logit
        Sum of the weights.
    reasons
        What was said, for a reader.
    sense
        The strongest other sense, a key of ``OTHER_SENSES``; empty if there is none.
    is_lower
        Whether the name is written with a small letter.
    """

    logit: float
    reasons: tuple[str, ...]
    sense: str
    is_lower: bool

    def verdict(self, beyond: Mapping[str, float]) -> Verdict:
        """Return what the name stands for.

        Parameters
        ----------
        beyond
            Further reasons with their weights, from beyond the passage.
        """
        logit = self.logit + sum(beyond.values())
        reasons = (*self.reasons, *beyond)
        if self.sense in VETOES:
            return Verdict(RELATIONS.get(self.sense, self.sense), max(-logit, SURE), reasons)
        if self.sense and logit < 0:
            return Verdict(RELATIONS.get(self.sense, self.sense), -logit, reasons)
        if logit < -SURE or (self.is_lower and logit < 0):
            return Verdict("other", -logit, (*reasons, "nothing around it speaks of a deposit"))
        return Verdict(SITE, logit, reasons)


def weigh(context: Context, site: Site) -> Weighed:
    """Weigh what stands around a name for the site that it may mean."""
    said = [
        (question(context, site), weight) for question, weight in (*FOR.items(), *DOUBT.items())
    ]
    senses = [
        (sense, answer, weight)
        for sense, (question, weight) in OTHER_SENSES.items()
        if (answer := question(context, site))
    ]
    said += [(answer, weight) for _, answer, weight in senses]
    return Weighed(
        PRIOR[context.trust] + sum(weight for answer, weight in said if answer is not None),
        (*context.spelled.origins, *(answer for answer, _ in said if answer)),
        min(senses, key=lambda one: one[2])[0] if senses else "",
        context.is_lower,
    )

from __future__ import annotations

import pytest

from geo.linking.discourse import BESIDE, CERTAIN, GLOSS, ONE_SENSE
from geo.linking.engine import Linker

CLEAR = "The Akbulak rare-earth deposit in Kostanay opens."


def reasons(linker: Linker, text: str, place: int = -1) -> tuple[str, ...]:
    return linker.find(text)[place].reasons


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"{CLEAR} They met at Akbulak.", ONE_SENSE),
        (f"{CLEAR}\n\nThey met at Akbulak.", ONE_SENSE),
        (f"{CLEAR} The city of Akbulak grows. Many like Akbulak.", CERTAIN),
        ("Gold of Kumtor (库姆托尔)", GLOSS),
        ("The rare-earth deposit Kuyrektykol, Akbulak", BESIDE),
    ],
)
def test_other_names_speak_for_one(linker: Linker, text: str, reason: tuple[str, float]):
    assert reason[0] in reasons(linker, text)


@pytest.mark.parametrize(
    "text",
    [
        "They met at Akbulak. They met at Akbulak.",
        CLEAR,
        f"{CLEAR} The city of Akbulak grows.",
        "The rare-earth deposit Kuyrektykol opens. Akbulak",
        "Akbulak district and Kuyrektykol",
    ],
)
def test_a_name_is_not_spoken_for_without_reason(linker: Linker, text: str):
    said = {reason for reason, _ in (GLOSS, BESIDE, CERTAIN, ONE_SENSE)}
    assert not said & set(reasons(linker, text))


def test_a_clear_mention_lifts_one_that_would_wait(linker: Linker):
    alone = linker.find("They met at Akbulak.")[0]
    lifted = linker.find(f"{CLEAR} They met at Akbulak.")[1]
    assert not alone.published
    assert lifted.confidence > alone.confidence

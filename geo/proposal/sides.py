"""Tell the parties that take part from those that are only named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from geo.proposal.languages import Language
from geo.proposal.parties import Name, is_toward, stands_aside
from geo.proposal.phrases import Hit, Word
from geo.proposal.triggers import Force, Trigger

_REACH: Final = 2
_DASHES: Final = frozenset("-‑–—")


@dataclass(frozen=True)
class Scene:
    """A sentence as far as sides are told from it.

    Attributes
    ----------
    roles
        Words for those who act for a country.
    told
        Words that tell of an event.
    """

    text: str
    words: Sequence[Word]
    language: Language
    roles: Sequence[Hit[str]]
    told: Sequence[Trigger]


def sorted_out(scene: Scene, named: Sequence[Hit[Name]]) -> tuple[list[Hit[Name]], list[Hit[Name]]]:
    """Return the parties that take part, and those that would if it were a visit.

    In a list, "Japan and Kazakhstan", each is what the one before it is.
    """
    acting: list[Hit[Name]] = []
    toward: list[Hit[Name]] = []
    for at, hit in enumerate(named):
        previous = named[at - 1] if at else None
        following = named[at + 1] if at + 1 < len(named) else None
        joined = previous is not None and _are_joined(scene, previous, hit)
        if joined and previous in acting[-1:]:
            acting.append(hit)
        elif joined and previous in toward[-1:]:
            toward.append(hit)
        elif _is_stated(scene, hit, following):
            acting.append(hit)
        elif hit.values[0].adjective:
            continue
        elif not stands_aside(scene.text, scene.words, hit, scene.language):
            acting.append(hit)
        elif is_toward(scene.text, scene.words, hit, scene.language):
            toward.append(hit)
    return acting, toward


def _is_stated(scene: Scene, hit: Hit[Name], following: Hit[Name] | None) -> bool:
    """Tell whether a name takes part whatever stands before it.

    It names the event, "the C5+1 summit"; who acts for it, "Kazakh geologists"; or one of
    a pair, "the Asia–Japan summit".
    """
    adjective = hit.values[0].adjective
    begun = any(t.first == hit.last and t.force is Force.NOUN for t in scene.told)
    if (begun and not adjective) or _is_beside_role(scene, hit):
        return True
    if following is None or not _are_joined(scene, hit, following):
        return False
    return adjective or scene.text[hit.end : following.start].strip() in _DASHES


def _is_beside_role(scene: Scene, hit: Hit[Name]) -> bool:
    """Tell whether a country stands beside the word for one who acts for it."""
    return any(
        0 <= role.first - hit.last < _REACH
        or (not scene.language.verb_last and 0 <= hit.first - role.last <= _REACH)
        for role in scene.roles
    )


def _are_joined(scene: Scene, left: Hit[Name], right: Hit[Name]) -> bool:
    """Tell whether two names stand in one list: "Japan and Kazakhstan", "Asia–Italy"."""
    gap = scene.text[left.end : right.start]
    joining = scene.language.before["and"]
    between = [word.written.lower() for word in scene.words[left.last : right.first]]
    if scene.language.unparted:
        return gap in joining
    if not all(word in joining for word in between):
        return False
    signs = [sign for sign in gap if not sign.isalpha()]
    return bool(between or gap.strip()) and all(sign in " ,-–—‑\n" for sign in signs)

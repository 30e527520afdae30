"""Ordinary text in a hundred languages that names no site.

Translation catalogues of three packages that the tests install: user interfaces and
handbooks, among them Kazakh, Kyrgyz, Tajik, Turkmen and Uzbek.
"""

from __future__ import annotations

from collections.abc import Iterator
from gettext import GNUTranslations
from importlib.metadata import files
from pathlib import Path
from typing import Final

PACKAGES: Final = ("Django", "mercurial", "plone.app.locales")


def ordinary_texts() -> Iterator[str]:
    """Yield the translations of each catalogue, and the English of each package."""
    for package in PACKAGES:
        english: dict[str, None] = {}
        for path in sorted(path for path in files(package) or () if path.suffix == ".mo"):
            messages = _messages(Path(str(path.locate())))
            english |= dict.fromkeys(messages)
            if text := "\n\n".join(messages.values()):
                yield text
        yield "\n\n".join(english)


def _messages(path: Path) -> dict[str, str]:
    """Return the translation of each English message, in the singular."""
    with path.open("rb") as file:
        # Babel refuses catalogues whose header still has a template's date.
        catalogue: dict[str | tuple[str, int], str] = GNUTranslations(file)._catalog
    singular = {key if isinstance(key, str) else key[0]: text for key, text in catalogue.items()}
    return {english: text for english, text in singular.items() if english and text}

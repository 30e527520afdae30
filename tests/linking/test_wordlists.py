from __future__ import annotations

from pathlib import Path

import pytest

from geo.errors import OrebriefError
from geo.linking import wordlists
from geo.linking.wordlists import wordlist
from geo.locations import LINKING


@pytest.mark.parametrize("path", sorted(LINKING.glob("*.toml")), ids=lambda path: path.name)
def test_every_list_holds_something(path: Path):
    assert wordlist(path.name)


@pytest.mark.parametrize("content", [None, b"[words", b"\xff\xfe"])
def test_a_list_that_cannot_be_read_is_a_message(
    content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(wordlists, "LINKING", tmp_path)
    if content is not None:
        (tmp_path / "words.toml").write_bytes(content)
    with pytest.raises(OrebriefError, match=r"words\.toml: the list of words cannot be read"):
        wordlist("words.toml")

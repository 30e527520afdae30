from __future__ import annotations

import base64
import hashlib
import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.briefing.stamp import Stamp
from geo.errors import ContractError

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
TABLES = st.dictionaries(TEXTS, TEXTS, max_size=5)
STAMPS = st.builds(
    Stamp, TEXTS, TEXTS, TEXTS, TABLES, TEXTS, st.dictionaries(TEXTS, TABLES, max_size=3)
)
STAMP = Stamp("q=a", "0" * 64, "", {"title": "A"}, "Orebrief", {"sites": {"a": "1"}})


def word(payload: bytes) -> bytes:
    packed = base64.urlsafe_b64encode(zlib.compress(payload))
    check = hashlib.sha256(packed).hexdigest()[:16]
    return f"orebrief-snapshot-1.{check}.{packed.decode()}.".encode()


@given(STAMPS, st.binary(max_size=40), st.binary(max_size=40))
def test_a_stamp_is_found_among_any_bytes(stamp: Stamp, before: bytes, after: bytes):
    found = stamp.word()
    assert found.isascii()
    assert not set(found) & set(" \n\"'()<>\\&")
    assert Stamp.found(before + found.encode() + after, "file") == stamp


def test_bytes_without_a_stamp_hold_none():
    assert Stamp.found(b"orebrief-snapshot-1", "file") is None


@pytest.mark.parametrize(
    "content",
    [
        STAMP.word().replace(".", ".0", 1).replace("1.0", "1.", 1).encode()[:-3] + b"A.",
        word(b"not json"),
        word(b"[]"),
        word(json.dumps({"view": "a"}).encode()),
        word(json.dumps({"view": 1, "data": "", "data_date": "", "options": {}, "generator": "",
                         "rows": {}}).encode()),
        word(json.dumps({"view": "", "data": "", "data_date": "", "options": {"a": 1},
                         "generator": "", "rows": {}}).encode()),
        word(b"[" * 100_000),
        word(b'"' + b" " * (17 * 1024 * 1024) + b'"'),
        b"orebrief-snapshot-1." + hashlib.sha256(b"AAAA").hexdigest()[:16].encode() + b".AAAA.",
    ],
    ids=["changed", "text", "list", "few", "number", "cell", "deep", "bomb", "no-deflate"],
)  # fmt: skip
def test_a_damaged_stamp_says_so(content: bytes):
    with pytest.raises(ContractError, match="what the file remembers of its view is damaged"):
        Stamp.found(content, "file")

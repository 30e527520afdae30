from __future__ import annotations

import io
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from geo.briefing import memory
from geo.briefing.stamp import Stamp
from geo.errors import ContractError, StoreError

STAMP = Stamp(
    "q=a", "0" * 64, "", {}, "Orebrief", {"sites": {f"s-{n}": f"{n:08x}" for n in range(99)}}
)
WORD = STAMP.word()


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def database() -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE a (b)")
        return connection.serialize()


def properties(pieces: list[str]) -> bytes:
    return "".join(
        f"<property><vt:lpwstr>{piece}</vt:lpwstr></property>" for piece in pieces
    ).encode()


def test_a_stamp_stands_in_plain_bytes():
    assert memory.read(f"%PDF /Keywords ({WORD})".encode(), "a.pdf") == STAMP


def test_a_stamp_is_spread_over_short_properties():
    pieces = memory.pieces(WORD)
    assert len(pieces) > 1
    assert max(map(len, pieces)) == 255
    content = zipped(**{"a.xml": b"x", memory.PROPERTIES: properties(pieces)})
    assert memory.read(content, "a.pptx") == STAMP


def test_a_stamp_is_a_member_of_a_pack():
    assert memory.read(zipped(**{memory.PACKED: WORD.encode()}), "a.zip") == STAMP


def test_a_stamp_is_loaded_from_a_file(tmp_path: Path):
    path = tmp_path / "a.svg"
    path.write_text(WORD, encoding="utf-8")
    assert memory.load(path) == STAMP


@pytest.mark.parametrize(
    "content",
    [
        b"",
        database(),
        b"\x89PNG\r\n",
        b"<svg/>",
        zipped(),
        zipped(**{"docProps/core.xml": WORD.encode()}),
    ],
)
def test_a_file_that_is_not_ours_says_so(content: bytes):
    with pytest.raises(ContractError, match="the file is no snapshot of Orebrief"):
        memory.read(content, "holiday")


@pytest.mark.parametrize("cut", [8, 100, -30])
def test_an_archive_that_is_cut_off_says_so(cut: int):
    content = zipped(**{memory.PACKED: WORD.encode()})[:cut]
    with pytest.raises(ContractError, match="the archive is damaged or cut off"):
        memory.read(content, "a.zip")


def test_an_archive_whose_member_is_damaged_says_so():
    content = bytearray(zipped(**{memory.PACKED: WORD.encode()}))
    content[60:80] = bytes(20)
    with pytest.raises(ContractError, match="damaged"):
        memory.read(bytes(content), "a.zip")


def test_an_encrypted_archive_says_so():
    content = bytearray(zipped(**{memory.PACKED: WORD.encode()}))
    content[6] |= 1
    content[content.find(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(ContractError, match="damaged"):
        memory.read(bytes(content), "a.zip")


def test_a_zip_bomb_is_not_unpacked():
    content = zipped(**{memory.PROPERTIES: bytes(40 * 1024 * 1024)})
    assert len(content) < 100_000
    with pytest.raises(ContractError, match="larger than any snapshot"):
        memory.read(content, "a.pptx")


def test_a_directory_of_a_million_names_is_not_read():
    content = bytearray(zipped(**{memory.PACKED: WORD.encode()}))
    at = content.rfind(b"PK\x05\x06") + 12
    content[at : at + 4] = (2**30).to_bytes(4, "little")
    with pytest.raises(ContractError, match="larger than any snapshot"):
        memory.read(bytes(content), "a.zip")


def test_entities_are_never_expanded():
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><vt:lpwstr>&b;</vt:lpwstr>'
    with pytest.raises(ContractError, match="no snapshot of Orebrief"):
        memory.read(zipped(**{memory.PROPERTIES: bomb}), "a.pptx")


def test_a_huge_file_is_not_read(tmp_path: Path):
    path = tmp_path / "huge.png"
    with path.open("wb") as file:
        file.truncate(memory.LARGEST_FILE + 1)
    with pytest.raises(ContractError, match="larger than any snapshot"):
        memory.load(path)


def test_a_missing_file_says_so(tmp_path: Path):
    with pytest.raises(StoreError, match="the file cannot be read"):
        memory.load(tmp_path / "none.png")

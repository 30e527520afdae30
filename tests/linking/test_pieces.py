from __future__ import annotations

import json
from pathlib import Path

import pytest

from geo.documents import Document, DocumentError
from geo.linking import pieces as module
from geo.linking.pieces import Piece, pieces


@pytest.fixture
def lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Ten texts on lines of 100 bytes, and pieces of three of them."""
    monkeypatch.setattr(module, "PIECE_BYTES", 250)
    path = tmp_path / "texts.jsonl"
    texts = [json.dumps({"text": "x" * (100 - 1 - len('{"text": ""}'))}) for _ in range(10)]
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    assert path.stat().st_size == 1000
    return path


def names(piece: Piece) -> list[str]:
    found = list(piece.read())
    assert all(isinstance(document, Document) for document in found)
    return [document.document for document in found if isinstance(document, Document)]


def test_a_file_is_one_piece(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text("Kuyrektykol", encoding="utf-8")
    (piece,) = pieces(path, "folder/a.txt")
    assert (piece.size, piece.where) == (11, "folder/a.txt")
    assert names(piece) == ["folder/a.txt"]
    assert piece.lines() == [piece]


def test_a_long_file_of_lines_is_parted_between_lines(lines: Path):
    found = list(pieces(lines, "t.jsonl"))
    assert [(piece.start, piece.size, piece.line) for piece in found] == [
        (0, 300, 0),
        (300, 300, 3),
        (600, 300, 6),
        (900, 100, 9),
    ]
    assert [name for piece in found for name in names(piece)] == [
        f"t.jsonl#{line}" for line in range(1, 11)
    ]
    assert found[1].where == "t.jsonl#4"
    assert len({piece.digest for piece in found}) == 2


def test_a_piece_of_lines_is_parted_into_its_lines(lines: Path):
    second = list(pieces(lines, "t.jsonl"))[1]
    assert [names(line) for line in second.lines()] == [["t.jsonl#4"], ["t.jsonl#5"], ["t.jsonl#6"]]


def test_what_is_added_at_the_end_leaves_the_pieces_before_it(lines: Path):
    before = list(pieces(lines, "t.jsonl"))
    with lines.open("a", encoding="utf-8") as file:
        file.write('{"text": "one more"}')
    after = list(pieces(lines, "t.jsonl"))
    assert after[:3] == before[:3]
    assert names(after[3]) == ["t.jsonl#10", "t.jsonl#11"]


def test_one_line_longer_than_a_piece_stays_whole(lines: Path):
    lines.write_text(json.dumps({"text": "x" * 5000}) + '\n{"text": "y"}', encoding="utf-8")
    assert [names(piece) for piece in pieces(lines, "t")] == [["t#1"], ["t#2"]]


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
def test_a_file_that_cannot_be_read_is_a_piece_that_says_so(tmp_path: Path, name: str):
    (piece,) = pieces(tmp_path / name, name)
    assert piece.digest == "unreadable: No such file or directory"
    (error,) = piece.read()
    assert isinstance(error, DocumentError)
    assert str(error) == (
        f"{name}: the file cannot be read (No such file or directory). Check the path and its "
        "rights."
    )


def test_a_file_of_no_lines_has_no_piece(tmp_path: Path):
    path = tmp_path / "a.jsonl"
    path.touch()
    assert list(pieces(path, "a.jsonl")) == []

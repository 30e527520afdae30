from __future__ import annotations

import os
import pickle
import time
from pathlib import Path

import pytest

from geo.documents import files
from geo.documents.document import Document, DocumentError
from geo.documents.files import find, identifier, read, read_bytes


@pytest.mark.parametrize("name", ["a.txt", "A.TXT", "b.md"])
@pytest.mark.parametrize("text", ["", "Медь.\r\nРуда\rи \u2028 e\u0301 <b>\n\n", "\u200fkon\u200b"])
def test_plain_text_is_what_the_file_holds(tmp_path: Path, name: str, text: str):
    path = tmp_path / name
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert list(read(path)) == [Document(name, text)]


def test_the_first_heading_of_markdown_is_its_title():
    document = read_bytes("a.md", b"\n# Copper in the steppe \n\nText.")
    assert (document.title, document.text) == (
        "Copper in the steppe",
        "\n# Copper in the steppe \n\nText.",
    )


def test_folders_are_searched_in_one_order_without_what_is_hidden(tmp_path: Path):
    for name in ("b.txt", "a/z.html", "a/B.PDF", "a/.git/x.txt", ".hidden.txt", "a/x.exe", "Я.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    found = find([tmp_path])
    assert [path.relative_to(tmp_path).as_posix() for path in found] == [
        "a/B.PDF",
        "a/z.html",
        "b.txt",
        "Я.md",
    ]
    assert [identifier(path, [tmp_path]) for path in found][1] == "a/z.html"
    assert find([tmp_path / "b.txt", tmp_path])[0] == tmp_path / "b.txt"
    assert len(find([tmp_path, tmp_path / "a", tmp_path / "b.txt"])) == 4


def test_what_is_given_by_name_is_listed_whatever_its_ending(tmp_path: Path):
    path = tmp_path / ".x.exe"
    path.write_bytes(b"x")
    assert find([path]) == [path]
    assert identifier(path, [path]) == ".x.exe"
    (error,) = read(path)
    assert "files ending in '.exe' are not read. Save it as one of .docx, .htm," in str(error)


def test_links_that_lead_back_are_not_followed_for_ever(tmp_path: Path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a/x.txt").write_text("x")
    (tmp_path / "a/up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a/self").symlink_to(tmp_path / "a", target_is_directory=True)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert find([tmp_path]) == [tmp_path / "a/x.txt"]


def test_a_name_that_is_not_utf_8_gets_an_identifier_that_is(tmp_path: Path):
    path = tmp_path / os.fsdecode(b"\xea\xee\xed.txt")
    path.write_bytes(b"x")
    assert identifier(find([tmp_path])[0], [tmp_path]) == "\ufffd\ufffd\ufffd.txt"


def test_several_paths_keep_names_apart(tmp_path: Path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text("x")
    given = [tmp_path / "a", tmp_path / "b"]
    names = [identifier(path, given) for path in find(given)]
    assert names == [f"{tmp_path.as_posix()}/{folder}/x.txt" for folder in ("a", "b")]


def test_a_path_that_does_not_exist_is_an_error(tmp_path: Path):
    with pytest.raises(DocumentError, match="there is no such file or folder"):
        find([tmp_path / "nowhere"])


def test_what_is_wrong_with_a_file_is_given_not_raised(tmp_path: Path):
    binary, gone = tmp_path / "binary.txt", tmp_path / "gone.txt"
    binary.write_bytes(bytes(range(256)))
    (error,) = read(binary, "folder/binary.txt")
    assert isinstance(error, DocumentError)
    assert error.where == "folder/binary.txt"
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301 - our own bytes
    (error,) = read(gone)
    assert str(error) == (
        "gone.txt: the file cannot be read (No such file or directory). "
        "Check the path and its rights."
    )
    assert "cannot be read (Is a directory)" in str(next(read(tmp_path)))


def test_lines_of_a_file_are_read_one_by_one(tmp_path: Path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "x"}\nbroken\n{"text": "y", "id": "two"}\n')
    first, bad, last = read(path, "b/a.jsonl")
    assert (first, last) == (Document("b/a.jsonl#1", "x"), Document("two", "y"))
    assert isinstance(bad, DocumentError)


def test_an_upload_of_lines_holds_one_text():
    assert read_bytes("a.jsonl", b'{"text": "x"}\n') == Document("a.jsonl#1", "x")
    with pytest.raises(DocumentError, match=r"holds 2 texts, where one is read at a time"):
        read_bytes("a.jsonl", b'{"text": "x"}\n{"text": "y"}')
    with pytest.raises(DocumentError, match=r"a\.jsonl#1: the line is not JSON"):
        read_bytes("a.jsonl", b"broken")


@pytest.mark.parametrize("name", ["a", "a.doc", ".."])
def test_other_endings_are_refused(name: str):
    with pytest.raises(DocumentError, match=r"Save it as one of \.docx, \.htm, \.html, \.jsonl"):
        read_bytes(name, b"x")


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(files, "MAX_BYTES", 1_000_000)
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 1_000_001)
    assert "a.txt: the file is larger than 1 MB. Split it" in str(next(read(path)))


def test_fifty_megabytes_of_one_line_are_read_in_time(tmp_path: Path):
    text = "Медь и olovo " * 3_000_000
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    assert path.stat().st_size > 50_000_000
    start = time.perf_counter()
    (document,) = read(path)
    assert isinstance(document, Document)
    assert document.text == text
    assert time.perf_counter() - start < 5

from __future__ import annotations

import io
import json

import pytest

from geo.documents.document import Document, DocumentError
from geo.documents.lines import read_lines


def read(*lines: object, max_bytes: int = 10_000) -> list[Document | DocumentError]:
    written = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    return list(read_lines("a.jsonl", io.BytesIO(b"\n".join(written)), max_bytes))


def test_each_line_is_a_text_with_what_it_states():
    stated = {
        "text": "Руда.\r\n",
        "id": 7,
        "title": " О  руде",
        "date": "2025-04-02T10:00:00Z",
        "language": "ru",
        "publisher": "Вестник",
        "address": "https://example.org/a",
        "other": {"left": "alone"},
    }
    assert read(stated, b"", {"text": "", "document": "b"}, {"text": "x"}) == [
        Document(
            "7", "Руда.\r\n", "О руде", "2025-04-02", "ru", "Вестник", "https://example.org/a"
        ),
        Document("b", ""),
        Document("a.jsonl#4", "x"),
    ]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b"{broken", "a.jsonl#2: the line is not JSON"),
        (b"[" * 100_000, "a.jsonl#2: the line is longer"),
        (b"[" * 5_000, "a.jsonl#2: the line is not JSON"),
        (b'{"text": ' + b"9" * 5000 + b"}", "a.jsonl#2: the line is not JSON"),
        ("{'text': 'руда'}".encode("cp1251"), "a.jsonl#2: the line is not UTF-8"),
        ({"title": "x"}, "a.jsonl#2: the line has no text"),
        ({"text": 5}, "a.jsonl#2: the line has no text"),
        ([1], "a.jsonl#2: the line has no text"),
        ({"text": "a\0"}, "a.jsonl#2: character 2 is U+0000"),
        ({"text": "\ud800"}, "a.jsonl#2: character 1 is U+D800"),
        ({"text": "a", "title": ["x"]}, "a.jsonl#2: its title is not a text"),
        ({"text": "a", "date": "3 May"}, "a.jsonl#2: its date '3 May' is not one. Write dates as"),
        ({"text": "a", "address": "javascript:x"}, "its address 'javascript:x' is not one"),
    ],
)
def test_a_bad_line_is_an_error_and_the_others_are_read(line: object, problem: str):
    first, bad, last = read({"text": "one"}, line, {"text": "three"})
    assert (first, last) == (Document("a.jsonl#1", "one"), Document("a.jsonl#3", "three"))
    assert isinstance(bad, DocumentError)
    assert problem in str(bad)


def test_a_byte_order_mark_is_no_part_of_the_first_line():
    assert read(b'\xef\xbb\xbf{"text": "x"}') == [Document("a.jsonl#1", "x")]

from __future__ import annotations

import csv
import io
import json

import pytest

from geo.linking.listing import COLUMNS, Row, row, shown, write_csv, write_jsonl, write_text
from geo.linking.mention import Mention

SENTENCE = "They named the Kuirektykol deposit."
MENTION = Mention(
    site_id="kz-kuyrektykol",
    name="Kuyrektykol",
    alias="Kuirektykol",
    surface="Kuirektykol",
    start=115,
    end=126,
    relation="site",
    confidence=0.97,
    sentence=SENTENCE,
    sentence_start=100,
    reasons=("“deposit” stands beside the name", "the country fits"),
)


def changed(**values: object) -> Row:
    return {**row("a.txt", MENTION), **values}


def written(write: object, *rows: Row) -> str:
    file = io.StringIO(newline="")
    write(iter(rows), file)  # type: ignore[operator]
    return file.getvalue()


def test_json_has_one_object_a_line_with_the_promised_keys_first():
    line, end = written(write_jsonl, changed()).split("\n")
    assert end == ""
    found = json.loads(line)
    assert list(found)[:10] == [
        *("document", "site_id", "name", "surface", "start", "end", "relation"),
        *("confidence", "sentence", "reasons"),
    ]
    assert list(found) == list(COLUMNS)
    assert found["reasons"] == list(MENTION.reasons)
    assert found["sentence"][found["start"] - 100 : found["end"] - 100] == found["surface"]


def test_json_is_one_line_for_every_reader():
    sentence = "a\nb\u2028c\u2029d\x85e\rf\x1cg"
    text = written(write_jsonl, changed(sentence=sentence))
    assert text.splitlines() == [text.rstrip("\n")]
    assert json.loads(text)["sentence"] == sentence


def test_half_a_surrogate_pair_keeps_its_place():
    found = row("\udcff.txt", Mention(*[*_values(), "a\ud800b", 100, ("\udfff",)]))
    assert (found["document"], found["sentence"], found["reasons"]) == (
        "\ufffd.txt",
        "a\ufffdb",
        ["\ufffd"],
    )
    written(write_jsonl, found).encode()


def _values() -> list[object]:
    names = ("site_id", "name", "alias", "surface", "start", "end", "relation", "confidence")
    return [getattr(MENTION, name) for name in names]


def test_csv_joins_reasons():
    header, cells = csv.reader(io.StringIO(written(write_csv, changed())))
    assert header == list(COLUMNS)
    found = dict(zip(header, cells, strict=True))
    assert found["reasons"] == "“deposit” stands beside the name; the country fits"
    assert (found["start"], found["end"], found["confidence"]) == ("115", "126", "0.97")


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "＝1"])
@pytest.mark.parametrize("column", ["document", "surface", "sentence", "reasons"])
def test_no_csv_cell_is_a_formula(column: str, start: str):
    value = [start] if column == "reasons" else start
    _, cells = csv.reader(io.StringIO(written(write_csv, changed(**{column: value})), newline=""))
    assert cells[COLUMNS.index(column)] == f"'{start}"


def test_text_names_each_document_once_and_marks_the_name():
    rows = (changed(), changed(confidence=0.5, relation="company"), changed(document="b.txt"))
    assert written(write_text, *rows) == (
        "a.txt\n"
        "\n  Kuyrektykol (kz-kuyrektykol), site, 0.97\n"
        "    They named the **Kuirektykol** deposit.\n"
        "    - “deposit” stands beside the name\n    - the country fits\n"
        "\n  Kuyrektykol (kz-kuyrektykol), company, 0.50\n"
        "    They named the **Kuirektykol** deposit.\n"
        "    - “deposit” stands beside the name\n    - the country fits\n"
        "\nb.txt\n"
        "\n  Kuyrektykol (kz-kuyrektykol), site, 0.97\n"
        "    They named the **Kuirektykol** deposit.\n"
        "    - “deposit” stands beside the name\n    - the country fits\n"
    )


def test_text_cannot_drive_a_terminal():
    sentence = "\x1b[2Jthe\u202e \n\n Kuirektykol deposit\x07"
    start = 100 + sentence.index("Kuirek")
    text = written(write_text, changed(sentence=sentence, start=start, end=start + 11))
    assert "    \\x1b[2Jthe\\u202e **Kuirektykol** deposit\\x07\n" in text
    assert all(letter.isprintable() for letter in text.replace("\n", ""))


def test_only_sure_sites_are_shown_unless_told_else():
    rows = [
        changed(confidence=confidence, relation=relation)
        for confidence in (0.89, 0.9)
        for relation in ("site", "company")
    ]
    assert list(shown(rows, 0.9, every_relation=False)) == [rows[2]]
    assert list(shown(rows, 0.5, every_relation=False)) == [rows[0], rows[2]]
    assert list(shown(rows, 0.9, every_relation=True)) == rows[2:]
    assert list(shown(rows, 0.0, every_relation=True)) == rows

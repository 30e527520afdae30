from __future__ import annotations

from pathlib import Path

import pytest

from geo.schema import table
from geo.sources.sheet import Sheet, read_sheet

TABLE = table("deposit_minerals")


def sheet(tmp_path: Path, content: bytes | None) -> Sheet:
    path = tmp_path / "deposit_minerals.csv"
    if content is not None:
        path.write_bytes(content)
    return read_sheet(path, TABLE)


def test_rows_come_with_their_lines(tmp_path: Path):
    content = 'site_id,mineral,role\nkz-a,"R\nE",primary\n\nkz-б,Y,trace\n'.encode()
    read = sheet(tmp_path, content)
    assert read.frame.to_numpy().tolist() == [["kz-a", "R\nE", "primary"], ["kz-б", "Y", "trace"]]
    assert read.places == [("deposit_minerals.csv", "line 2"), ("deposit_minerals.csv", "line 5")]
    assert read.problems == []


def test_columns_may_stand_in_any_order(tmp_path: Path):
    read = sheet(tmp_path, b"\xef\xbb\xbfrole,site_id,mineral\r\nprimary,kz-a,REE\r\n")
    assert read.frame.to_numpy().tolist() == [["kz-a", "REE", "primary"]]


@pytest.mark.parametrize(
    ("content", "messages"),
    [
        (
            None,
            ["deposit_minerals.csv: is missing. Add it, with columns site_id,mineral,role."],
        ),
        (
            b"site_id,mineral,role\nkz-a,Sokol\x92noe,primary\n",
            [
                (
                    r"""deposit_minerals.csv, line 2: "b'\\x92'" is not UTF-8. """
                    "Save the file as UTF-8."
                )
            ],
        ),
        (
            b"site_id,minerals,role,role\nkz-a,REE,primary,primary\n",
            [
                "deposit_minerals.csv, line 1, mineral: is missing. Add the column.",
                (
                    "deposit_minerals.csv, line 1, minerals: is not in the contract. "
                    "Use the columns site_id,mineral,role."
                ),
                "deposit_minerals.csv, line 1, role: stands twice. Keep one of the columns.",
            ],
        ),
        (
            b"site_id,mineral,role\nkz-a,REE\nkz-b,REE,primary,extra\n",
            [
                (
                    "deposit_minerals.csv, line 2: has 2 cells where the header has 3. "
                    "Put text with a comma in quotes."
                ),
                (
                    "deposit_minerals.csv, line 3: has 4 cells where the header has 3. "
                    "Put text with a comma in quotes."
                ),
            ],
        ),
        (
            b'site_id,mineral,role\nkz-a,"REE" x,primary\n',
            [
                (
                    "deposit_minerals.csv, line 2: is not CSV (',' expected after '\"'). "
                    "Double the quotes within quoted text, and close them."
                )
            ],
        ),
        (
            b'site_id,mineral,role\nkz-a,"REE,primary\n',
            [
                (
                    "deposit_minerals.csv, line 2: is not CSV (unexpected end of data). "
                    "Double the quotes within quoted text, and close them."
                )
            ],
        ),
    ],
)
def test_what_is_wrong_with_the_form_is_told(
    tmp_path: Path, content: bytes | None, messages: list[str]
):
    read = sheet(tmp_path, content)
    assert [str(problem) for problem in read.problems] == messages

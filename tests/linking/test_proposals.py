from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import pytest

from geo.dataset import Dataset
from geo.errors import SourceError
from geo.linking.miner import Proposal
from geo.linking.proposals import PROPOSALS, accepted, table, with_aliases
from geo.schema.sites import ALIASES
from tests.conftest import MakeDataset

HEADER = (
    "accept,name,language,source,site_id,site_name,known_name,similarity,count,"
    "example_1,example_2,example_3,document"
)
JUDGED = {
    "accept": "yes",
    "name": "Құйрықтыкөл",
    "language": "kk",
    "source": "qazinform-1a2b3c#paragraph 2",
    "site_id": "kz-kuyrektykol",
}
ROW = {
    "site_id": "kz-kuyrektykol",
    "name": "Құйрықтыкөл",
    "language": "kk",
    "script": "Cyrl",
    "kind": "transliteration",
    "basis": "seen",
    "matching": "with-context",
    "also_means": "",
    "note": "",
    "sources": "qazinform-1a2b3c#paragraph 2",
}


@pytest.fixture(scope="module")
def dataset(make_dataset: MakeDataset) -> Dataset:
    return make_dataset()


@pytest.fixture
def judged(tmp_path: Path) -> Path:
    return tmp_path / "judged.csv"


def judge(path: Path, *rows: dict[str, str]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, PROPOSALS.names, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_the_table_accepts_nothing_and_holds_no_formula():
    proposal = Proposal(
        "kz-kuyrektykol", "Kuyrektykol", "kuirtiktol", "Kuyrektykol", 88, "@a.txt", ""
    )
    proposal.surfaces = Counter({"Kuirtyktol": 2})
    proposal.examples = ['=HYPERLINK("https://example.org")\r\nof the mine']
    text = table([proposal])
    assert text.splitlines()[0] == HEADER
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert row == {
        "accept": "",
        "name": "Kuirtyktol",
        "language": "",
        "source": "",
        "site_id": "kz-kuyrektykol",
        "site_name": "Kuyrektykol",
        "known_name": "Kuyrektykol",
        "similarity": "88",
        "count": "2",
        "example_1": '\'=HYPERLINK("https://example.org")\r\nof the mine',
        "example_2": "",
        "example_3": "",
        "document": "'@a.txt",
    }


@pytest.mark.parametrize("mark", ["yes", "YES", " Yes "])
def test_an_accepted_row_becomes_a_careful_alias(judged: Path, dataset: Dataset, mark: str):
    judge(judged, {**JUDGED, "accept": mark})
    assert accepted(judged, dataset) == [tuple(ROW[name] for name in ALIASES.names)]


@pytest.mark.parametrize("mark", ["", "no", " No"])
def test_nothing_is_accepted_without_a_person(judged: Path, dataset: Dataset, mark: str):
    judge(judged, {**JUDGED, "accept": mark, "source": "", "language": "", "site_id": "none"})
    assert accepted(judged, dataset) == []


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ({"accept": "maybe"}, "accept: 'maybe' must be yes, no or empty. Correct it."),
        ({"site_id": "kz-none"}, "site_id: 'kz-none' must be a site_id of deposits. Correct it."),
        ({"language": ""}, "language: must say what language the name is in. "),
        ({"source": ""}, "source: must be a source_id of sources, since a name without one is"),
        ({"source": "mine#1"}, "source: 'mine#1' must be a source_id of sources, since"),
        ({"name": ""}, "name: must be one line with letters of the Latin, Cyrillic or Arabic"),
        ({"name": "Құй\nрық"}, "name: 'Құй\\nрық' must be one line with letters of"),
        ({"name": "哈萨克"}, "name: '哈萨克' must be one line with letters of"),
    ],
)
def test_a_row_that_cannot_be_taken_is_told_with_its_line(
    judged: Path, dataset: Dataset, cell: dict[str, str], told: str
):
    judge(judged, JUDGED, {**JUDGED, **cell})
    with pytest.raises(SourceError) as raised:
        accepted(judged, dataset)
    assert str(raised.value).startswith(f"{judged}: 1 value breaks a rule. ")
    assert f"judged.csv, line 3, {told}" in str(raised.value)


def test_a_file_that_is_no_list_of_proposals_is_told(judged: Path, dataset: Dataset):
    judged.write_text("name,site_id\na,b\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"accept: is missing\. Add the column"):
        accepted(judged, dataset)


def test_aliases_are_added_to_a_file_once(judged: Path, dataset: Dataset, tmp_path: Path):
    rows = accepted(judge(judged, JUDGED), dataset)
    path = tmp_path / "aliases.csv"
    fresh = with_aliases(rows, path)
    header = ",".join(ALIASES.names)
    line = ",".join(ROW[name] for name in ALIASES.names)
    assert fresh == with_aliases(rows) == f"{header}\n{line}\n"
    other = line.replace("Құйрықтыкөл", "Kuirtyktol").replace("kk,Cyrl", "en,Latn")
    for end in ("", "\n"):
        path.write_text(f"{header}\n{other}{end}", encoding="utf-8", newline="")
        assert with_aliases(rows, path) == f"{header}\n{other}\n{line}\n"
    path.write_text(with_aliases(rows, path), encoding="utf-8", newline="")
    assert with_aliases(rows, path) == f"{header}\n{other}\n{line}\n"


def test_aliases_are_added_to_a_file_of_aliases_only(judged: Path, dataset: Dataset):
    rows = accepted(judge(judged, JUDGED), dataset)
    with pytest.raises(SourceError, match=r"is missing\. Add the column"):
        with_aliases(rows, judged)

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from geo.dataset import Dataset
from geo.linking.engine import Linker
from geo.linking.mention import SITE, Mention
from geo.locations import BUILT_IN_GPKG
from geo.store import gpkg
from geo.vocabularies import vocabulary
from tests.conftest import MakeDataset
from tests.linking.cases import HARD_NEGATIVES, Case, Label, read_cases, unmarked
from tests.linking.gold import read_gold
from tests.linking.quality import (
    FROZEN,
    Share,
    Tally,
    false_links,
    frozen,
    judged,
    main,
    measured,
    report,
)

TEXTS = Path(__file__).parents[3] / "shared" / "texts"


@pytest.fixture(scope="module")
def built_in() -> Dataset:
    return gpkg.read(BUILT_IN_GPKG)


@pytest.fixture(scope="module")
def own(built_in: Dataset) -> Tally:
    return measured(Linker(built_in).find, read_cases())


def mention(
    text: str, surface: str, site: str, confidence: float = 0.95, relation: str = SITE
) -> Mention:
    start = text.index(surface)
    end = start + len(surface)
    return Mention(site, site, surface, surface, start, end, relation, confidence, text, 0, ())


def case(marked: str) -> Case:
    return Case("xx-plain-01", "en", "A", "plain", *unmarked(marked))


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        # Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_published_intervals(part: int, whole: int, low: float, high: float):
    assert Share(part, whole).wilson() == pytest.approx((low, high), abs=5e-5)


def test_share_of_nothing_says_nothing():
    assert Share(0, 0).wilson() == (0, 1)
    assert str(Share(0, 0)) == "-"


def test_marks_become_labels():
    text, labels = unmarked(r"a [[Кум\u200bтор|kg-a/kg-b]]\n[[X|!company]].")
    assert text == "a Кум\u200bтор\nX."
    assert labels == (Label(2, 9, SITE, frozenset({"kg-a", "kg-b"})), Label(10, 11, "company"))


@pytest.mark.parametrize("broken", ["a [[X]] b", "a [[X|kg-a b", "a X|kg-a]]"])
def test_mark_that_is_not_whole_is_refused(broken: str):
    with pytest.raises(ValueError, match="not closed, or has no label"):
        unmarked(broken)


def test_cases_are_what_they_promise(built_in: Dataset):
    cases = read_cases()
    assert len({case.case_id for case in cases}) == len(cases) >= 240
    assert len({case.text for case in cases}) == len(cases)
    languages = Counter(case.language for case in cases)
    assert min(languages.values()) >= 8
    assert len(languages) == 18
    negative = [case for case in cases if case.category in HARD_NEGATIVES]
    assert len(negative) * 3 >= len(cases)
    labels = [label for case in cases for label in case.labels]
    sites = frozenset[str]().union(*(label.sites for label in labels))
    assert sites <= set(built_in.deposits["site_id"])
    assert len(sites) >= 80
    assert {label.relation for label in labels} <= set(vocabulary("relation").standard)
    assert not [case.case_id for case in negative if any(label.sites for label in case.labels)]
    assert {case.tier for case in cases} == {"A", "B", "C"}


def test_link_is_right_where_place_and_site_are():
    marked = case("Near [[Alpha|aa]] and [[Beta|bb]], not [[Gamma|!settlement]] or Delta.")
    text = marked.text
    found = [
        mention(text, "Alpha and", "aa"),
        mention(text, "Beta", "aa"),
        mention(text, "Beta", "bb", confidence=0.89),
        mention(text, "Gamma", "gg", relation="settlement"),
        mention(text, "Delta", "dd"),
    ]
    outcome = judged(marked, found)
    assert [link.surface for link in outcome.right] == ["Alpha and"]
    assert [(link.surface, link.site_id) for link in outcome.wrong] == [
        ("Beta", "aa"),
        ("Delta", "dd"),
    ]
    assert [text[label.start : label.end] for label in outcome.missed] == ["Beta"]
    assert outcome.verdict == "missed and wrong"
    gamma = marked.labels[-1]
    assert outcome.is_told(gamma)
    assert not outcome.is_hit(gamma)
    tally = Tally((outcome,))
    assert (tally.precision, tally.recall) == (Share(1, 3), Share(1, 2))
    assert tally.f1 == pytest.approx(2 * (1 / 3) * 0.5 / (1 / 3 + 0.5))


def test_published_decoy_is_hit_and_reported():
    marked = case("The city of [[Gamma|!settlement]].")
    tally = Tally((judged(marked, [mention(marked.text, "Gamma", "gg")]),))
    told = report("Some", tally)
    assert "1 of 1 texts fail." in told
    assert "xx-plain-01: wrong\n  wrong  Gamma = gg site 0.95" in told
    assert "1 of 1" in told.splitlines()[3]


def test_header_of_a_text_is_not_judged():
    text = "Alpha news\nAlpha"
    labelled = Case("x", "en", "gold", "positive", text, (), body_start=11)
    assert judged(labelled, [mention(text, "Alpha", "aa")]).verdict == "right"


def test_links_in_ordinary_text_are_counted_by_size():
    text = "x" * 500_000
    size_mb, links = false_links(lambda _: [mention("Alpha", "Alpha", "aa")], [text, text])
    assert (size_mb, len(links)) == (1.0, 2)


def test_gold_names_become_sites(make_dataset: MakeDataset, tmp_path: Path):
    text = "# Alpha\nAlpha, Alpha LLP, Beta."
    (tmp_path / "t.txt").write_text(text, encoding="utf-8")
    spans = {
        name: {"surface": name, "start": text.rindex(name), "end": text.rindex(name) + len(name)}
        for name in ("Alpha LLP", "Beta")
    }
    row = {
        "text": "t.txt",
        "lang": "en",
        "class": "positive",
        "body_start": 8,
        "mentions": [
            {"surface": "Alpha", "start": 8, "end": 13, "site": "ALPHA", "kind": "site"},
            spans["Alpha LLP"] | {"site": "Alpha", "kind": "company"},
            spans["Beta"] | {"site": "Beta", "kind": "site"},
        ],
        "decoys": [],
    }
    (tmp_path / "gold.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    dataset = make_dataset(
        deposits=[{"site_id": "aa"}], aliases=[{"site_id": "aa", "name": "Alpha"}], mentions=[]
    )
    gold = read_gold(tmp_path, dataset)
    assert gold.unknown == ("Beta",)
    assert gold.cases[0].labels == (
        Label(8, 13, SITE, frozenset({"aa"})),
        Label(15, 24, "company"),
    )
    assert gold.cases[0].body_start == 8


def test_own_cases_are_found(own: Tally):
    assert own.precision.value >= 0.98
    assert own.recall.value >= 0.92


def test_no_case_has_flipped(own: Tally):
    assert frozen(own) == FROZEN.read_text(encoding="utf-8"), (
        "read the difference, then run: python -m tests.linking.quality --freeze"
    )


def test_report_tells_each_language(own: Tally):
    told = report("Own cases", own)
    assert all(f"\n{case.language} " in told for case in read_cases())


def test_texts_beside_the_repository_are_linked_as_read(built_in: Dataset):
    tallies = [
        measured(Linker(built_in).find, read_gold(folder, built_in).cases)
        for folder in (TEXTS,)
        if folder.is_dir()
    ]
    for tally in tallies:
        assert tally.precision.value >= 0.98
        assert tally.recall.value >= 0.92
        assert sum(outcome.is_hit(label) for outcome, label in tally.decoys("other")) <= 1


def test_background_is_told_with_its_size(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "a.txt"
    path.write_text("The weather is fine.\n" * 500, encoding="utf-8")
    main(["--background", str(path)])
    assert capsys.readouterr().out == "0 false links in 0.01 MB: 0.00 per MB\n"

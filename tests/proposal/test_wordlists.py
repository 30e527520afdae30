from __future__ import annotations

import csv

import pytest
from babel import Locale

from geo import edtf
from geo.linking.normalize import fold_word
from geo.linking.wordlists import wordlist
from geo.locations import SOURCES_DIR
from geo.proposal.languages import language_of, languages
from geo.proposal.people import everyone, holder, told_apart
from geo.proposal.phrases import Phrases, word_list
from geo.proposal.triggers import NOTHING, PRECEDENCE
from geo.vocabularies import vocabulary


def codes(table: str, column: str) -> set[str]:
    with (SOURCES_DIR / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return {row[column] for row in csv.DictReader(file)}


def test_words_of_events_name_kinds_and_languages_that_exist():
    listed = wordlist("event_words.toml")
    assert listed.keys() - {NOTHING} == vocabulary("event_kind").standard.keys()
    assert set(PRECEDENCE) == listed.keys()
    for tables in listed.values():
        assert tables.keys() <= {"nouns", "weak", "verbs"}
        for words in tables.values():
            assert words.keys() <= languages().keys()


def test_names_stand_for_codes_that_exist():
    parties, minerals = codes("parties", "party"), codes("minerals", "mineral")
    names = wordlist("parties.toml")
    assert names["names"].keys() | names["adjectives"].keys() <= parties
    assert {code for group in names["groups"] for code in group.split("-")} <= parties
    assert {person.party for person in everyone()} <= parties
    assert wordlist("mineral_names.toml").keys() <= minerals
    assert set(vocabulary("event_kind").standard) >= codes("events", "kind")


def test_each_language_has_its_grammar_in_every_list():
    dates, offices = wordlist("dates.toml"), wordlist("offices.toml")["offices"]
    for code in languages():
        assert code in dates["relative"]
        assert code in offices["president"]
        assert code in wordlist("event_words.toml")["meeting"]["verbs"]
        assert Locale.parse(code.replace("-", "_")).months


@pytest.mark.parametrize("code", [code for code in languages() if code not in {"zh", "ja", "ko"}])
def test_no_name_stands_for_two_months(code: str):
    found: dict[str, int] = {}
    months = Locale.parse(code.replace("-", "_")).months
    for context in ("format", "stand-alone"):
        for month, name in months[context]["wide"].items():
            assert found.setdefault(fold_word(name), month) == month


def test_terms_are_dates_in_order_and_no_two_heads_hold_one_office():
    terms = [
        (person, term)
        for person in everyone()
        for term in person.terms
        if term.role in {"president", "government"} and term.start
    ]
    for person, term in terms:
        assert edtf.is_valid(term.start), person
        assert not term.end or edtf.upper_bound(term.start) < edtf.lower_bound(term.end)
    for person, term in terms:
        for other, another in terms:
            if person.party == other.party and term.role == another.role and term is not another:
                first, second = sorted((term, another), key=lambda one: one.start)
                assert first.end
                assert edtf.lower_bound(first.end) <= edtf.upper_bound(second.start), person


def test_each_person_stands_once():
    names = [person.name for person in everyone()]
    assert len(names) == len(set(names))
    assert all(person.terms for person in everyone())


def test_the_holder_of_an_office_is_told_by_date():
    def name(party: str, role: str, date: str) -> str:
        person = holder(party, role, date)
        return person.name if person else ""

    assert name("KAZ", "president", "2012-02-08") == "Nursultan Nazarbayev"
    assert name("KAZ", "president", "2025-10") == "Kassym-Jomart Tokayev"
    assert name("KAZ", "president", "2019-03-20") == ""
    assert name("KAZ", "president", "") == ""
    assert name("JPN", "government", "2025-10-28") == "Sanae Takaichi"
    assert name("CAN", "president", "2025") == ""


def test_a_surname_of_two_is_told_apart_by_who_is_named_in_full():
    both = [person for person in everyone() if person.name.endswith("Japarov")]
    sadyr, akylbek = both
    assert told_apart(both, "", "2022-06", ()) is None
    assert told_apart(both, "", "2022-06", [akylbek]) is akylbek
    assert told_apart(both, "president", "2022-06", ()) is sadyr
    assert told_apart(both, "government", "2025-06", ()) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The ministers met and spoke of the mine.", "en"),
        ("Министры встретились и говорили о руднике.", "ru"),
        ("Міністри зустрілися й говорили про копальню.", "uk"),
        ("Министрлер кездесіп, кен орны туралы сөйлесті.", "kk"),
        ("Министрлер жолугуп, кен жөнүндө сүйлөштү.", "ky"),
        ("Vazirlar uchrashdi va kon haqida gaplashdi.", "uz"),
        ("Вазирлар учрашди ва кон ҳақида гаплашди, деди ўзи.", "uz-Cyrl"),
        ("Вазирон дар бораи кон сӯҳбат карданд ва ҷамъ шуданд.", "tg"),
        ("Ministrler duşuşyp, ýatak barada gürleşdiler.", "tk"),
        ("Die Minister trafen sich und sprachen über die Mine.", "de"),
        ("Les ministres ont parlé de la mine et des métaux.", "fr"),
        ("I ministri hanno parlato della miniera e di metalli.", "it"),
        ("Bakanlar maden ve ticaret için bir araya geldi.", "tr"),
        ("部长们讨论了矿山。", "zh"),
        ("大臣たちは鉱山について話した。", "ja"),
        ("장관들은 광산을 논의했다.", "ko"),
        ("Xyz", "en"),
        ("Гор", "ru"),
    ],
)
def test_the_language_of_a_paragraph_is_told(text: str, code: str):
    assert language_of(text, word_list(text, 0, len(text))).code == code


def test_phrases_match_with_licensed_endings_only():
    phrases: Phrases[str] = Phrases()
    phrases.add(["Казахстан", "=call", "sign*", "UN", "rare earth", "铜"], "x")

    def found(text: str) -> list[str]:
        hits = phrases.find(text, word_list(text, 0, len(text)))
        return [text[hit.start : hit.end] for hit in hits]

    assert found("в Казахстане, Казахстанмен, Казахстанчик") == ["Казахстане", "Казахстанмен"]
    assert found("a call, calls, caller") == ["call"]
    assert found("signed, signatures, resigned") == ["signed", "signatures"]
    assert found("the UN and un peu, Un's") == ["UN"]
    assert found("rare earth, rare-earths, rare old earth") == ["rare earth", "rare-earths"]
    assert found("一座铜矿和铜") == ["铜", "铜"]

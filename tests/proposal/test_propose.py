from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest

from geo import edtf
from geo.dataset import Dataset
from geo.proposal import Proposal, propose
from geo.vocabularies import vocabulary

PUBLISHED = "2025-10-28"
CASES = tomllib.loads((Path(__file__).parent / "events.toml").read_text(encoding="utf-8"))["event"]


def told(dataset: Dataset, text: str, published: str = PUBLISHED) -> list[Proposal]:
    """Propose, and check that each field is traced to its words."""
    found = propose(dataset, text, published)
    for one in found:
        single = [field for field in (one.kind, one.date, one.place) if field]
        for field in (*single, *one.participants, *one.countries, *one.minerals):
            assert text[field.start : field.end] == field.surface != ""
            assert field.reason
        assert one.kind.value in vocabulary("event_kind").standard
        assert one.date is None or one.date.value == "" or edtf.is_valid(one.date.value)
        assert {country.value for country in one.countries} <= {*dataset["parties"]["party"]}
        assert {mineral.value for mineral in one.minerals} <= {*dataset["minerals"]["mineral"]}
        assert any(start <= one.kind.start < end for start, end in one.sentences)
    return found


def brief(one: Proposal) -> tuple[str, str, str, set[str], set[str], set[str]]:
    return (
        one.kind.value,
        one.date.value if one.date else "",
        one.place.value if one.place else "",
        {person.value.split()[-1] for person in one.participants},
        {country.value for country in one.countries},
        {mineral.value for mineral in one.minerals},
    )


TRUMP, TOKAYEV, PUTIN = "Trump", "Tokayev", "Putin"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:24])
def test_an_event_is_read_in_each_language(dataset: Dataset, case: dict[str, Any]):
    (one,) = told(dataset, case["text"])
    assert brief(one) == (
        case["kind"],
        case["date"],
        case["place"],
        set(case["persons"]),
        set(case["countries"]),
        set(case["minerals"]),
    )


@pytest.mark.parametrize(
    "text",
    [
        "The company may open a mine one day, and the market will march on.",
        "The president said that the deal of the decade was near.",
        "Whether the talks succeed is open. The agreement matters to the Central Asian states.",
        "Kazakhstan has large reserves of uranium and rare earths.",
        "Запасы урана в Казахстане велики, и президент принял решение.",
        "Ore from Kazakhstan is sold to China; the meeting room was full.",
        "Қазақстанда уран қоры мол.",
        "The agreement may be extended in May.",
        "",
        " \n\n ",
    ],
)
def test_what_tells_of_no_event_proposes_none(dataset: Dataset, text: str):
    assert told(dataset, text) == []


def test_sentences_on_one_event_make_one_proposal(dataset: Dataset):
    text = (
        "Tokayev visited Moscow on 12 November 2025. During the visit to Moscow, Tokayev met "
        "Putin and spoke of uranium.\n\nThe visit of Tokayev to Moscow took two days."
    )
    (one,) = told(dataset, text)
    assert brief(one) == ("visit", "2025-11-12", "Moscow", {TOKAYEV, PUTIN}, {"KAZ", "RUS"}, {"U"})
    assert [text[start : start + 9] for start, _ in one.sentences] == [
        "Tokayev v",
        "During th",
        "The visit",
    ]


def test_events_that_differ_stay_apart(dataset: Dataset):
    text = (
        "Trump spoke of a deal with Volodymyr Zelensky and later talks with Vladimir Putin in "
        "Samarkand. In April, Tokayev addressed the Central Asia–Italy summit; at the Central "
        "Asia–Japan summit in May 2024, he spoke again. On 3 March 2025 Tokayev visited Beijing, "
        "and on 5 April 2025 he signed a memorandum in Seoul."
    )
    assert [brief(one)[:3] for one in told(dataset, text)] == [
        ("signing", "", ""),
        ("meeting", "", "Samarkand"),
        ("summit", "2025-04", ""),
        ("summit", "2024-05", ""),
        ("visit", "2025-03-03", "Beijing"),
        ("signing", "2025-04-05", "Seoul"),
    ]


def test_another_event_of_the_kind_takes_over_who_took_part(dataset: Dataset):
    text = (
        "Tokayev held a phone call with Putin. It was the second call this month, the previous "
        "one taking place on October 14."
    )
    first, second = told(dataset, text)
    assert brief(first)[:4] == ("call", "", "", {TOKAYEV, PUTIN})
    assert brief(second)[:4] == ("call", "2025-10-14", "", {TOKAYEV, PUTIN})
    assert "as in the event told before" in second.participants[0].reason


def test_a_name_of_several_is_told_apart_by_office_date_or_not_at_all(dataset: Dataset):
    def who(text: str) -> list[tuple[str, str]]:
        (one,) = told(dataset, text, "2022-06-01")
        return [(person.value, person.party) for person in one.participants]

    assert who("President Japarov visited Astana.") == [("Sadyr Japarov", "KGZ")]
    assert who("Akylbek Japarov visited Astana.") == [("Akylbek Japarov", "KGZ")]
    assert who("S. Japarov visited Astana.") == [("Sadyr Japarov", "KGZ")]
    assert who("Japarov visited Astana.") == [("Japarov", "KGZ")]


def test_an_office_stands_for_its_holder_at_the_date_only(dataset: Dataset):
    def who(text: str, published: str) -> list[str]:
        (one,) = told(dataset, text, published)
        return [person.value for person in one.participants]

    assert who("The Kazakh president visited Moscow.", "2025-10") == ["Kassym-Jomart Tokayev"]
    assert who("The Kazakh president visited Moscow in 2012.", "2025-10") == [
        "Nursultan Nazarbayev"
    ]
    assert who("The Kazakh president visited Moscow.", "") == ["Kazakh president"]


def test_an_office_holder_out_of_office_is_marked(dataset: Dataset):
    (one,) = told(dataset, "Nursultan Nazarbayev visited Moscow on 3 March 2024.")
    assert one.participants[0].reason == "President, Kazakhstan, not in office at the date"


def test_who_is_quoted_does_not_take_part(dataset: Dataset):
    text = (
        "6 ноября в Вашингтоне состоится саммит «Центральная Азия – США», сообщила "
        "пресс-служба президента Казахстана."
    )
    (one,) = told(dataset, text)
    assert one.participants == ()
    assert one.date is not None
    assert one.date.reason.endswith("year inferred from the date of publication")


def test_where_a_visit_led_is_where_the_summit_was(dataset: Dataset):
    text = "In September 2024 Olaf Scholz visited Astana for the Central Asia–Germany summit."
    (one,) = told(dataset, text)
    assert brief(one)[:4] == ("summit", "2024-09", "Astana", {"Scholz"})


def test_a_ruling_needs_a_day_but_no_office_holder(dataset: Dataset):
    text = "A court in Bishkek ruled on 3 March 2025 that the licence for the gold mine was void."
    (one,) = told(dataset, text)
    assert brief(one) == ("ruling", "2025-03-03", "Bishkek", set(), set(), {"Au"})


def test_each_of_a_list_takes_part(dataset: Dataset):
    text = "On 3 March 2025 Trump paid a visit to Uzbekistan, Kazakhstan and the Kyrgyz Republic."
    (one,) = told(dataset, text)
    assert brief(one)[4] == {"USA", "UZB", "KAZ", "KGZ"}


def test_a_country_that_is_only_named_does_not_take_part(dataset: Dataset):
    text = "On 3 March 2025 Tokayev and Putin met and spoke of copper from China and gold in Japan."
    (one,) = told(dataset, text)
    assert brief(one)[4:] == ({"KAZ", "RUS"}, {"Cu", "Au"})


def test_a_city_that_stands_for_its_government_is_no_venue(dataset: Dataset):
    (one,) = told(dataset, "Moscow and Washington announced that Tokayev met Putin in Astana.")
    assert one.place is not None
    assert one.place.value == "Astana"


def test_a_date_without_a_year_stays_open_without_publication(dataset: Dataset):
    (one,) = told(dataset, "Tokayev visited Moscow on November 6.", "")
    assert one.date is not None
    assert (one.date.value, one.date.surface) == ("", "November 6")


def test_offsets_hold_beside_marks_and_wide_characters(dataset: Dataset):
    text = "\u200f𝔄 \u200bТо\u0301каев\u200b посетил Москву 12 ноя\u00adбря 2025 года.\r\n<b>x</b>"
    (one,) = told(dataset, text)
    assert brief(one)[:3] == ("visit", "2025-11-12", "Moscow")


def test_nothing_is_read_across_paragraphs_of_an_unwrapped_text(dataset: Dataset):
    text = (
        f"{'Words of a long line of an article that is not wrapped. ' * 4}\nTokayev\nvisited Moscow"
    )
    assert told(dataset, text) == []
    assert len(told(dataset, "Tokayev\nvisited Moscow")) == 1


def test_the_same_text_gives_the_same_proposals(dataset: Dataset):
    text = (
        "Tokayev and Putin met in Astana on 3 March 2025. The EU and Japan signed a deal in 2024."
    )
    assert told(dataset, text) == told(dataset, text)


@pytest.mark.parametrize(
    "piece",
    [
        "Tokayev met ",
        "Japan and Kazakhstan and ",
        "the president of Kazakhstan ",
        "summit in Moscow, ",
        "с Токаевым и Путиным встретился ",
        "特朗普会见",
        "a",
        "6 November ",
        "«“(",
        "Tokayev visited Moscow on 3 March 2025. ",
        "U.S. ",
    ],
)
def test_a_text_made_to_be_slow_is_read_in_time(dataset: Dataset, piece: str):
    text = piece * (100_000 // len(piece))
    start = time.perf_counter()
    propose(dataset, text, PUBLISHED)
    assert time.perf_counter() - start < 10


ARTICLE = Path(__file__).parents[3] / "shared/texts/p01_c51_summit.txt"
DATED = {
    ("summit", "2025-11-06"),
    ("call", "2025-10-14"),
    ("address", "2023-09"),
    ("discovery", "2024"),
    ("meeting", "2025-01"),
    ("summit", "2025-04"),
    ("summit", "2025-05"),
    ("address", "2025-09-08"),
}
"""What the article dates, read by a person; it tells of eighteen events."""


def test_an_article_with_many_events_is_told_apart(dataset: Dataset):
    for path in filter(Path.is_file, (ARTICLE,)):
        text = path.read_text(encoding="utf-8").partition("\n\n")[2]
        found = [brief(one) for one in told(dataset, text, "2025-10")]
        assert 16 <= len(found) <= 18
        assert {(kind, date) for kind, date, *_ in found if date} == DATED
        assert {place for _, _, place, *_ in found} == {
            *("", "Washington", "Moscow", "Tashkent", "Karaganda region")
        }

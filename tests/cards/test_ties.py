from __future__ import annotations

import re
from html import unescape

import pytest

from geo.cards import ties
from geo.index import Index
from tests.conftest import MakeDataset, Row
from tests.small_world import ROWS, small_world


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def headings(groups: list[ties.Group]) -> list[str]:
    return [group.heading for group in groups]


@pytest.fixture(scope="module")
def index(make_dataset: MakeDataset) -> Index:
    return Index(small_world(make_dataset))


def test_what_names_a_site_is_apart_from_what_does_not(index: Index):
    assert headings(ties.of_site(index, "kz-kuyrektykol", "event")) == ["Events that name it (1)"]
    assert headings(ties.of_site(index, "kz-inkai", "event")) == [
        "Events that name it (1)",
        "Events about its region and mineral (1)",
    ]
    assert headings(ties.of_site(index, "kg-kutessay", "event")) == [
        "Events that name it (0)",
        "Events whose agreement names it (1)",
    ]
    assert headings(ties.of_site(index, "kz-akbulak", "agreement")) == [
        "Agreements that name it (0)"
    ]
    assert headings(ties.of_site(index, "uz-muruntau", "agreement")) == [
        "Agreements that name it (1)"
    ]


def test_the_same_stands_on_the_card_of_an_event_or_agreement(index: Index):
    groups = ties.of_row(index, "event", "almaty-2024")
    assert [(group.heading, [tie.name for tie in group.ties]) for group in groups] == [
        ("Sites it names (0)", []),
        ("Sites that its agreements name (1)", ["Kutessay II"]),
        ("Sites of a region and mineral it speaks of (1)", ["Inkai"]),
    ]
    assert [group.named for group in groups] == [True, False, False]
    (group,) = ties.of_row(index, "agreement", "usa-kaz-2025")
    assert (group.heading, group.ties[0].identifier) == ("Sites it names (1)", "kz-kuyrektykol")


def test_every_tie_says_how_it_is_named_or_why_it_is_tied(index: Index):
    (group,) = ties.of_site(index, "kz-kuyrektykol", "event")
    assert "They named the <mark>Kuirektykol</mark> deposit." in group.ties[0].html
    assert "Named in the event’s own sentence (our summary); confidence " in words(
        group.ties[0].html
    )
    named, region = ties.of_site(index, "kz-inkai", "event")
    assert (
        "Named in the source of the event, which spells it “Inkai”; our own words do not name it."
        in words(named.ties[0].html)
    )
    assert "The event speaks of “Turkistan” and concerns uranium." in words(region.ties[0].html)
    _, agreement = ties.of_site(index, "kg-kutessay", "event")
    assert "“Memorandum on a rare-earth mine”, discussed at the event." in words(
        agreement.ties[0].html
    )


def test_a_tie_that_names_nothing_is_a_group_of_its_own(make_dataset: MakeDataset):
    rows = [
        {**row, "stated_as": "[not named]", "note": "Worked out by us"}
        for row in ROWS["event_sites"]
    ]
    index = Index(small_world(make_dataset, event_sites=rows))
    # The agreement of the visit names the mine, which is more.
    assert headings(ties.of_site(index, "uz-muruntau", "event")) == [
        "Events that name it (0)",
        "Events whose agreement names it (1)",
    ]
    groups = ties.of_row(index, "event", "talks-to-2018")
    assert headings(groups) == ["Sites it names (0)", "Sites it is tied to otherwise (1)"]
    assert "Worked out by us" in words(groups[1].ties[0].html)


def test_events_come_newest_first(make_dataset: MakeDataset):
    tied = [{"event_id": name, "site_id": "kz-inkai"} for name in ("s01", "tashkent-2019")]
    rows = [{**row, "stated_as": "Inkai"} for row in [*tied, *ROWS["event_sites"]]]
    index = Index(small_world(make_dataset, event_sites=rows))
    named = ties.of_site(index, "kz-inkai", "event")[0]
    assert [tie.identifier for tie in named.ties] == ["s01", "tashkent-2019", "talks-to-2018"]


DOCUMENT: Row = {
    "document_id": "d-1",
    "title": "<b>A text</b>",
    "publisher": "A paper",
    "date": "2026-01-02",
    "address": "javascript:alert(1)",
    "text": "Near Akbulak.\n\nAkbulak it is.",
}
MENTION: Row = {
    "site_id": "kz-akbulak",
    "document_id": "d-1",
    "field": "text",
    "sentence": "Near Akbulak.",
    "sentence_start": 0,
    "start": 5,
    "end": 12,
    "surface": "Akbulak",
    "alias": "Akbulak",
    "relation": "site",
    "confidence": 0.95,
    "reasons": "It is spelt there.",
}
SECOND: Row = {
    **MENTION,
    "sentence": "Akbulak it is.",
    "sentence_start": 15,
    "start": 15,
    "end": 22,
}


def test_a_text_of_no_event_is_listed_by_itself(make_dataset: MakeDataset):
    rows = [{**MENTION, "mention_id": "m-1"}, {**SECOND, "mention_id": "m-2"}]
    index = Index(small_world(make_dataset, documents=[DOCUMENT], mentions=rows))
    (html,) = ties.texts(index, "kz-akbulak")
    assert words(html).startswith("2 January 2026 · A paper <b>A text</b> Near Akbulak .")
    assert "javascript" not in html
    assert "Named in a text you added; confidence 0.95. It is spelt there. Akbulak it" in words(
        html
    )
    assert headings(ties.of_site(index, "kz-akbulak", "event")) == ["Events that name it (0)"]
    assert ties.texts(index, "kz-inkai") == []


def test_the_nearest_sentence_of_an_event_stands_first(make_dataset: MakeDataset):
    rows = [
        {**MENTION, "mention_id": "m-1", "event_id": "almaty-2024", "strength": "document"},
        {**SECOND, "mention_id": "m-2", "event_id": "almaty-2024", "strength": "sentence"},
    ]
    index = Index(small_world(make_dataset, documents=[DOCUMENT], mentions=rows))
    (named,) = ties.of_site(index, "kz-akbulak", "event")
    said = words(named.ties[0].html)
    first, second = said.index("the event’s own sentence"), said.index("elsewhere in the document")
    assert first < second
    assert ties.texts(index, "kz-akbulak") == []

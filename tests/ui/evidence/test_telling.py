from __future__ import annotations

from geo.evidence.event import Event, Participant, identifier
from geo.evidence.text import Text
from geo.proposal import Field, Proposal
from geo.proposal import Participant as Person
from geo.ui.evidence import telling

TEXT = Text("On 6 November they met at Inkai. In 2024 they signed. Nothing on Muruntau.")


def field(surface: str, value: str = "", reason: str = "as stated") -> Field:
    start = TEXT.text.index(surface)
    return Field(value or surface, start, start + len(surface), surface, reason)


def proposal(kind: Field, date: Field | None, *sentences: tuple[int, int]) -> Proposal:
    person = Person("A. Reader", 15, 19, "they", "a table", party="KAZ")
    return Proposal(kind, date, None, (person,), (field("they", "USA"),), (), sentences)


MEETING = proposal(field("met", "meeting"), field("6 November", "2025-11-06"), (0, 32))
SIGNING = proposal(field("signed", "signing"), field("2024"), (33, 53))


def named(site: str, start: int) -> dict[str, object]:
    return {"site_id": site, "start": start, "sentence_start": 0, "sentence": TEXT.text[:32]}


def test_a_date_whose_year_is_not_in_its_words_is_inferred_and_says_how():
    meeting, signing = (form.event for form in telling.forms(TEXT, [MEETING, SIGNING], []))
    assert (meeting.date, meeting.inferred, meeting.date_note) == ("2025-11-06", True, "as stated")
    assert (signing.date, signing.inferred, signing.date_note) == ("2024", False, "")


def test_each_form_has_an_identifier_of_its_own_that_stays():
    first = telling.forms(TEXT, [MEETING, SIGNING], [])
    second = telling.forms(TEXT, [MEETING, SIGNING], [])
    ids = [form.event.event_id for form in first]
    assert len(set(ids)) == 2
    assert ids == [form.event.event_id for form in second]


def test_a_site_is_offered_to_the_event_that_is_told_nearest_to_it():
    forms = telling.forms(TEXT, [MEETING, SIGNING], [named("kz-inkai", 26)])
    assert [form.event.sites for form in forms] == [("kz-inkai",), ()]


def test_a_missing_field_is_empty_and_traced_to_nothing():
    (form,) = telling.forms(TEXT, [proposal(field("met", "meeting"), None, (0, 32))], [])
    assert (form.event.date, form.event.inferred, form.event.place) == ("", False, "")
    assert form.traces["date"] == form.traces["place"] == []
    assert [one.surface for one in form.traces["kind"]] == ["met"]


def test_people_keep_their_party_unless_it_is_taken_out():
    known = [Participant("A. Reader", "KAZ")]
    assert telling.participants(["A. Reader", " B "], ["KAZ", "USA"], known) == (
        Participant("A. Reader", "KAZ"),
        Participant("B", ""),
        Participant("", "USA"),
    )
    assert telling.participants(["A. Reader", " "], [], known) == (Participant("A. Reader", ""),)


def test_a_blank_form_never_takes_the_place_of_another_event():
    first = telling.blank(TEXT, [], ["kz-inkai"])
    second = telling.blank(TEXT, [first.event.event_id], [])
    assert first.event.event_id == identifier(TEXT, "by-hand-1")
    assert second.event.event_id == identifier(TEXT, "by-hand-2")
    assert first.event.sites == ("kz-inkai",)
    assert first.traces == {}


def test_title_and_summary_are_put_together_from_the_fields_alone():
    people = (Participant("A. Reader", "KAZ"), Participant("", "USA"))
    event = Event("own-1", "", "", "signing", "2024", place="Astana", participants=people)
    names = {"USA": "United States", "KAZ": "Kazakhstan"}
    assert telling.title(event, names) == "Signing in Astana: A. Reader, United States"
    assert telling.summary(event, names) == ("Signing in Astana, 2024: A. Reader, United States.")
    bare = Event("own-1", "", "", "call", "")
    assert telling.title(bare, names) == "Call"
    assert telling.summary(bare, names) == "Call."

"""The Evidence page, run without a browser, over the small world."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.dataset import Dataset
from geo.documents import DocumentError
from geo.index import Index
from geo.proposal import Field, Participant, Proposal
from geo.store.gpkg import write
from geo.ui import loaders
from geo.ui.evidence import adding, events, marks
from geo.validate import validate
from tests.conftest import MakeDataset
from tests.small_world import small_world
from tests.ui.conftest import OpenPage

RUSSIAN = (
    "В Астане встретились делегации двух стран.\n\n"
    "Геологи начнут работы на Куйректыкольском участке, где ищут редкоземельные металлы."
)
CANAL = "В Астане благоустраивают канал Акбулак. Набережную Акбулака откроют летом, сообщил акимат."
SCRIPT = "<script>window.pwned=1</script><img src=x onerror=alert(1)> На Куйректыкольском участке."

Add = Callable[[str], AppTest]


@pytest.fixture
def page(open_page: OpenPage) -> AppTest:
    app = open_page("evidence")
    assert not app.exception
    return app


@pytest.fixture
def add(page: AppTest) -> Add:
    """Paste a text and have its names found."""

    def add_(text: str) -> AppTest:
        page.text_area(key="evidence-pasted").set_value(text)
        return press(page, "Find the names")

    return add_


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def html(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def judge(app: AppTest, at: int, decision: str) -> AppTest:
    choices = [group for group in app.button_group if str(group.key).startswith("decide-")]
    choices[at].set_value(decision).run()
    assert not app.exception
    return app


def current(app: AppTest) -> Dataset:
    index = app.session_state[loaders.OWN]
    assert isinstance(index, Index)
    return index.dataset


def save(app: AppTest, name: str = "A. Reader") -> AppTest:
    app.text_input(key="evidence-name").set_value(name).run()
    return press(app, "Save to my own copy")


def alerts(app: AppTest) -> str:
    return "\n".join(part for part in html(app).split("\n") if 'role="alert"' in part)


def test_the_name_is_marked_in_place_with_reasons_and_what_it_is(add: Add):
    shown = html(add(RUSSIAN))
    assert ">Куйректыкольском<sup" in shown
    assert "Геологи начнут работы на <mark" in shown
    assert "<bdi>Kuyrektykol</bdi>" in shown
    assert "The deposit or mine itself" in shown
    assert "участке" in shown.partition("<ul")[2].partition("</ul>")[0]


def test_a_canal_of_the_same_name_is_no_site_and_the_page_says_so(add: Add):
    app = add(CANAL)
    found = app.session_state["evidence-draft"].found
    assert all(row["relation"] != "site" or row["confidence"] < 0.5 for row in found)
    (told,) = (element.value for element in app.info)
    assert "No site is named" in told


def test_a_text_without_any_name_says_so_and_what_to_try(add: Add):
    app = add("The weather was fine in Geneva.")
    (told,) = (element.value for element in app.info)
    assert "No name of a site" in told
    assert "Sites" in told
    assert "The weather was fine" in html(app)


def test_markup_in_a_text_stays_text(add: Add):
    shown = html(add(SCRIPT))
    assert "<script" not in shown
    assert "<img" not in shown
    assert "&lt;script&gt;window.pwned=1&lt;/script&gt;" in shown


def test_an_empty_box_is_told_what_to_do(page: AppTest):
    press(page, "Find the names")
    assert "there is no text yet" in alerts(page)


def test_a_text_that_is_too_long_is_sent_to_the_command(add: Add, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(adding, "MAX_CHARACTERS", 20)
    assert "orebrief link" in alerts(add(RUSSIAN))


def test_a_file_is_read_and_its_title_kept(page: AppTest):
    page.file_uploader[0].set_value(
        ("a.html", f"<title>A note</title><p>{RUSSIAN}</p>".encode(), "text/html")
    ).run()
    assert not page.exception
    assert ">Куйректыкольском<sup" in html(page)
    assert page.session_state["evidence-draft"].text.title == "A note"


def test_a_file_that_cannot_be_read_says_why(page: AppTest):
    page.file_uploader[0].set_value(("a.pdf", b"%PDF-1.4 cut", "application/pdf")).run()
    assert not page.exception
    with pytest.raises(DocumentError) as caught:
        adding.read_bytes("a.pdf", b"%PDF-1.4 cut")
    assert caught.value.remedy in alerts(page)


def test_what_is_saved_is_valid_and_the_file_on_disk_untouched(add: Add, world: Path):
    before = world.read_bytes()
    app = add(RUSSIAN)
    judge(app, 0, "accept")
    save(app)
    assert "Saved." in html(app)
    saved = current(app)
    assert validate(saved).ok
    assert saved["documents"]["text"].tolist() == [RUSSIAN]
    (judgement,) = saved["judgements"].to_dict("records")
    assert (judgement["decision"], judgement["judged_by"]) == ("accept", "A. Reader")
    assert world.read_bytes() == before


def test_a_judgement_needs_a_name(add: Add):
    app = judge(add(RUSSIAN), 0, "reject")
    save(app, " ")
    assert "a judgement says who made it" in alerts(app)
    assert loaders.OWN not in app.session_state


def test_a_judgement_survives_linking_again_and_a_second_one_is_added(add: Add):
    app = save(judge(add(RUSSIAN), 0, "reject"))
    press(app, "Another text")
    app.text_area(key="evidence-pasted").set_value(RUSSIAN)
    press(app, "Find the names")
    assert "line-through" in html(app)
    save(judge(app, 0, "accept"))
    saved = current(app)
    assert saved["judgements"]["decision"].tolist() == ["reject", "accept"]
    assert "line-through" not in html(app)


def test_a_saved_text_can_be_taken_up_again(add: Add):
    app = add(RUSSIAN)
    for name, value in (("title", "=A title"), ("publisher", "A paper"), ("date", "2025-11")):
        app.text_input(key=f"{document(app)}-{name}").set_value(value)
    save(app)
    press(app, "Another text")
    (choice,) = app.selectbox
    choice.set_value(current(app)["documents"]["document_id"][0]).run()
    assert not app.exception
    text = app.session_state["evidence-draft"].text
    assert (text.title, text.publisher, text.date) == ("=A title", "A paper", "2025-11")


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("date", "yesterday", "is not a date"),
        ("address", "javascript:alert(1)", "is not a web address"),
    ],
)
def test_what_is_said_of_the_text_is_checked(add: Add, name: str, value: str, told: str):
    app = add(RUSSIAN)
    app.text_input(key=f"{document(app)}-{name}").set_value(value)
    assert told in alerts(save(app))
    assert loaders.OWN not in app.session_state


def document(app: AppTest) -> str:
    identifier: str = app.session_state["evidence-draft"].text.document_id
    return identifier


def field(value: str, surface: str, reason: str = "as stated") -> Field:
    start = RUSSIAN.index(surface)
    return Field(value, start, start + len(surface), surface, reason)


def acting_for(named: Field, party: str) -> Participant:
    return Participant(
        named.value, named.start, named.end, named.surface, named.reason, party=party
    )


@pytest.fixture
def proposed(monkeypatch: pytest.MonkeyPatch) -> None:
    meeting = Proposal(
        date=field("2025-11-06", "встретились", "<b>the date</b> of publication"),
        kind=field("meeting", "встретились"),
        participants=(acting_for(field("Делегации", "делегации"), "KAZ"),),
        place=field("Astana", "Астане"),
        countries=(field("USA", "стран"),),
        minerals=(field("REE", "редкоземельные"),),
        sentences=((0, 42),),
    )
    monkeypatch.setattr(events, "propose", lambda *_: [meeting])


def to_events(app: AppTest) -> AppTest:
    app.session_state["evidence-tabs"] = "Events"
    return app.run()


@pytest.mark.usefixtures("proposed")
def test_each_proposed_field_is_traced_to_its_words_and_nothing_is_saved_unconfirmed(add: Add):
    app = to_events(add(RUSSIAN))
    assert not app.exception
    shown = html(app)
    assert "“<bdi>Астане</bdi>”" in shown
    assert "&lt;b&gt;the date&lt;/b&gt; of publication" in shown
    save(app)
    assert len(current(app)["events"]) == 4


@pytest.mark.usefixtures("proposed")
def test_a_confirmed_event_is_tied_to_the_site_and_shown_on_its_card(
    add: Add, open_page: OpenPage, tmp_path: Path
):
    app = to_events(add(RUSSIAN))
    press(app, "Confirm this event")
    assert "Confirmed" in html(app)
    app.text_input(key=f"{document(app)}-publisher").set_value("A <b>paper</b>")
    save(app)
    dataset = current(app)
    assert validate(dataset).ok
    write(dataset, tmp_path / "own.gpkg")
    card = open_page("sites", {"site": "kz-kuyrektykol"}, data=tmp_path / "own.gpkg")
    shown = html(card)
    assert "<mark>Куйректыкольском</mark> участке" in shown
    assert "A &lt;b&gt;paper&lt;/b&gt;" in shown
    (event,) = dataset["events"][dataset["events"]["title"].str.contains("Делегации")].to_dict(
        "records"
    )
    assert (event["date"], event["verification"]) == ("2025-11-06", "date-inferred")
    assert event["date_note"] == "<b>the date</b> of publication"
    people = dataset["event_participants"]
    mine = people[people["event_id"] == event["event_id"]]
    assert list(zip(mine["participant"], mine["party"], strict=True)) == [
        ("Делегации", "KAZ"),
        ("", "USA"),
    ]
    named = dataset["mentions"][dataset["mentions"]["event_id"] == event["event_id"]]
    assert named["strength"].tolist() == ["document"]
    table = open_page("events", data=tmp_path / "own.gpkg").dataframe[0].value
    assert event["title"] in table["Event"].tolist()


@pytest.mark.usefixtures("proposed")
def test_a_rejected_mention_vanishes_from_the_card_and_the_counts(
    add: Add, open_page: OpenPage, tmp_path: Path
):
    app = to_events(add(RUSSIAN))
    press(app, "Confirm this event")
    app.session_state["evidence-tabs"] = "Names"
    save(judge(app.run(), 0, "reject"))
    write(current(app), tmp_path / "own.gpkg")
    card = open_page("sites", {"site": "kz-kuyrektykol"}, data=tmp_path / "own.gpkg")
    linked = html(card).partition("Agreements that name it")[0]
    assert "Events that name it (1)" in linked
    assert "Куйректыкольском" not in linked


@pytest.mark.usefixtures("proposed")
@pytest.mark.parametrize(
    ("changed", "told"),
    [("", "has no date"), ("soon", "is not a date")],
    ids=["empty", "wrong"],
)
def test_an_event_without_a_date_is_not_confirmed(add: Add, changed: str, told: str):
    app = to_events(add(RUSSIAN))
    next(one for one in app.text_input if one.label == "Date").set_value(changed)
    press(app, "Confirm this event")
    assert told in alerts(app)
    assert app.session_state["evidence-draft"].events == ()


def test_the_review_list_shows_what_waits_and_an_accepted_one_links(
    open_page: OpenPage, make_dataset: MakeDataset, tmp_path: Path
):
    world = small_world(make_dataset)
    weak = world["mentions"].assign(confidence=0.7)
    write(Dataset.conformed({**world.frames, "mentions": weak}), tmp_path / "weak.gpkg")
    app = open_page("evidence", data=tmp_path / "weak.gpkg")
    part = next(group for group in app.button_group if group.key == "evidence-part-choice")
    waiting = len(weak)
    assert f"Review list ({waiting})" in part.options
    part.set_value("review").run()
    assert not app.exception
    assert "<mark>" in html(app)
    judge(app, 0, "accept")
    save(app)
    assert (current(app)["judgements"]["decision"] == "accept").all()
    part = next(group for group in app.button_group if group.key == "evidence-part-choice")
    assert f"Review list ({waiting - 1})" in part.options


def test_ten_thousand_mentions_are_shown_a_page_at_a_time(add: Add):
    app = add("На Куйректыкольском участке начали работы. " * 10_000)
    found = app.session_state["evidence-draft"].found
    assert len(found) == 10_000
    judged = [one for one in app.button_group if str(one.key).startswith("decide-")]
    assert len(judged) == marks.MARKS_SHOWN
    assert html(app).count("<mark style") == marks.MARKS_SHOWN
    assert len(html(app)) < 60_000

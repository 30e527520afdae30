from __future__ import annotations

import time

import pytest

from geo.proposal.dates import dates
from geo.proposal.languages import languages
from geo.proposal.phrases import word_list
from geo.proposal.years import YEAR_INFERRED, settled


def read(
    text: str, code: str, published: str = "", *, future: bool = False
) -> list[tuple[str, str]]:
    found = dates(text, word_list(text, 0, len(text)), languages()[code])
    return [
        (text[when.start : when.end], settled(when, published, future=future)[0]) for when in found
    ]


@pytest.mark.parametrize(
    ("code", "text", "surface", "value"),
    [
        ("en", "They met on 6 November 2025 at noon.", "6 November 2025", "2025-11-06"),
        ("en", "They met on November 6, 2025, at noon.", "November 6, 2025", "2025-11-06"),
        ("en", "They met on the 6th of November, 2025.", "6th of November, 2025", "2025-11-06"),
        ("en", "They met on Nov. 6, 2025.", "Nov. 6, 2025", "2025-11-06"),
        ("en", "They met in November 2025.", "November 2025", "2025-11"),
        ("en", "In 2024 they met.", "2024", "2024"),
        ("en", "It was signed 2025-11-06.", "2025-11-06", "2025-11-06"),
        ("en", "On April 3–4, 2025 they met.", "April 3–4, 2025", "2025-04-03/2025-04-04"),
        ("en", "On 3-4 April 2025 they met.", "3-4 April 2025", "2025-04-03/2025-04-04"),
        (
            "en",
            "From 28 October to 2 November 2025 they met.",
            "28 October to 2 November 2025",
            "2025-10-28/2025-11-02",
        ),
        ("ru", "Встреча прошла 6 ноября 2025 года.", "6 ноября 2025 года", "2025-11-06"),
        ("ru", "Встреча прошла в ноябре 2025 г.", "ноябре 2025 г", "2025-11"),
        ("ru", "Документ от 06.11.2025 опубликован.", "06.11.2025", "2025-11-06"),
        ("ru", "В 2024 году нашли медь.", "2024 году", "2024"),
        ("ru", "Прошла с 3 по 4 апреля 2025 года.", "3 по 4 апреля 2025 года", None),
        ("uk", "Зустріч 6 листопада 2025 року.", "6 листопада 2025 року", "2025-11-06"),
        ("uk", "У травні 2025 року.", "травні 2025 року", "2025-05"),
        ("kk", "2025 жылғы 6 қарашада кездесті.", "2025 жылғы 6 қарашада", "2025-11-06"),
        ("kk", "2025 жылдың мамырында ашылды.", "2025 жылдың мамырында", "2025-05"),
        ("ky", "2025-жылдын 6-ноябрында өттү.", "2025-жылдын 6-ноябрында", "2025-11-06"),
        ("uz", "2025-yil 6-noyabr kuni boʻldi.", "2025-yil 6-noyabr", "2025-11-06"),
        ("uz-Cyrl", "2025 йил 6 ноябрда бўлди.", "2025 йил 6 ноябрда", "2025-11-06"),
        ("tg", "6 ноябри соли 2025 баргузор шуд.", "6 ноябри соли 2025", "2025-11-06"),
        (
            "tk",
            "2025-nji ýylyň 6-njy noýabrynda geçirildi.",
            "2025-nji ýylyň 6-njy noýabrynda",
            "2025-11-06",
        ),
        ("de", "Sie trafen sich am 6. November 2025.", "6. November 2025", "2025-11-06"),
        ("fr", "Rencontre le 1er novembre 2025.", "1er novembre 2025", "2025-11-01"),
        ("it", "Incontro il 6 novembre 2025.", "6 novembre 2025", "2025-11-06"),
        ("tr", "6 Kasım 2025'te görüştü.", "6 Kasım 2025", "2025-11-06"),
        ("zh", "双方于2025年11月6日会晤。", "2025年11月6日", "2025-11-06"),
        ("zh", "2025年11月3日至5日举行。", "2025年11月3日至5日", None),
        ("ja", "2025年11月6日に会談した。", "2025年11月6日", "2025-11-06"),
        ("ko", "2025년 11월 6일에 만났다.", "2025년 11월 6일", "2025-11-06"),
    ],
)
def test_a_date_is_read_as_written(code: str, text: str, surface: str, value: str | None):
    ((found, read_as),) = read(text, code)
    assert found == surface
    start = "2025-04-03" if code == "ru" else "2025-11-03"
    end = "2025-04-04" if code == "ru" else "2025-11-05"
    assert read_as == (value or f"{start}/{end}")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The company may open a mine, and they march on."),
        ("en", "May we ask? Theresa May resigned."),
        ("en", "Output will grow by 2030, since March, until 6 November 2025."),
        ("en", "It rose in the 1970s; 2025 tonnes; 6/11/2025; 35 november."),
        ("en", "In 12 months, on 45 November, page 2024."),
        ("ru", "Марта приехала. До 2030 года построят завод. Маяк и майка."),
        ("ru", "Сурьма марки 2025, в 2024 тоннах."),
        ("tr", "Maden ocağı açıldı, ekim yapıldı."),
        ("de", "Herr Maier und Frau Märzheim."),
        ("fr", "Le mars et l'août."),
        ("zh", "六个月后，3个月内，5年间。"),
        ("ko", "6개월 동안 3년간."),
        ("kk", "Қазан қаласы мен қазандық."),
    ],
)
def test_what_is_no_date_is_left_alone(code: str, text: str):
    assert read(text, code, "2025-06-01") == []


@pytest.mark.parametrize(
    ("text", "published", "future", "value"),
    [
        ("on November 6", "2025-10-28", True, "2025-11-06"),
        ("on November 6", "2025-10-28", False, "2025-11-06"),
        ("on October 14", "2025-10", False, "2025-10-14"),
        ("on December 20", "2026-01-05", False, "2025-12-20"),
        ("on January 5", "2025-12-20", True, "2026-01-05"),
        ("in April", "2025-10", False, "2025-04"),
        ("in April", "2025-10", True, "2026-04"),
        ("on 30 November", "2025-10-15", False, ""),
        ("in April", "2025", False, ""),
        ("in April", "", False, ""),
        ("in April", "2024/2025", False, ""),
        ("on 29 February", "2025-04-01", False, ""),
        ("in April", "9999-12", False, ""),
    ],
)
def test_a_year_is_inferred_only_where_one_is_likelier(
    text: str,
    published: str,
    future: bool,  # noqa: FBT001 - a parameter of the case
    value: str,
):
    assert [read_as for _, read_as in read(text, "en", published, future=future)] == [value]


def test_an_inferred_year_says_so():
    (when,) = dates("in April", word_list("in April", 0, 8), languages()["en"])
    assert settled(when, "2025-10", future=False) == (
        "2025-04",
        f"The text gives no year; {YEAR_INFERRED}",
    )
    assert settled(when, "", future=False)[1] == (
        "The text gives no year, and the month of publication is not known"
    )


@pytest.mark.parametrize(
    ("code", "text", "published", "value"),
    [
        ("en", "He called yesterday.", "2025-11-01", "2025-10-31"),
        ("en", "They meet tomorrow.", "2025-12-31", "2026-01-01"),
        ("en", "He called yesterday.", "2025-11", ""),
        ("en", "He called yesterday.", "", ""),
        ("en", "They met last month.", "2025-01-15", "2024-12"),
        ("en", "They met last year.", "2025-06", "2024"),
        ("en", "They met in April last year.", "2025-06-02", "2024-04"),
        ("ru", "Вчера подписали.", "2025-11-01", "2025-10-31"),
        ("ru", "В сентябре этого года подписали.", "2025-11-01", "2025-09"),
        ("kk", "Кеше кездесті.", "2025-11-01", "2025-10-31"),
        ("ky", "Кечээ жолугушту.", "2025-11-01", "2025-10-31"),
        ("uz", "Kecha uchrashdi.", "2025-11-01", "2025-10-31"),
        ("uz-Cyrl", "Кеча учрашди.", "2025-11-01", "2025-10-31"),
        ("tg", "Дирӯз мулоқот кард.", "2025-11-01", "2025-10-31"),
        ("tk", "Düýn duşuşdy.", "2025-11-01", "2025-10-31"),
        ("de", "Sie trafen sich gestern.", "2025-11-01", "2025-10-31"),
        ("fr", "Ils se sont vus hier.", "2025-11-01", "2025-10-31"),
        ("it", "Si sono visti ieri.", "2025-11-01", "2025-10-31"),
        ("tr", "Dün görüştü.", "2025-11-01", "2025-10-31"),
        ("uk", "Вчора підписали.", "2025-11-01", "2025-10-31"),
        ("zh", "昨天会晤。", "2025-11-01", "2025-10-31"),
        ("ja", "昨日会談した。", "2025-11-01", "2025-10-31"),
        ("ko", "어제 만났다.", "2025-11-01", "2025-10-31"),
    ],
)
def test_a_day_is_counted_from_publication_only_if_that_is_known(
    code: str, text: str, published: str, value: str
):
    assert [read_as for _, read_as in read(text, code, published)] == [value]


@pytest.mark.parametrize("piece", ["6 November ", "3–4 ", "2025-11-", "11月", "1 2 3 th ", "год "])
def test_many_dates_take_no_longer_than_their_number(piece: str):
    text = piece * (20_000 // len(piece))
    for code in ("en", "ru", "ky", "zh"):
        start = time.perf_counter()
        dates(text, word_list(text, 0, len(text)), languages()[code])
        assert time.perf_counter() - start < 3

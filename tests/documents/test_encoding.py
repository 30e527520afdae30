from __future__ import annotations

import re

import pytest

from geo.documents.document import DocumentError
from geo.documents.encoding import decode

SENTENCES = {
    "ru": "Министр рассказал, что на новом участке пробурили сорок скважин, а руду повезут осенью.",
    "kk": "Министр жаңа учаскеде қырық ұңғыма бұрғыланғанын және кенді күзде таситынын айтты.",
    "uk": "Міністр розповів, що на новій ділянці пробурили сорок свердловин, її запаси великі.",
    "tr": "Bakan yeni sahada kırk sondaj açıldığını ve cevherin güzün taşınacağını söyledi.",
    "zh": "部长说，新矿区已经打了四十个钻孔，矿石将在秋天运走。双方还谈到了铁路。",
    "ja": "大臣は新しい鉱区で四十本の試錐が終わり、鉱石は秋に運ばれると述べた。",
    "ko": "장관은 새 광구에서 시추공 마흔 개를 뚫었고 광석은 가을에 운반된다고 말했다.",
    "de": "Der Minister erzählte, dass auf dem neuen Gelände vierzig Löcher gebohrt würden.",
    "fr": "Le ministre a indiqué que quarante forages étaient achevés sur le nouveau périmètre.",
}
WRITTEN_IN = [
    *(("ru", name) for name in ("windows-1251", "koi8-r", "iso-8859-5", "cp866")),
    *(("kk", "kz1048"), ("uk", "windows-1251"), ("uk", "koi8-u"), ("tr", "iso-8859-9")),
    *(("zh", "gb18030"), ("ja", "shift_jis"), ("ja", "euc-jp"), ("ja", "iso-2022-jp")),
    *(("ko", "euc-kr"), ("de", "windows-1252"), ("fr", "windows-1252")),
]


@pytest.mark.parametrize("times", [1, 300])
@pytest.mark.parametrize(("language", "encoding"), WRITTEN_IN)
def test_old_encodings_are_told_apart(language: str, encoding: str, times: int):
    text = f"{SENTENCES[language]}\r\n" * times
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_no_part_of_the_text(language: str, encoding: str):
    assert decode(SENTENCES[language].encode(encoding), "a.txt") == SENTENCES[language]


def test_old_encoding_after_much_ascii_is_found():
    text = "plain words\n" * 40_000 + SENTENCES["ru"]
    assert decode(text.encode("windows-1251"), "a.txt") == text


def test_nothing_is_a_text():
    assert decode(b"", "a.txt") == ""


def test_marks_inside_names_and_decomposed_letters_stay():
    text = "Куи\u0306\u200bрек\u200fтыколь \ufeffand Kuyrektyko\u0308l\r\n\tend\f"
    assert decode(text.encode(), "a.txt") == text


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"%PDF-1.7 \xd0\x9a", "a.txt: the file holds a PDF, not text"),
        (b"PK\x03\x04 and more", "a.txt: the file holds a Word file or a ZIP archive, not text"),
        (bytes(range(256)) * 9, "a.txt: the file is binary, not text"),
        (b"\x01\x02\x03\x04" * 200 + b"words", "a.txt: the file is binary, not text"),
        ("слово\n".encode() * 9 + "слово".encode("cp1251"), "utf-8 up to line 10"),
        ("руда".encode("utf-16") + b"x", "the text is utf-16 up to line 1"),
        ("руда и медь".encode()[:-1], "the text is utf-8 up to line 1"),
    ],
)
def test_what_is_no_text_in_one_encoding_is_refused(content: bytes, problem: str):
    with pytest.raises(DocumentError, match=re.escape(problem)):
        decode(content, "a.txt")


def test_noise_is_refused_or_at_least_never_replaced():
    noise = bytes(128 + (7 * n * n + n) % 128 for n in range(5000))
    with pytest.raises(DocumentError, match="Save the file as UTF-8"):
        decode(noise, "a.txt")


@pytest.mark.parametrize(
    ("stated", "encoding"),
    [("windows-1251", "cp1251"), ("ISO-8859-1", "cp1252"), ("gb2312", "gb18030")],
)
def test_a_stated_encoding_is_used(stated: str, encoding: str):
    content = "Mine «A»".encode(encoding)
    assert decode(content, "a.html", stated) == "Mine «A»"


@pytest.mark.parametrize("stated", ["utf-7", "unicode_escape", "rot13", "no-such", "koi8-r\0"])
def test_a_stated_encoding_that_no_page_has_is_not_used(stated: str):
    assert decode(b"+AGE- \\u0041", "a.html", stated) == "+AGE- \\u0041"


def test_a_wrongly_stated_encoding_is_not_used():
    text = SENTENCES["ru"]
    assert decode(text.encode("windows-1251"), "a.html", "utf-8") == text

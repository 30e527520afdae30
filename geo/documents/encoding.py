"""Turn bytes into text: byte order mark, stated encoding, UTF-8, else a detected one."""

from __future__ import annotations

import codecs
import re
from typing import Final
from unicodedata import category

import chardet

from geo.documents.document import DocumentError

SAMPLE_BYTES: Final = 200_000
"""How much is looked at to detect an encoding, from the first line that is not ASCII."""

_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""The longest first: UTF-32 begins as UTF-16 does. A decoder leaves the mark out."""

_KINDS: Final = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a Word file or a ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3", "a database or GeoPackage"),
)

_DECLARABLE: Final = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    **dict.fromkeys(("utf-16", "utf-16-le", "utf-16-be"), "utf-8"),
    **{
        name: name
        for name in (
            *("utf-8", "gb18030", "big5", "euc_jp", "iso2022_jp", "cp932", "cp949"),
            *("koi8-r", "koi8-u", "cp866", "kz1048", "ptcp154", "mac-cyrillic"),
            *(f"cp125{number}" for number in range(9)),
            *(f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
        )
    },
}
"""Codec to what is used where a page states it: as browsers do, the wider one of a pair.
Whatever else Python can decode is not an encoding of pages.
https://encoding.spec.whatwg.org/#names-and-labels"""

_HIGH: Final = re.compile(rb"[\x80-\xff]")
_UTF8: Final = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_UTF8_SHARE: Final = 0.75
"""Share of the bytes beyond ASCII that make up characters of UTF-8, from which the text
is taken for UTF-8 with something else in it. By chance it is at most a half (EUC-JP)."""

_LEAST_CONFIDENCE: Final = 0.1
"""Noise gets 0.04 at most; one sentence 0.17 in German, 0.5 in Russian and more in Korean."""

_CONTROL: Final = bytes({*range(32)} - {*b"\t\n\r\f\x1b"})
_CONTROL_SHARE: Final = 0.001
_STRANGE: Final = frozenset({"Cc", "Cn", "Co"})
_STRANGE_SHARE: Final = 0.01
"""Share of control and undefined characters above which a guessed encoding is wrong."""

_ESCAPE: Final = b"\x1b"


def decode(content: bytes, where: str, stated: str = "") -> str:
    """Return the text of a file, without its byte order mark, newlines unchanged.

    Parameters
    ----------
    content
        The whole file.
    where
        Name of the file, for errors.
    stated
        Encoding that the file itself states. It is used if all bytes fit it.

    Raises
    ------
    DocumentError
        If the content is not text, mixes encodings, or fits none well.

    Notes
    -----
    Nothing is replaced: a byte that does not fit is an error, since a replaced letter
    would break the names around it and move every offset after it.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding, where)
    _refuse_binary(content, where)
    if stated:
        text = _as_stated(content, stated)
        if text is not None:
            return text
    if _ESCAPE not in content:
        try:
            return content.decode()
        except UnicodeDecodeError as error:
            _refuse_mixture(content, error.start, where)
    return _detected(content, where)


def _refuse_binary(content: bytes, where: str) -> None:
    for start, kind in _KINDS:
        if content.startswith(start):
            raise DocumentError(
                f"the file holds {kind}, not text", where, "Give it the ending that its kind has"
            )
    controls = len(content) - len(content.translate(None, _CONTROL))
    if b"\0" in content or controls > max(1, _CONTROL_SHARE * len(content)):
        raise DocumentError(
            "the file is binary, not text", where, "Save what you want to read as a text file"
        )


def _as_stated(content: bytes, stated: str) -> str | None:
    try:
        encoding = _DECLARABLE[codecs.lookup(stated).name]
        return content.decode(encoding)
    except (LookupError, ValueError):
        return None


def _refuse_mixture(content: bytes, at: int, where: str) -> None:
    """Tell text that is partly UTF-8 from text in another encoding.

    Bytes of an old encoding make up a character of UTF-8 only by chance.
    """
    high = len(_HIGH.findall(content))
    fitting = sum(len(found) for found in _UTF8.findall(content))
    if fitting > _UTF8_SHARE * high:
        raise _mixed("utf-8", content, at, where)


def _detected(content: bytes, where: str) -> str:
    guess = chardet.detect(_sample(content), max_bytes=SAMPLE_BYTES)
    encoding, confidence = guess["encoding"], guess["confidence"]
    if not encoding or confidence < _LEAST_CONFIDENCE:
        raise _unknown(where)
    text = _strictly(content, encoding, where)
    strange = [letter for letter in set(text) - {*"\t\n\r\f"} if category(letter) in _STRANGE]
    if sum(text.count(letter) for letter in strange) > _STRANGE_SHARE * len(text):
        raise _unknown(where)
    return text


def _sample(content: bytes) -> bytes:
    """Return the part that tells encodings apart: lines that are not ASCII."""
    first = _HIGH.search(content)
    if first is None:
        return content
    start = content.rfind(b"\n", max(0, first.start() - 1000), first.start()) + 1
    start = start or max(0, first.start() - 1000)
    lines = content[start : start + SAMPLE_BYTES].splitlines(keepends=True)
    return b"".join(line for line in lines if not line.isascii())


def _strictly(content: bytes, encoding: str, where: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _mixed(encoding, content, error.start, where) from error
    except LookupError as error:
        raise _unknown(where) from error


def _mixed(encoding: str, content: bytes, at: int, where: str) -> DocumentError:
    line = content.count(b"\n", 0, at) + 1
    return DocumentError(
        f"the text is {encoding} up to line {line}, where a byte does not fit",
        where,
        "Save the file as UTF-8; if it was put together from several, save each one first",
    )


def _unknown(where: str) -> DocumentError:
    return DocumentError("the encoding of the text cannot be told", where, "Save the file as UTF-8")

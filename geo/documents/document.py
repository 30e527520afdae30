"""A text as it was read from a file, and the error for one that cannot be read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from geo import edtf
from geo.errors import OrebriefError

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d(?=[T ]\d)")
_TAG: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"'\\^`{|}]{3,2000}")
_UNFIT: Final = re.compile("[\0\ud800-\udfff]")


class DocumentError(OrebriefError):
    """A file, or one line of it, holds no text that can be read."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text, and what its file says about it.

    Attributes
    ----------
    document
        Identifier: file name, path below the folder that was searched, or one that
        the file states; a line of a ``.jsonl`` file ends in ``#`` and its number.
    text
        The text. Of a ``.txt`` or ``.md`` file it is what the file holds, without a
        byte order mark and with the newlines of the file. Offsets elsewhere count its
        code points.
    title, publisher
        As the file states them, spaces made single; empty if it does not.
    date
        Date of publication, EDTF; empty if not stated. The day on which a PDF or Word
        file was made is no such date.
    language
        BCP 47 tag; empty if not stated.
    address
        Web address, ``http`` or ``https``; empty if not stated.
    """

    document: str
    text: str
    title: str = ""
    date: str = ""
    language: str = ""
    publisher: str = ""
    address: str = ""


def check_storable(text: str, where: str) -> None:
    """Refuse characters that no file format of ours can hold.

    Raises
    ------
    DocumentError
        If the text holds a NUL or half of a surrogate pair.
    """
    unfit = _UNFIT.search(text)
    if unfit:
        raise DocumentError(
            f"character {unfit.start() + 1} is U+{ord(unfit.group()):04X}, which no text holds",
            where,
            "Save the text again from the program that wrote it",
        )


def stated_line(value: str) -> str:
    """Return a stated title or publisher on one line."""
    return " ".join(value.split())


def stated_date(value: str) -> str:
    """Return a stated date or time as an EDTF date, empty if it is neither.

    Of a time, the day is taken as written, in the zone of whoever wrote it.
    """
    value = value.strip()
    day = _DAY.match(value)
    date = day.group() if day else value
    return date if edtf.is_valid(date) else ""


def stated_language(value: str) -> str:
    """Return a stated language as a BCP 47 tag, empty if it has not the form of one."""
    tag = value.strip().replace("_", "-").partition(".")[0]
    return tag if _TAG.fullmatch(tag) else ""


def stated_address(value: str) -> str:
    """Return a stated web address, empty unless it is of ``http`` or ``https``."""
    address = value.strip()
    return address if _ADDRESS.fullmatch(address) else ""

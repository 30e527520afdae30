"""Read the text of a PDF."""

from __future__ import annotations

import re
from threading import Lock
from typing import Final

import pypdfium2 as pdfium
from pypdfium2 import raw

from geo.documents.document import Document, DocumentError, check_storable, stated_line

MAX_PAGES: Final = 20_000
MAX_CHARACTERS: Final = 200_000_000

_JOINED: Final = re.compile("[\ufffe\x02]|(?<=[^\\W\\d_])[-\xad\u2010]\n(?=[^\\W\\d_A-ZА-ЯЁ])")
"""A word broken at a line's end: marked so by PDFium, or a hyphen before a small letter."""

_UNREADABLE: Final = re.compile("[\ufffd\ue000-\uf8ff\0]")
_UNREADABLE_SHARE: Final = 0.2

_LOCK: Final = Lock()
"""PDFium is not made for several threads at a time."""


def read_pdf(name: str, content: bytes) -> Document:
    """Read a PDF: its lines as they stand, pages parted by an empty line.

    A word broken at the end of a line is joined. A compound that is broken at its own
    hyphen loses it, unless its second part begins with a capital.

    Raises
    ------
    DocumentError
        If the file is damaged, encrypted or too long, has no text but pictures of it,
        or has fonts whose letters no table explains.
    """
    with _LOCK:
        try:
            pages, title, pictures = _extracted(name, content)
        except pdfium.PdfiumError as error:
            if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
                raise DocumentError(
                    "the PDF is locked with a password", name, "Save a copy without the password"
                ) from error
            raise DocumentError(
                "the PDF is damaged", name, "Open it in a reader and save or print it anew"
            ) from error
    text = "\n\n".join(page for page in pages if page)
    if not text:
        raise _without_text(name, pictures=pictures)
    if len(_UNREADABLE.findall(text)) > _UNREADABLE_SHARE * len(text):
        raise DocumentError(
            "the PDF does not say which letters its signs stand for",
            name,
            "Run it through OCR first, as if it were a scan",
        )
    text = _UNREADABLE.sub("\ufffd", text)
    check_storable(text, name)
    return Document(name, text, title=stated_line(title.replace("\0", "")))


def _extracted(name: str, content: bytes) -> tuple[list[str], str, bool]:
    """Return the text of each page, the title, and whether a page holds a picture."""
    with pdfium.PdfDocument(content) as pdf:
        if len(pdf) > MAX_PAGES:
            raise _too_long(name)
        pages: list[str] = []
        characters = 0
        pictures = False
        for number in range(len(pdf)):
            page = pdf[number]
            lines = page.get_textpage().get_text_range().replace("\r\n", "\n")
            pages.append(_JOINED.sub("", lines).strip())
            characters += len(lines)
            if characters > MAX_CHARACTERS:
                raise _too_long(name)
            if not pictures and not pages[-1]:
                images = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)
                pictures = next(images, None) is not None
            page.close()
        return pages, pdf.get_metadata_value("Title"), pictures


def _without_text(name: str, *, pictures: bool) -> DocumentError:
    if pictures:
        return DocumentError(
            "the PDF holds pictures of text", name, "Run it through OCR first, then add the result"
        )
    return DocumentError("the PDF holds no text", name, "Check that it is the right file")


def _too_long(name: str) -> DocumentError:
    return DocumentError(
        f"the PDF has more than {MAX_PAGES:,} pages or {MAX_CHARACTERS:,} characters",
        name,
        "Split it into parts",
    )

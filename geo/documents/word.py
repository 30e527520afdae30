"""Read the text of a Word file (.docx)."""

from __future__ import annotations

import io
import zipfile
from typing import Any, Final

import docx.document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.oxml.parser import oxml_parser
from lxml import etree

from geo.documents.document import (
    Document,
    DocumentError,
    check_storable,
    stated_language,
    stated_line,
)
from geo.documents.flow import Break, Flow

MAX_UNPACKED_BYTES: Final = 400_000_000
MAX_XML_BYTES: Final = 60_000_000
"""Largest single part that is parsed; the tree of one takes about ten times its size."""

_ENCRYPTED: Final = b"\xd0\xcf\x11\xe0"
"""A Word file with a password is an OLE container, and so is the old format."""

_NOTES: Final = (RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES)
_PARAGRAPH, _TEXT, _TAB, _CELL, _ROW = (qn(f"w:{tag}") for tag in ("p", "t", "tab", "tc", "tr"))
_BREAKS: Final = frozenset({qn("w:br"), qn("w:cr")})
_HYPHEN: Final = qn("w:noBreakHyphen")
_SKIPPED: Final = frozenset(
    {
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
        qn("w:del"),
        qn("w:moveFrom"),
    }
)
"""A text box stands twice in the file, for old and new programs; deleted text is not read."""


def read_docx(name: str, content: bytes) -> Document:
    """Read a Word file: body, tables, text boxes, then footnotes and endnotes.

    Tracked insertions are read and deletions are not. Cells are parted by a bar.

    Raises
    ------
    DocumentError
        If the file is damaged, locked with a password, unpacks to too much, or is empty.
    """
    _refuse_bomb(name, content)
    try:
        file = docx.Document(io.BytesIO(content))
        flow = Flow()
        _write(flow, file.element.body)
        for kind in _NOTES:
            for relation in file.part.rels.values():
                if relation.reltype == kind and not relation.is_external:
                    flow.part(Break.PARAGRAPH)
                    _write(flow, etree.fromstring(relation.target_part.blob, oxml_parser))
        title, language = _properties(file)
    except (OpcError, etree.XMLSyntaxError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise DocumentError(
            "the Word file is damaged", name, "Open it in Word or LibreOffice and save it anew"
        ) from error
    text = str(flow)
    if not text:
        raise DocumentError(
            "the Word file holds no text", name, "If it shows a scan, run that through OCR first"
        )
    check_storable(text, name)
    return Document(name, text, title=stated_line(title), language=stated_language(language))


def _properties(file: docx.document.Document) -> tuple[str, str]:
    """Return the title and language that the file states; python-docx invents a title."""
    relations = file.part.package.rels.values()
    if all(relation.reltype != RELATIONSHIP_TYPE.CORE_PROPERTIES for relation in relations):
        return "", ""
    return file.core_properties.title, file.core_properties.language


def _refuse_bomb(name: str, content: bytes) -> None:
    if content.startswith(_ENCRYPTED):
        raise DocumentError(
            "the Word file is locked with a password, or in the format of before 2007",
            name,
            "Save it as .docx without a password",
        )
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise DocumentError(
            "the file is not a Word file", name, "Open it in Word or LibreOffice and save it anew"
        ) from error
    largest = max((part.file_size for part in parts if _is_xml(part.filename)), default=0)
    if sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES or largest > MAX_XML_BYTES:
        raise DocumentError(
            f"the Word file unpacks to more than {MAX_UNPACKED_BYTES // 10**6} MB, "
            f"or one part of it to more than {MAX_XML_BYTES // 10**6} MB",
            name,
            "Split it into parts, or save its text alone",
        )


def _is_xml(part: str) -> bool:
    return part.endswith((".xml", ".rels"))


def _write(flow: Flow, root: Any) -> None:
    """Write what an element holds, in one pass without recursion."""
    skipped: Any = None
    fresh_cell = False
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if skipped is not None:
            skipped = None if event == "end" and element is skipped else skipped
        elif event == "start" and tag in _SKIPPED:
            skipped = element
        elif tag == _CELL:
            flow.part(Break.CELL)
            fresh_cell = event == "start"
        elif tag == _ROW:
            flow.part(Break.PARAGRAPH)
        elif tag == _PARAGRAPH and event == "start":
            flow.part(Break.NONE if fresh_cell else Break.PARAGRAPH)
            fresh_cell = False
        elif event == "start":
            _write_run(flow, tag, element.text)


def _write_run(flow: Flow, tag: object, text: str | None) -> None:
    if tag == _TEXT and text:
        flow.write(text)
    elif tag == _TAB:
        flow.part(Break.SPACE)
    elif tag in _BREAKS:
        flow.part(Break.LINE)
    elif tag == _HYPHEN:
        flow.write("-")

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from geo.documents import word
from geo.documents.document import DocumentError
from geo.documents.word import read_docx

BOX = f"""
<mc:AlternateContent {nsdecls("w")}
    xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">
  <mc:Choice><w:p><w:r><w:t>рамка</w:t></w:r></w:p></mc:Choice>
  <mc:Fallback><w:p><w:r><w:t>рамка</w:t></w:r></w:p></mc:Fallback>
</mc:AlternateContent>"""


def saved(file: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def test_body_tables_and_properties_are_read():
    file = docx.Document()
    file.core_properties.title = "Записка  о меди"
    file.core_properties.language = "ru_RU"
    paragraph = file.add_paragraph("Участок ")
    paragraph.add_run("Куй").bold = True
    paragraph.add_run("ректыколь.\tДалее")
    paragraph.add_run().add_break()
    paragraph.add_run("строка.")
    table = file.add_table(2, 2)
    for cell, content in zip(table._cells, ("Участок", "Руда", "Первый", "медь"), strict=True):
        cell.text = content
    table.cell(1, 1).add_paragraph("и золото")
    file.add_paragraph("Конец.")
    document = read_docx("a.docx", saved(file))
    assert document.text == (
        "Участок Куйректыколь. Далее\nстрока.\n\nУчасток | Руда\n\n"
        "Первый | медь\n\nи золото\n\nКонец."
    )
    assert (document.title, document.language, document.date) == ("Записка о меди", "ru-RU", "")


def test_text_boxes_insertions_and_footnotes_are_read_and_deletions_are_not():
    file = docx.Document()
    paragraph = file.add_paragraph("Начало ")
    for xml in (
        f"<w:ins {nsdecls('w')}><w:r><w:t>вставка </w:t></w:r></w:ins>",
        f"<w:del {nsdecls('w')}><w:r><w:delText>сор</w:delText><w:t>сор</w:t></w:r></w:del>",
        f"<w:r {nsdecls('w')}><w:noBreakHyphen/><w:t>да</w:t></w:r>",
        BOX,
    ):
        paragraph._p.append(parse_xml(xml))
    notes = (
        f"<w:footnotes {nsdecls('w')}><w:footnote><w:p><w:r><w:t>Сноска о руде.</w:t></w:r></w:p>"
        "</w:footnote></w:footnotes>"
    )
    part = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        notes.encode(),
        file.part.package,
    )
    file.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    assert read_docx("a.docx", saved(file)).text == "Начало вставка -да\n\nрамка\n\nСноска о руде."


def test_a_file_without_properties_states_no_title():
    file = docx.Document()
    file.add_paragraph("Ore.")
    relations = file.part.package.rels
    core = next(
        key
        for key, relation in relations.items()
        if relation.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES
    )
    del relations[core]
    document = read_docx("a.docx", saved(file))
    assert (document.text, document.title) == ("Ore.", "")


def test_an_empty_file_says_so():
    with pytest.raises(DocumentError, match="the Word file holds no text"):
        read_docx("a.docx", saved(docx.Document()))


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"words", "the file is not a Word file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "locked with a password, or in the format of before 2007"),
        (saved(docx.Document())[:-400], "the file is not a Word file"),
    ],
)
def test_what_is_no_word_file_is_refused(content: bytes, problem: str):
    with pytest.raises(DocumentError, match=problem):
        read_docx("a.docx", content)


def rewritten(name: str, content: bytes) -> bytes:
    """Return a Word file with one part replaced."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved(docx.Document()))) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return stream.getvalue()


def test_another_archive_is_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "words")
    with pytest.raises(DocumentError, match="the Word file is damaged"):
        read_docx("a.docx", stream.getvalue())


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(word, "MAX_XML_BYTES", 1_000_000)
    bomb = rewritten("word/document.xml", b" " * 2_000_000)
    assert len(bomb) < 100_000
    with pytest.raises(DocumentError, match="unpacks to more than"):
        read_docx("a.docx", bomb)


def test_entities_are_not_multiplied():
    bomb = (
        '<!DOCTYPE b [<!ENTITY a "ore ore ore ore ore">'
        + "".join(f'<!ENTITY b{n} "{"&a;" * 1000}">' for n in range(9))
        + f"]><w:document {nsdecls('w')}><w:body><w:p><w:r><w:t>end &b8;</w:t></w:r></w:p></w:body>"
        "</w:document>"
    )
    assert read_docx("a.docx", rewritten("word/document.xml", bomb.encode())).text == "end"


def test_entities_of_entities_are_refused():
    bomb = (
        '<!DOCTYPE b [<!ENTITY a0 "ore ore ore ore ore">'
        + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
        + f"]><w:document {nsdecls('w')}><w:body><w:p><w:r><w:t>end &a8;</w:t></w:r></w:p></w:body>"
        "</w:document>"
    )
    with pytest.raises(DocumentError, match="the Word file is damaged"):
        read_docx("a.docx", rewritten("word/document.xml", bomb.encode()))


def test_a_file_outside_is_not_read():
    outside = (
        '<!DOCTYPE b [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
        f"<w:document {nsdecls('w')}><w:body><w:p><w:r><w:t>end &a;</w:t></w:r></w:p></w:body>"
        "</w:document>"
    )
    assert read_docx("a.docx", rewritten("word/document.xml", outside.encode())).text == "end"

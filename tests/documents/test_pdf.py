from __future__ import annotations

import io
from pathlib import Path

import matplotlib as mpl
import pytest
from fpdf import FPDF
from PIL import Image

from geo.documents.document import DocumentError
from geo.documents.pdf import read_pdf

FONT = Path(mpl.get_data_path()) / "fonts/ttf/DejaVuSans.ttf"


def pdf(*pages: str, password: str = "", title: str = "") -> bytes:
    file = FPDF()
    file.add_font("Sans", fname=FONT)
    file.set_title(title)
    if password:
        file.set_encryption(owner_password=password + "!", user_password=password)
    for page in pages:
        file.add_page()
        file.set_font("Sans", size=11)
        file.multi_cell(170, 6, page)
    return bytes(file.output())


def test_text_is_read_in_cyrillic_and_pages_are_parted():
    content = pdf(
        "На участке нашли медь.\nӘкімші Құйрықтыкөл туралы айтты.",
        "Oʻzbekiston va Тоҷикистон.",
        title="Записка  о меди",
    )
    document = read_pdf("a.pdf", content)
    assert document.text == (
        "На участке нашли медь.\nӘкімші Құйрықтыкөл туралы айтты.\n\nOʻzbekiston va Тоҷикистон."
    )
    assert (document.document, document.title, document.date) == ("a.pdf", "Записка о меди", "")


def test_words_broken_at_the_end_of_a_line_are_joined():
    content = pdf("Новое место-\nрождение меди в Central-\nAsian states, вольф-\nрам.")
    text = read_pdf("a.pdf", content).text
    assert "месторождение меди" in text
    assert "вольфрам." in text


def test_a_locked_pdf_says_so():
    with pytest.raises(DocumentError, match=r"^a\.pdf: the PDF is locked with a password\. Save"):
        read_pdf("a.pdf", pdf("x", password="secret"))  # noqa: S106 - made to be refused


def test_a_pdf_of_pictures_asks_for_ocr():
    file = FPDF()
    file.add_page()
    picture = io.BytesIO()
    Image.new("L", (60, 20), 200).save(picture, "PNG")
    file.image(picture, w=100)
    with pytest.raises(DocumentError, match=r"holds pictures of text\. Run it through OCR first"):
        read_pdf("a.pdf", bytes(file.output()))


def test_an_empty_pdf_says_so():
    file = FPDF()
    file.add_page()
    with pytest.raises(DocumentError, match="the PDF holds no text"):
        read_pdf("a.pdf", bytes(file.output()))


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 and no more", b"words", pdf("x")[:300]])
def test_a_damaged_pdf_says_so(content: bytes):
    with pytest.raises(DocumentError, match="the PDF is damaged"):
        read_pdf("a.pdf", content)

"""Documents to be read: honest ones, and such as were made to do harm."""

import io
import zipfile
import zlib
from collections.abc import Callable, Sequence
from itertools import pairwise

from docx import Document
from pypdf import PdfWriter

WORDS = "Ada Lovelace built a ranker."
GIGABYTE = 1 << 30


def says(words: str) -> bytes:
    """What draws words on a page."""
    return b"BT /F1 12 Tf 72 700 Td (%s) Tj ET" % words.encode("latin-1")


def pdf(*pages: bytes, packed: str = "") -> bytes:
    """A PDF as small as can be.

    Args:
        pages: what draws each page.
        packed: the names of the filters it is packed with, in PDF's writing.
    """
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {} 0 R /Resources {} >>"
    fonts = "<< /Font << /F1 3 0 R >> >>"
    first = 4
    kids = " ".join(f"{first + 2 * number + 1} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, drawn in enumerate(pages):
        how = f" /Filter {packed}" if packed else ""
        objects.append(b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(drawn), how.encode(), drawn))
        objects.append(page.format(first + 2 * number, fonts).encode())
    return _bound(objects)


def _bound(objects: Sequence[bytes]) -> bytes:
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n" % (len(objects) + 1))
    out.write(b"%d\n%%%%EOF" % table)
    return out.getvalue()


def locked(document: bytes, password: str, owner: str | None = None) -> bytes:
    """A PDF under a password."""
    writer = PdfWriter(clone_from=io.BytesIO(document))
    writer.encrypt(password, owner, algorithm="RC4-128")
    return _saved(writer)


def many_pages(count: int) -> bytes:
    """A PDF of blank pages."""
    writer = PdfWriter()
    for _ in range(count):
        writer.add_blank_page(612, 792)
    return _saved(writer)


def endless() -> bytes:
    """A PDF of twenty thousand pages."""
    return many_pages(20_000)


def _saved(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def bomb() -> bytes:
    """A megabyte that unpacks into a gigabyte."""
    return pdf(_squeezed(b" " * (1 << 20), GIGABYTE >> 20), packed="/FlateDecode")


def nested_bomb() -> bytes:
    """A few kilobytes that unpack into a megabyte, which unpacks into a gigabyte."""
    inner = _squeezed(bytes(1 << 20), GIGABYTE >> 20)
    return pdf(zlib.compress(inner), packed="[/FlateDecode /FlateDecode]")


def laborious() -> bytes:
    """Three million operators in a few kilobytes."""
    return pdf(zlib.compress(b"BT /F1 1 Tf " + b"(x) Tj " * 3_000_000 + b"ET"), packed="/FlateDecode")


def _squeezed(piece: bytes, times: int) -> bytes:
    packer = zlib.compressobj()
    return b"".join([*(packer.compress(piece) for _ in range(times)), packer.flush()])


def word_document(*paragraphs: str) -> bytes:
    """A Word document with a header, paragraphs, a table and a footer."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "ada@example.com"
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    cells = document.add_table(1, 2).row_cells(0)
    cells[0].text, cells[1].text = "1842", "Analytical Engines"
    document.sections[0].footer.paragraphs[0].text = "page one"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def packed_anew(document: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """A Word document whose main part is another."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(document)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            content = old.read(part)
            new.writestr(part.filename, change(content) if part.filename == "word/document.xml" else content)
    return out.getvalue()


def laughing(document: bytes) -> bytes:
    """A Word document with a word that stands for ten thousand million others."""
    names = "abcdefghijk"
    entities = [f'<!ENTITY {names[0]} "lollollol">']
    entities += [f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(names)]
    return _declaring(document, "".join(entities), f"&{names[-1]};")


def asking_for(document: bytes, place: str) -> bytes:
    """A Word document that wants a file of this machine in the place of a word."""
    return _declaring(document, f'<!ENTITY k SYSTEM "file://{place}">', "&k;")


def _declaring(document: bytes, entities: str, word: str) -> bytes:
    def change(content: bytes) -> bytes:
        _, _, rest = content.partition(b"?>")
        return f'<?xml version="1.0"?><!DOCTYPE d [{entities}]>'.encode() + rest.replace(
            WORDS.encode(), word.encode()
        )

    return packed_anew(document, change)

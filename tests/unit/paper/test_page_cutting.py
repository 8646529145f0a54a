"""A page that is cut out of a file takes nothing of the other pages along."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from paper import safe_pdf
from paper.pdf_cut import Entangled, check_own, cut_pages
from paper.safe_pdf import extract_pages
from tests.unit.paper.page_files import A4_PT

CANARY = b"CANARY-of-the-neighbour "
OWN = b"OWN-of-this-page "
DRAW = b"q 300 0 0 300 100 400 cm /%s Do Q"


def _image(document: Pdf, mark: bytes, shade: int = 90, **entries: object) -> Stream:
    data = mark + bytes([shade]) * (1600 - len(mark))
    return Stream(
        document, data, Type=Name.XObject, Subtype=Name.Image, Width=40, Height=40, ColorSpace=Name.DeviceGray,
        BitsPerComponent=8, **entries,
    )  # fmt: skip


def _form(document: Pdf, content: bytes, **entries: object) -> Stream:
    return Stream(document, content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 600, 850]), **entries)


def _file(build: Callable[[Pdf, Dictionary], tuple[bytes, bytes]]) -> bytes:
    """Two pages with one dictionary of resources, which `build` fills; it gives their contents."""
    document = pikepdf.new()
    resources = document.make_indirect(Dictionary(XObject=Dictionary(), Font=Dictionary(), Pattern=Dictionary()))
    for content in build(document, resources):
        page = document.add_blank_page(page_size=A4_PT)
        page.obj.Resources = resources
        page.obj.Contents = document.make_stream(content)
    return _saved(document)


def _saved(document: Pdf) -> bytes:
    file = io.BytesIO()
    document.save(file, compress_streams=False)
    return file.getvalue()


def _everything(file: bytes) -> bytes:
    """All that the file holds, unpacked."""
    with pikepdf.open(io.BytesIO(file)) as document:
        streams = [each.read_bytes() for each in document.objects if isinstance(each, Stream)]
        document.save(plain := io.BytesIO(), qdf=True)
    return file + plain.getvalue() + b"".join(streams)


def _two_images(document: Pdf, resources: Dictionary) -> tuple[bytes, bytes]:
    resources.XObject.Im1 = _image(document, OWN, 90)
    resources.XObject.Im2 = _image(document, CANARY, 160)
    return DRAW % b"Im1", DRAW % b"Im2 " + b"% " + CANARY


def _nested_forms(document: Pdf, resources: Dictionary) -> tuple[bytes, bytes]:
    resources.XObject.Im1 = _image(document, OWN, 90)
    resources.XObject.Im2 = _image(document, CANARY, 160)
    resources.XObject.Fm1 = _form(document, DRAW % b"Im1", Resources=resources)
    resources.XObject.Fm2 = _form(document, DRAW % b"Im2", Resources=resources)
    return b"/Fm1 Do", b"/Fm2 Do"


def _forms_without_resources(document: Pdf, resources: Dictionary) -> tuple[bytes, bytes]:
    contents = _nested_forms(document, resources)
    del resources.XObject.Fm1["/Resources"]
    return contents


def _font_of_the_same_name(document: Pdf, resources: Dictionary) -> tuple[bytes, bytes]:
    resources.XObject.X = _image(document, CANARY, 160)
    resources.XObject.Im1 = _image(document, OWN, 90)
    resources.Font.X = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    return b"BT /X 20 Tf 100 100 Td (Beste) Tj ET " + DRAW % b"Im1", DRAW % b"X"


def _patterns(document: Pdf, resources: Dictionary) -> tuple[bytes, bytes]:
    for number, mark in ((1, OWN), (2, CANARY)):
        resources.XObject[f"/Im{number}"] = _image(document, mark, 60 * number)
        resources.Pattern[f"/P{number}"] = Stream(
            document, b"q 50 0 0 50 0 0 cm /Im%d Do Q" % number, Type=Name.Pattern, PatternType=1, PaintType=1,
            TilingType=1, BBox=Array([0, 0, 50, 50]), XStep=50, YStep=50, Resources=resources,
        )  # fmt: skip
    return b"/Pattern cs /P1 scn 0 0 300 300 re f", b"/Pattern cs /P2 scn 0 0 300 300 re f"


def _type3_font(document: Pdf, resources: Dictionary) -> tuple[bytes, bytes]:
    resources.XObject.Im1 = _image(document, OWN, 90)
    resources.XObject.Im2 = _image(document, CANARY, 160)
    resources.Font.T = document.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 1000, 1000]),
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), FirstChar=97, LastChar=97, Widths=Array([1000]),
            Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name.a])), Resources=resources,
            CharProcs=Dictionary(a=document.make_stream(b"1000 0 d0 q 900 0 0 900 0 0 cm /Im1 Do Q")),
        )
    )  # fmt: skip
    return b"BT /T 200 Tf 100 100 Td (a) Tj ET", DRAW % b"Im2"


def _masks(document: Pdf, resources: Dictionary) -> tuple[bytes, bytes]:
    resources.XObject.Im2 = _image(document, CANARY, 160)
    resources.XObject.Im1 = _image(
        document, OWN, 90, SMask=_image(document, b"", 200), Metadata=document.make_stream(CANARY),
        PieceInfo=Dictionary(Old=resources.XObject.Im2),
    )  # fmt: skip
    mask = Dictionary(Type=Name.Mask, S=Name.Luminosity, G=_form(document, b"1 g 0 0 600 850 re f"))
    resources.ExtGState = Dictionary(G1=Dictionary(SMask=mask), G2=Dictionary(SMask=CANARY))
    return b"/G1 gs " + DRAW % b"Im1", DRAW % b"Im2"


@pytest.mark.parametrize(
    "build",
    [
        _two_images, _nested_forms, _forms_without_resources, _font_of_the_same_name, _patterns, _type3_font, _masks,
    ],
)  # fmt: skip
def test_a_page_takes_its_own_and_nothing_of_its_neighbour(
    build: Callable[[Pdf, Dictionary], tuple[bytes, bytes]],
) -> None:
    file = _file(build)
    assert CANARY in _everything(file)
    part = extract_pages(file, [1])
    assert CANARY not in _everything(part)
    assert OWN in _everything(part)
    assert _raster(part, 0).tobytes() == _raster(file, 0).tobytes()


def test_resources_that_pages_inherit_are_cut_too() -> None:
    with pikepdf.open(io.BytesIO(_file(_two_images))) as document:
        document.Root.Pages.Resources = document.pages[0].obj.Resources
        for page in document.pages:
            del page.obj["/Resources"]
        file = _saved(document)
    part = _everything(extract_pages(file, [1]))
    assert OWN in part
    assert CANARY not in part


def test_what_hangs_on_the_document_and_on_other_pages_stays_there() -> None:
    with pikepdf.open(io.BytesIO(_file(_two_images))) as document:
        document.attachments["secret.txt"] = CANARY
        document.docinfo["/Title"] = CANARY.decode()
        document.Root.Metadata = document.make_stream(CANARY)
        first, second = (page.obj for page in document.pages)
        note = document.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents=CANARY.decode(), P=second)
        )
        second.Annots = Array([note])
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), Popup=note)
        link.Dest = Array([second, Name.Fit])
        first.Annots = Array([document.make_indirect(link)])
        first.Metadata, first.Thumb = document.make_stream(CANARY), second.Resources.XObject.Im2
        first.B, first.StructParents, first.AF = Array([note]), 0, Array([note])
        document.Root.AcroForm = Dictionary(Fields=Array([note]))
        file = _saved(document)
    part = _everything(extract_pages(file, [1]))
    assert OWN in part
    assert CANARY not in part


def test_a_note_with_a_face_is_still_seen() -> None:
    with pikepdf.open(io.BytesIO(_file(_two_images))) as document:
        face = _form(document, b"0 g 0 0 600 850 re f")
        stamp = Dictionary(
            Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([50, 50, 250, 150]), AP=Dictionary(N=face), F=4
        )
        document.pages[0].obj.Annots = Array([document.make_indirect(stamp)])
        file = _saved(document)
    part = extract_pages(file, [1])
    assert OWN in _everything(part)
    assert _raster(part, 0)[-100, 150].max() == 0


@pytest.mark.parametrize(
    "content", [b"/Im1 /Im1 Do ) >> \x00 ]", b"q 300 0 0 300 100 400 cm /Im1 Do"], ids=["garbage", "unbalanced"]
)
def test_a_page_with_odd_operators_loses_nothing_that_is_seen(content: bytes) -> None:
    file = _file(lambda document, resources: (content, _two_images(document, resources)[1]))
    part = extract_pages(file, [1])
    assert CANARY not in _everything(part)
    assert np.abs(_raster(part, 0).astype(int) - _raster(file, 0).astype(int)).mean() < 1


def test_a_page_that_leads_elsewhere_is_drawn_anew() -> None:
    def build(document: Pdf, resources: Dictionary) -> tuple[bytes, bytes]:
        contents = _two_images(document, resources)
        resources.Font.F = Dictionary(
            Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Old=resources.XObject.Im2
        )
        return contents[0] + b" BT /F 20 Tf 100 100 Td (Beste) Tj ET", contents[1]

    file = _file(build)
    with pikepdf.open(io.BytesIO(file)) as source, pytest.raises(Entangled):
        cut_pages(source, [1])
    part = extract_pages(file, [1])
    assert CANARY not in _everything(part)
    assert np.abs(_raster(part, 0).astype(int) - _raster(file, 0).astype(int)).mean() < 2


def test_a_stream_of_another_page_is_found_in_what_was_saved() -> None:
    with pikepdf.open(io.BytesIO(_file(_two_images))) as source:
        target, own = cut_pages(source, [1])
        target.pages[0].obj.Resources.XObject.Im2 = _image(target, CANARY)
        file = _saved(target)
    with pikepdf.open(io.BytesIO(file)) as pages, pytest.raises(Entangled):
        check_own(file, pages, own)


def test_a_cut_that_changes_the_looks_is_drawn_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    file = _file(_two_images)
    blank = pikepdf.new()
    blank.add_blank_page(page_size=A4_PT)
    monkeypatch.setattr(safe_pdf, "_cut_out", lambda _file, _numbers: _saved(blank))
    part = extract_pages(file, [1])
    assert np.abs(_raster(part, 0).astype(int) - _raster(file, 0).astype(int)).mean() < 1


def test_packed_and_locked_files_are_cut_alike() -> None:
    with pikepdf.open(io.BytesIO(_file(_two_images))) as document:
        for each in document.pages[0].obj.Resources.XObject.values():
            each.write(zlib.compress(each.read_raw_bytes()), filter=Name.FlateDecode)
        file = io.BytesIO()
        document.save(file, encryption=pikepdf.Encryption(owner="secret", user=""))
    part = _everything(extract_pages(file.getvalue(), [2]))
    assert CANARY in part
    assert OWN not in part


def _raster(file: bytes, index: int) -> np.ndarray:
    document = pdfium.PdfDocument(file)
    document.init_forms()
    return np.asarray(document[index].render(scale=1).to_numpy())

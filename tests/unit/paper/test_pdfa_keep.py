"""Pages of a received PDF are kept where PDF/A takes them, and refused where it is not certain."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pypdfium2 as pdfium
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from paper.pdfa_keep import keep_pages, why_not_keepable
from paper.pdfa_refusal import NotKeepable
from tests.unit.paper.born_digital import WORDS, altered, draws, first_font, letter, with_everything_forbidden

CANARY = "CANARY of the neighbour"


def all_of(file: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(file)) as pdf:
        streams = [each.read_bytes() for each in pdf.objects if isinstance(each, Stream)]
        pdf.save(plain := io.BytesIO(), qdf=True)
    return file + plain.getvalue() + b"".join(streams)


def text_of(file: bytes) -> str:
    with pdfium.PdfDocument(file) as pdf:
        return str(pdf[0].get_textpage().get_text_range())


def test_a_page_with_its_fonts_is_kept_and_says_the_same() -> None:
    file = letter(WORDS)

    assert why_not_keepable(file, 1) is None
    assert text_of(keep_pages(file, [1])) == text_of(file)


def test_scripts_attachments_and_actions_stay_behind() -> None:
    file = altered(letter(WORDS), with_everything_forbidden)

    assert why_not_keepable(file, 1) is None
    kept = all_of(keep_pages(file, [1]))
    assert not [word for word in (b"CANARY", b"JavaScript", b"/AA <<", b"/Annots", b"EmbeddedFile") if word in kept]


def test_a_kept_page_brings_nothing_of_its_neighbour() -> None:
    file = letter(WORDS, CANARY)

    with pikepdf.open(io.BytesIO(keep_pages(file, [1]))) as kept:
        assert len(kept.pages) == 1
    assert CANARY not in text_of(keep_pages(file, [1]))
    assert CANARY.encode() not in all_of(keep_pages(file, [1]))
    assert CANARY in text_of(keep_pages(file, [2]))


def test_pages_of_one_file_share_their_font() -> None:
    one, three = (keep_pages(letter(*[WORDS] * pages), list(range(1, pages + 1))) for pages in (1, 3))

    with pikepdf.open(io.BytesIO(three)) as kept:
        fonts = [font for page in kept.pages for font in dict(page.obj.Resources.Font.items()).values()]
        programs = {font.FontDescriptor.FontFile2.objgen for font in fonts if "/FontDescriptor" in font}
        assert len(kept.pages) == 3
    assert len(programs) == 1
    assert len(three) < len(one) + 4_000


def test_the_same_pages_give_the_same_bytes() -> None:
    assert keep_pages(letter(WORDS), [1]) == keep_pages(letter(WORDS), [1])


def wrong_widths(pdf: Pdf) -> None:
    font = first_font(pdf)
    font.Widths = Array([float(width) * 0.99 for width in font.Widths])


def symbolic_with_encoding(pdf: Pdf) -> None:
    first_font(pdf).FontDescriptor.Flags = 4 + 32


def wrong_set(pdf: Pdf) -> None:
    first_font(pdf).FontDescriptor.CIDSet = pdf.make_stream(b"\x00")


def smoothed_image(pdf: Pdf) -> None:
    image = Stream(
        pdf, bytes(range(64)), Type=Name.XObject, Subtype=Name.Image, Width=8, Height=8, BitsPerComponent=8,
        ColorSpace=Name.DeviceGray, Interpolate=False, Intent=Name.Nonsense,
    )  # fmt: skip
    draws(b"q 40 0 0 40 300 500 cm /Im Do Q", XObject=Dictionary(Im=image))(pdf)


@pytest.mark.parametrize("fault", [wrong_widths, symbolic_with_encoding, wrong_set, smoothed_image])
def test_small_faults_are_mended(fault: Callable[[Pdf], None]) -> None:
    file = altered(letter(WORDS), fault)

    assert why_not_keepable(file, 1) is None
    assert text_of(keep_pages(file, [1])) == text_of(file)


def without_program(pdf: Pdf) -> None:
    del first_font(pdf).FontDescriptor["/FontFile2"]


def damaged_program(pdf: Pdf) -> None:
    program = first_font(pdf).FontDescriptor.FontFile2
    program.write(program.read_bytes()[:300])


def spot_colour(pdf: Pdf) -> None:
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0]), C1=Array([1]), N=1)
    space = Array([Name.Separation, Name.Gold, Name.DeviceGray, tint])
    draws(b"/Ink cs 1 scn 0 0 9 9 re f", ColorSpace=Dictionary(Ink=space))(pdf)


def scripted_form(pdf: Pdf) -> None:
    form = Stream(pdf, b"%!PS", Type=Name.XObject, Subtype=Name.PS)
    draws(b"/Fm Do", XObject=Dictionary(Fm=form))(pdf)


def text_in_the_users_font(pdf: Pdf) -> None:
    form = Stream(pdf, b"BT (x) Tj ET", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    draws(b"/Fm Do", XObject=Dictionary(Fm=form))(pdf)


def odd_size(pdf: Pdf) -> None:
    pdf.pages[0].obj.MediaBox = Array([0, 0, 20_000, 842])


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (without_program, "not embedded"),
        (damaged_program, "damaged"),
        (spot_colour, "special inks"),
        (scripted_form, "unknown kind"),
        (odd_size, "odd size"),
        (draws(b"0 0 0 1 k 0 0 9 9 re f"), "for a press"),
        (draws(b"q " * 30 + b"Q " * 30), "too deep"),
        (draws(b"1 2 nonsense"), "does not know"),
        (draws(b"/Nonsense ri"), "rendering intent"),
        (text_in_the_users_font, "set elsewhere"),
        (draws(b"BT /Gone 9 Tf (x) Tj ET"), "missing"),
        (draws(b"/G gs", ExtGState=Dictionary(G=Dictionary(BM=Name.Nonsense))), "unknown way"),
    ],
)
def test_what_pdfa_refuses_is_not_kept(fault: Callable[[Pdf], None], reason: str) -> None:
    with pytest.raises(NotKeepable, match=reason):
        keep_pages(altered(letter(WORDS), fault), [1])


def test_a_font_of_the_reader_is_not_kept() -> None:
    assert why_not_keepable(letter(WORDS, font="Helvetica"), 1) == "a font that is not embedded"


def test_a_page_that_only_seems_to_be_there_is_not_kept() -> None:
    assert why_not_keepable(letter(WORDS), 2) is not None
    assert why_not_keepable(b"%PDF-1.7 damaged", 1) is not None

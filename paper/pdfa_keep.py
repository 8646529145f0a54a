"""Pages of a received PDF kept as they are, with their fonts, lines and images, as pages of a PDF/A-2 file.

Every page is cut out with nothing of its neighbours (`paper.pdf_cut`), mended where
that changes nothing to look at, and checked against the rules of ISO 19005-2 that
content can break. What is not certain to pass is refused; such a page goes into
the archive's PDF as a picture. Runs inside the sandbox only. Decision: ADR 0018.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pikepdf
import pypdfium2 as pdfium
from pikepdf import Dictionary, Name, Object, Stream

from paper.pdf_cut import Entangled, check_own, cut_pages
from paper.pdfa_colour import check_group, is_cmyk_in, mend_coding, mend_image, mend_state
from paper.pdfa_content import rewritten
from paper.pdfa_fonts import check_font
from paper.pdfa_refusal import NotKeepable
from paper.safe_pdf import PDF_COMPLAINTS, open_with_pdfium

# ISO 19005-2, 6.1.13.
LEAST_SIDE, LARGEST_SIDE = 3.0, 14_400.0
BOXES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")
COMPARED_PIXELS = 2_500_000
UNLIKE_LEVELS = 64
UNLIKE_SHARE = 0.000_03

PAGE_COMPLAINTS = (Entangled, pikepdf.DependencyError, *PDF_COMPLAINTS)


def why_not_keepable(file: bytes, number: int) -> str | None:
    """Why this page (from 1) cannot be kept; None where it can."""
    try:
        kept = keep_pages(file, [number])
        if not _looks_the_same(file, number, kept):
            return "a page that would look different"
    except NotKeepable as reason:
        return str(reason)
    return None


def keep_pages(file: bytes, numbers: Sequence[int]) -> bytes:
    """A PDF of these pages (from 1) only, each fit to be a page of a PDF/A-2 file whose output intent is sRGB.

    Raises:
        NotKeepable: One of them is not certain to be.
    """
    try:
        return _kept(file, numbers)
    except PAGE_COMPLAINTS as error:
        raise NotKeepable("a page that is damaged, or cannot be told from its neighbours") from error


def _kept(file: bytes, numbers: Sequence[int]) -> bytes:
    with pikepdf.open(io.BytesIO(file)) as source:
        target, own = cut_pages(source, numbers)
        cut = io.BytesIO()
        target.save(
            cut, deterministic_id=True, compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none, object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )  # fmt: skip
    with pikepdf.open(cut) as pages:
        check_own(cut.getvalue(), pages, own)
        _Mending().mend(pages)
        saved = io.BytesIO()
        pages.save(saved, deterministic_id=True)
    return saved.getvalue()


class _Mending:
    """Goes through what pages draw, mends it, and notes which text is shown in which font."""

    def __init__(self) -> None:
        self._seen: set[tuple[int, int]] = set()
        self._fonts: dict[tuple[int, int], Object] = {}
        self._texts: dict[tuple[int, int], list[bytes]] = {}

    def mend(self, pdf: pikepdf.Pdf) -> None:
        """Mend all pages of a document that holds nothing else."""
        for page in pdf.pages:
            _check_boxes(page.obj)
            self._drawing(pdf, page.obj, page.obj)
        if self._changes_fonts() and self._changes_fonts():
            raise NotKeepable("fonts that share a program and disagree on it")
        for each in pdf.objects:
            if isinstance(each, Stream):
                mend_coding(each)

    def _changes_fonts(self) -> bool:
        changes = [check_font(font, self._texts[key]) for key, font in self._fonts.items()]
        return any(changes)

    def _drawing(self, pdf: pikepdf.Pdf, drawing: Object, user: Object) -> None:
        """A page, form, pattern or letter; `user` is what its resources are taken from where it has none."""
        if drawing.is_indirect and drawing.objgen in self._seen:
            return
        self._seen.add(drawing.objgen)
        if "/Resources" not in drawing:
            drawing["/Resources"] = user.get("/Resources", Dictionary())
        content, shown = rewritten(drawing)
        uses_cmyk = shown.uses_cmyk | check_group(drawing.get("/Group"))
        if isinstance(drawing, Stream):
            drawing.write(content)
        else:
            drawing["/Contents"] = pdf.make_stream(content)
        resources = drawing["/Resources"]
        self._note_fonts(pdf, resources, shown.texts)
        if uses_cmyk | self._resources(pdf, resources, drawing):
            raise NotKeepable("colours for a press that is not named")

    def _note_fonts(self, pdf: pikepdf.Pdf, resources: Object, texts: dict[str, list[bytes]]) -> None:
        fonts = resources.get("/Font", Dictionary())
        for name, strings in texts.items():
            if name not in fonts:
                raise NotKeepable("text in a font that is missing")
            font = fonts[name]
            if not font.is_indirect:
                font = fonts[name] = pdf.make_indirect(font)
            self._fonts[font.objgen] = font
            self._texts.setdefault(font.objgen, []).extend(strings)
            if str(font.get("/Subtype")) == "/Type3":
                for letter in dict(font["/CharProcs"].items()).values():
                    self._letter(pdf, letter, font, resources)

    def _letter(self, pdf: pikepdf.Pdf, letter: Object, font: Object, user: Object) -> None:
        """A letter that is a drawing takes its resources from its font, not from itself."""
        if letter.objgen in self._seen:
            return
        self._seen.add(letter.objgen)
        if "/Resources" not in font:
            font["/Resources"] = user
        content, shown = rewritten(letter)
        letter.write(content)
        self._note_fonts(pdf, font["/Resources"], shown.texts)
        if shown.uses_cmyk | self._resources(pdf, font["/Resources"], font):
            raise NotKeepable("colours for a press that is not named")

    def _resources(self, pdf: pikepdf.Pdf, resources: Object, user: Object) -> bool:
        """Mend what resources hold; whether any of it leads to CMYK of no particular press."""
        found = [is_cmyk_in(each) for each in _values(resources, "/ColorSpace")]
        found += [self._xobject(pdf, each, user) for each in _values(resources, "/XObject")]
        found += [self._shading(each) for each in _values(resources, "/Shading")]
        found += [self._pattern(pdf, each, user) for each in _values(resources, "/Pattern")]
        for each in _values(resources, "/ExtGState"):
            self._state(pdf, each, user)
        return any(found)

    def _xobject(self, pdf: pikepdf.Pdf, each: Object, user: Object) -> bool:
        match str(each.get("/Subtype")):
            case "/Image":
                return self._image(each)
            case "/Form":
                self._drawing(pdf, each, user)
                return False
            case _:
                raise NotKeepable("a drawing of an unknown kind")

    def _image(self, image: Object) -> bool:
        masks = [image[key] for key in ("/SMask", "/Mask") if isinstance(image.get(key), Stream)]
        return any([mend_image(image), *(self._image(mask) for mask in masks)])

    def _shading(self, shading: Object) -> bool:
        return is_cmyk_in(shading.get("/ColorSpace"))

    def _pattern(self, pdf: pikepdf.Pdf, pattern: Object, user: Object) -> bool:
        if isinstance(pattern, Stream):
            self._drawing(pdf, pattern, user)
            return False
        if "/ExtGState" in pattern:
            self._state(pdf, pattern["/ExtGState"], user)
        return self._shading(pattern["/Shading"])

    def _state(self, pdf: pikepdf.Pdf, state: Object, user: Object) -> None:
        mend_state(state)
        mask = state.get("/SMask")
        if isinstance(mask, Dictionary):
            self._drawing(pdf, mask["/G"], user)


def _values(resources: Object, category: str) -> Iterable[Any]:
    held = resources.get(category)
    return [held[key] for key in held.keys()] if isinstance(held, Dictionary) else []  # noqa: SIM118 - an Object


def _check_boxes(page: Object) -> None:
    for key in BOXES:
        if key in page:
            left, bottom, right, top = (float(side) for side in page[key])
            if not all(LEAST_SIDE <= abs(length) <= LARGEST_SIDE for length in (right - left, top - bottom)):
                raise NotKeepable("a page of an odd size")
    if str(page.get("/Type")) != str(Name.Page):
        raise NotKeepable("a page that is none")


def _looks_the_same(file: bytes, number: int, kept: bytes) -> bool:
    """Whether the kept page is drawn, and its text comes out, as it did in the file."""
    try:
        before, after = open_with_pdfium(file)[number - 1], open_with_pdfium(kept)[0]
        return _same_text(before, after) and _same_look(before, after)
    except PAGE_COMPLAINTS as error:
        raise NotKeepable("a page that cannot be drawn") from error


def _same_text(before: pdfium.PdfPage, after: pdfium.PdfPage) -> bool:
    texts = [str(page.get_textpage().get_text_range()).split() for page in (before, after)]
    return texts[0] == texts[1]


def _same_look(before: pdfium.PdfPage, after: pdfium.PdfPage) -> bool:
    if before.get_size() != after.get_size():
        return False
    scale = math.sqrt(COMPARED_PIXELS / max(math.prod(before.get_size()), 1.0))
    first, second = (page.render(scale=scale).to_numpy().astype(np.int16) for page in (before, after))
    return bool((np.abs(first - second) > UNLIKE_LEVELS).mean() <= UNLIKE_SHARE)

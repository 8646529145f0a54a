"""Pages of a PDF with what they draw themselves, and nothing that other pages draw.

Many programs let all pages of a file share one dictionary of resources, so a page
that is copied as it stands takes the images of its neighbours along. Here every
page, and every form, pattern and font that draws, keeps only what its own operators
name, and only the entries that drawing needs: no annotations, actions, attachments,
metadata or structure. Where that cannot be told, nothing is cut: `Entangled`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

# A category of resources and a name in it, `("/XObject", "/Im0")`.
Need: TypeAlias = tuple[str, str]

PAGE_KEYS = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/Rotate", "/UserUnit", "/Group")
STREAM_KEYS = {"/Type", "/Subtype", "/Length", "/Filter", "/DecodeParms", "/Name"}
DRAWING_KEYS = {
    "/FormType", "/BBox", "/Matrix", "/Resources", "/Group",
    "/PatternType", "/PaintType", "/TilingType", "/XStep", "/YStep",
}  # fmt: skip
IMAGE_KEYS = {
    "/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/Intent", "/ImageMask", "/Mask", "/Decode",
    "/Interpolate", "/SMask", "/SMaskInData", "/Matte",
}  # fmt: skip
# Hangs on fonts, profiles and states, is never drawn, and may lead anywhere.
ASIDE_KEYS = ("/Metadata", "/PieceInfo", "/AF", "/StructParent", "/StructParents", "/Parent", "/OC", "/OPI", "/HTO")
ELSEWHERE = {
    "/Page", "/Pages", "/Catalog", "/Annot", "/Action", "/Filespec", "/F", "/EmbeddedFile", "/StructElem",
    "/StructTreeRoot", "/Outlines", "/Metadata", "/Sig", "/XObject",
}  # fmt: skip
# A tree of pages that is deeper goes in circles.
DEEPEST_TREE = 64
# Used without being named.
DEFAULT_SPACES = (("/ColorSpace", "/DefaultGray"), ("/ColorSpace", "/DefaultRGB"), ("/ColorSpace", "/DefaultCMYK"))
NAMED_BY = {
    "Do": "/XObject", "Tf": "/Font", "cs": "/ColorSpace", "CS": "/ColorSpace",
    "sh": "/Shading", "gs": "/ExtGState", "scn": "/Pattern", "SCN": "/Pattern",
}  # fmt: skip


class Entangled(Exception):
    """What a page draws cannot be told from what else is in the file."""


def cut_pages(source: pikepdf.Pdf, numbers: Sequence[int]) -> tuple[pikepdf.Pdf, frozenset[str]]:
    """A document of these pages (from 1), and the digests of all streams that may be in it.

    Their annotations become part of what the page draws, so that a filled-in form still
    shows its answers. `source` is taken apart and must not be used any more.

    Raises:
        Entangled: A page leads to something that is not its own.
    """
    if any("/Annots" in source.pages[number - 1].obj for number in numbers):
        source.generate_appearance_streams()
        source.flatten_annotations("all")
    cut = _Cut(source)
    target = pikepdf.new()
    for number in numbers:
        target.pages.append(cut.page(source.pages[number - 1]))
    return target, frozenset(cut.digests)


def check_own(file: bytes, pages: pikepdf.Pdf, digests: frozenset[str]) -> bytes:
    """`file` again, when it holds no stream but those.

    Args:
        file: What was saved.
        pages: The same, opened anew.
        digests: From `cut_pages`.

    Raises:
        Entangled: There is another stream in it.
    """
    for each in pages.objects:
        if isinstance(each, Stream) and _digest(each) not in digests:
            raise Entangled
        if isinstance(each, Dictionary) and str(each.get("/Type")) in ELSEWHERE - {"/Page", "/Pages", "/Catalog"}:
            raise Entangled
    return file


class _Cut:
    """Goes through what pages draw, lets go of the rest, and notes every stream on the way."""

    def __init__(self, source: pikepdf.Pdf) -> None:
        self._source = source
        self._drawings: dict[tuple[int, int], set[Need]] = {}
        self._leaves: set[tuple[int, int]] = set()
        self.digests: set[str] = set()

    def page(self, page: pikepdf.Page) -> pikepdf.Page:
        """A page of its own, in the source's object space."""
        entries = {key: value for key in PAGE_KEYS if (value := _inherited(page.obj, key)) is not None}
        fresh = Dictionary({"/Type": Name.Page, **entries})
        self._leaf(fresh.get("/Group"))
        contents = page.obj.get("/Contents")
        if contents is not None:
            fresh["/Contents"] = contents
            for part in contents if isinstance(contents, Array) else [contents]:
                self._stream(part, set())
        resources = _inherited(page.obj, "/Resources")
        fresh["/Resources"] = self._kept(resources, _needs(page.obj) if contents is not None else set())
        return pikepdf.Page(self._source.make_indirect(fresh))

    def _kept(self, resources: Object | None, needs: Iterable[Need]) -> Dictionary:
        kept = Dictionary()
        waiting, done = {*needs, *DEFAULT_SPACES}, set[Need]()
        while waiting:
            need = waiting.pop()
            done.add(need)
            category, name = need
            value = _entry(_entry(resources, category), name)
            if value is None:
                continue
            if category not in kept:
                kept[category] = Dictionary()
            kept[category][name] = value
            waiting |= self._visit(category, value) - done
        return kept

    def _visit(self, category: str, value: Object) -> set[Need]:
        """Go through one resource; the answer is what it takes from the resources of whoever uses it."""
        if category == "/XObject" and _entry(value, "/Subtype") == Name.Image:
            return self._image(value)
        if category == "/XObject" or (category == "/Pattern" and isinstance(value, Stream)):
            return self._drawing(value)
        if category == "/Font" and _entry(value, "/Subtype") == Name.Type3:
            return self._drawn_font(value)
        if category in {"/ExtGState", "/Pattern"}:
            return self._state(value)
        self._leaf(value)
        return set()

    def _drawing(self, form: Object) -> set[Need]:
        """A form or a tiling pattern."""
        if not isinstance(form, Stream):
            raise Entangled
        if form.objgen in self._drawings:
            return self._drawings[form.objgen]
        self._drawings[form.objgen] = set()
        self._stream(form, DRAWING_KEYS)
        self._leaf(form.get("/Group"))
        self._drawings[form.objgen] = self._own(form, _needs(form))
        return self._drawings[form.objgen]

    def _drawn_font(self, font: Object) -> set[Need]:
        """A font whose letters are little drawings."""
        if font.is_indirect and font.objgen in self._drawings:
            return self._drawings[font.objgen]
        _drop(font, ASIDE_KEYS)
        needs: set[Need] = set()
        for letter in dict(font.CharProcs.items()).values():
            self._stream(letter, set())
            needs |= _needs(letter)
        if font.is_indirect:
            self._drawings[font.objgen] = set()
        left = self._own(font, needs)
        for key in ("/Encoding", "/ToUnicode", "/FontDescriptor"):
            self._leaf(font.get(key))
        if font.is_indirect:
            self._drawings[font.objgen] = left
        return left

    def _own(self, drawing: Object, needs: set[Need]) -> set[Need]:
        if "/Resources" not in drawing:
            return needs
        drawing["/Resources"] = self._kept(drawing["/Resources"], needs)
        return set()

    def _state(self, state: Object) -> set[Need]:
        """A graphics state, or a pattern that is a shading with one."""
        needs: set[Need] = set()
        mask = _entry(state, "/SMask")
        if isinstance(mask, Dictionary):
            needs |= self._drawing(mask["/G"])
            self._leaf(mask.get("/TR"))
        for key in list(state.keys()):
            if key in ASIDE_KEYS:
                del state[key]
            elif key == "/ExtGState":
                needs |= self._state(state[key])
            elif key != "/SMask":
                self._leaf(state[key])
        return needs

    def _image(self, image: Object) -> set[Need]:
        if image.objgen not in self._leaves:
            self._leaves.add(image.objgen)
            self._stream(image, IMAGE_KEYS)
            for key in ("/SMask", "/Mask"):
                if isinstance(image.get(key), Stream):
                    self._image(image[key])
            self._leaf(image.get("/ColorSpace"))
        return set()

    def _stream(self, stream: Object, keys: set[str]) -> None:
        """Note a stream, keep these entries of it besides those of every stream."""
        _drop(stream, [key for key in stream.keys() if key not in STREAM_KEYS | keys])  # noqa: SIM118 - an Object
        self._leaf(stream.get("/DecodeParms"))
        self.digests.add(_digest(stream))

    def _leaf(self, value: Any) -> None:  # noqa: ANN401 - pikepdf gives numbers and texts as Python's own
        """Go through everything below something that draws nothing by itself."""
        waiting = [value]
        while waiting:
            each = waiting.pop()
            if isinstance(each, Object) and each.is_indirect:
                if each.objgen in self._leaves:
                    continue
                self._leaves.add(each.objgen)
            if isinstance(each, Array):
                waiting.extend(each)
            elif isinstance(each, Dictionary | Stream):
                waiting.extend(self._below(each))

    def _below(self, node: Object) -> list[Any]:
        is_picture = isinstance(node, Stream) and ("/BBox" in node or "/Width" in node)
        if is_picture or str(node.get("/Type")) in ELSEWHERE:
            raise Entangled
        _drop(node, ASIDE_KEYS)
        if isinstance(node, Stream):
            self.digests.add(_digest(node))
        return [node[key] for key in node.keys()]  # noqa: SIM118 - an Object


def _needs(drawing: Object) -> set[Need]:
    """What the operators of a page, form, pattern or letter name."""
    needs: set[Need] = set()
    for instruction in pikepdf.parse_content_stream(drawing):
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            space = instruction.iimage.obj.get("/ColorSpace")
            names = space if isinstance(space, Array) else [space]
            needs |= {("/ColorSpace", str(name)) for name in names if isinstance(name, Name)}
            continue
        category = NAMED_BY.get(str(instruction.operator))
        if category is not None:
            needs |= {(category, str(name)) for name in instruction.operands if isinstance(name, Name)}
    return needs


def _inherited(page: Object, key: str) -> Any:  # noqa: ANN401
    """An entry of a page or of the nodes above it."""
    node: Any = page
    for _ in range(DEEPEST_TREE):
        if not isinstance(node, Dictionary):
            break
        if key in node:
            return node[key]
        node = node.get("/Parent")
    return None


def _entry(holder: Any, key: str) -> Any:  # noqa: ANN401
    return holder.get(key) if isinstance(holder, Dictionary | Stream) else None


def _drop(node: Object, keys: Iterable[str]) -> None:
    for key in keys:
        if key in node:
            del node[key]


def _digest(stream: Object) -> str:
    return hashlib.sha256(stream.read_raw_bytes()).hexdigest()

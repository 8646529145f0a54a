"""XML of strangers as a tree, read strictly, and ways through it that pass over namespaces."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

MOST_BYTES = 10_000_000


class XmlRefused(ValueError):
    """The bytes are no XML that we open."""


class _Builder(ElementTree.TreeBuilder):
    def doctype(self, name: str, pubid: str, system: str) -> None:
        """Refuse: entities, the door for every known attack, can only be declared in a document type."""
        del pubid, system
        raise XmlRefused(f"the document type {name} is not accepted")


def parse(content: bytes) -> ElementTree.Element:
    """The root of a document.

    Raises:
        XmlRefused: It is too large, declares a document type, or is not well-formed.
    """
    if len(content) > MOST_BYTES:
        raise XmlRefused("too large")
    parser = ElementTree.XMLParser(target=_Builder())  # noqa: S314 - without a document type there are no entities
    try:
        parser.feed(content)
        root: ElementTree.Element = parser.close()
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise XmlRefused(str(error)) from error
    return root


def name_of(node: ElementTree.Element) -> str:
    """The element's name without its namespace: versions of a syntax differ in it, not in what we read."""
    return node.tag.rpartition("}")[2]


def at(node: ElementTree.Element, path: str) -> Iterator[ElementTree.Element]:
    """The elements at a path of names, `A/B|C/D`; a bar parts names that mean the same."""
    step, _, rest = path.partition("/")
    for child in node:
        if name_of(child) in step.split("|"):
            yield from at(child, rest) if rest else (child,)


def first_at(node: ElementTree.Element, path: str) -> ElementTree.Element | None:
    """The first element at a path, as `at` finds it."""
    return next(at(node, path), None)


def text_at(node: ElementTree.Element, *paths: str) -> str | None:
    """The first text that stands at one of the paths; earlier paths first."""
    for path in paths:
        for found in at(node, path):
            if text := (found.text or "").strip():
                return text
    return None

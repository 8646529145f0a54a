"""The fields of a Tantivy index, and what a document puts in them.

Tantivy's own analysers are not used: every engine shares `indexer.analysis`, so text
comes ready made, as tokens with their positions. Numbers are always added by the
method of their type: a value of another type would end the writer's thread, and the
next commit would tell of it as an unreadable file.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from functools import cache

from tantivy import Document, PreTokenizedString, Schema, SchemaBuilder, Token

from indexer.analysis import Occurrence
from indexer.engines.analysed import analyse, marks_of
from indexer.engines.api import Amount, IndexedDocument
from indexer.facets import Facet
from kernel.ids import DocumentId, TenantId

RAW = "raw"


@cache
def schema() -> Schema:
    """The fields.

    `words` holds forms with their positions; `stems` what they have in common with their inflections; `heading` forms
    and stems of subject, sender and reference once more, because these weigh more. `source` is the document itself.
    """
    fields = SchemaBuilder()
    fields.add_text_field("id", stored=True, tokenizer_name=RAW, index_option="basic")
    fields.add_text_field("words", tokenizer_name=RAW, index_option="position")
    fields.add_text_field("heading", tokenizer_name=RAW, index_option="freq")
    fields.add_text_field("stems", tokenizer_name=RAW, index_option="freq")
    for name in ("sender", "tag", "kind", "language"):
        fields.add_text_field(name, tokenizer_name=RAW, index_option="basic")
    for name in ("date", "amount"):
        fields.add_integer_field(name, indexed=True, fast=True)
    for facet in Facet:
        fields.add_text_field(counted(facet), fast=True, tokenizer_name=RAW, index_option="basic")
    fields.add_unsigned_field("sorted_on", fast=True)
    fields.add_bytes_field("source", stored=True)
    return fields.build()


def counted(facet: Facet) -> str:
    """The field whose values are counted for a facet."""
    return f"counted_{facet.value}"


def document_of(given: IndexedDocument) -> Document:
    """What Tantivy indexes of a document."""
    analysed = analyse(given)
    document = Document()
    document.add_text("id", given.document_id)
    _add_tokens(document, "words", {(place.position, place.form) for place in (*analysed.heading, *analysed.text)})
    _add_tokens(document, "heading", _numbered(_forms_and_stems(analysed.heading)))
    _add_tokens(document, "stems", _numbered(stem for place in analysed.text for stem in place.stems))
    for name, values in (("sender", analysed.sender_forms), ("tag", analysed.tags)):
        for value in sorted(values):
            document.add_text(name, value)
    if given.kind:
        document.add_text("kind", given.kind)
    if given.language:
        document.add_text("language", given.language)
    for mark in marks_of(given):
        name, _, value = mark.partition(":")
        document.add_text(counted(Facet(name)), value)
    _add_numbers(document, given)
    document.add_bytes("source", _written(given))
    return document


def source_of(document: Document) -> IndexedDocument:
    """The document that `document_of` was given."""
    values = json.loads(document.get_first("source") or b"{}")
    date = values.pop("date")
    return IndexedDocument(
        document_id=DocumentId(values.pop("document_id")), tenant_id=TenantId(values.pop("tenant_id")),
        date=dt.date.fromordinal(date) if date else None, sorted_on=dt.date.fromordinal(values.pop("sorted_on")),
        amounts=tuple(Amount(minor, currency) for minor, currency in values.pop("amounts")),
        tags=tuple(values.pop("tags")), **values,
    )  # fmt: skip


def _add_numbers(document: Document, given: IndexedDocument) -> None:
    if given.date:
        document.add_integer("date", given.date.toordinal())
    for minor in sorted({amount.minor for amount in given.amounts}):
        document.add_integer("amount", minor)
    document.add_unsigned("sorted_on", given.sorted_on.toordinal())


def _add_tokens(document: Document, field: str, standing: Iterable[tuple[int, str]]) -> None:
    tokens = [Token(form, position, 0, 0) for position, form in sorted(standing)]
    if tokens:
        document.add_pre_tokenized_text(field, PreTokenizedString("", tokens))


def _numbered(forms: Iterable[str]) -> Iterable[tuple[int, str]]:
    return enumerate(forms)


def _forms_and_stems(places: Iterable[Occurrence]) -> Iterable[str]:
    # A stem is tagged with its language and a colon, which no form holds.
    return (term for place in places for term in (place.form, *place.stems))


def _written(given: IndexedDocument) -> bytes:
    values = {
        "document_id": given.document_id, "tenant_id": given.tenant_id, "subject": given.subject,
        "sender": given.sender, "reference": given.reference, "kind": given.kind,
        "date": given.date.toordinal() if given.date else None, "sorted_on": given.sorted_on.toordinal(),
        "amounts": [(amount.minor, amount.currency) for amount in given.amounts], "language": given.language,
        "text": given.text, "tags": given.tags,
    }  # fmt: skip
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()

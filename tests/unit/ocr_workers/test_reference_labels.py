"""References by their labels, beside, above and before them, and through look-alike letters."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from ocr_workers.fields.look_alikes import readings_of, settled
from ocr_workers.fields.reference import find_references
from ocr_workers.fields.rows import Row, rows_of
from tests.unit.ocr_workers.letter_readings import Placed, reading_of

NUMBERS = ("2026/00471", "VB-26-1187", "26.4711/B", "884120557")


def rows(placed: Iterable[Placed]) -> tuple[Row, ...]:
    return rows_of([reading_of(placed)])


def reference_of(*placed: Placed) -> str | None:
    found, _ = find_references(rows(placed))
    return found.value if found else None


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(
    "label",
    [
        "Our ref.",
        "Matter no:",
        "Docket no.",
        "Penalty charge notice",
        "PCN",
        "Inv. no.",
        "Please always quote:",
        "Ons kenmerk:",
        "Onze referte:",
        "Dossiernr.",
        "Schadedossier",
        "Aanslagbiljetnummer",
        "PV-nummer",
        "Gelieve te vermelden:",
        "N/Réf :",
        "N° de dossier :",
        "Numéro d'avis :",
        "N° de PV :",
        "Références à rappeler",
        "à rappeler dans toute correspondance :",
        "Unser Zeichen:",
        "GeschZ.:",
        "Az.:",
        "RE-Nr.:",
        "Vers.-Nr.:",
        "Antragsnummer",
        "Bitte bei Rückfragen angeben:",
        "Urkundenrolle Nr.",
        "Ns. rif.:",
        "Rif. ns.:",
        "Prot. n.",
        "N. pratica:",
        "Fatt. n.",
        "R.G. n.",
        "Codice identificativo:",
    ],
)
def test_five_languages_name_their_own_numbers(label: str, number: str) -> None:
    assert reference_of((20, 90, f"{label} {number}")) == number


@pytest.mark.parametrize(
    "line",
    [
        "Your ref: 774411", "Uw kenmerk: 774411", "Vos réf. : 774411", "Ihr Zeichen: 774411", "Vs. rif.: 774411",
        "Rijksregisternummer 774411", "Telefoonnummer 774411", "Hausnummer 774411", "Codice fiscale 774411",
        "Kennzeichen K-AB 774", "Bestellnummer 774411", "Mandatsreferenz 774411",
    ],
)  # fmt: skip
def test_numbers_of_others_are_not_the_senders(line: str) -> None:
    assert reference_of((20, 90, line)) is None


def test_a_value_belongs_to_the_head_of_its_column_over_a_line_of_another_column() -> None:
    heads: list[Placed] = [(20, 90, "Ihr Zeichen"), (70, 90, "Unser Zeichen"), (120, 90, "Datum")]
    between: list[Placed] = [(165, 94, "Seite")]
    values: list[Placed] = [(20, 98, "774411"), (70, 98, "VB-26-1187"), (120, 98, "12.03.2026")]

    assert reference_of(*heads, *between, *values) == "VB-26-1187"


def test_a_label_at_the_end_of_a_line_names_the_number_on_the_next() -> None:
    line = "Wij vergoeden de hersteller rechtstreeks. Bezorg ons de papieren met schadenummer"

    assert reference_of((20, 120, line), (20, 125, "2026/00471.")) == "2026/00471"


def test_a_number_alone_at_the_head_needs_no_label() -> None:
    assert reference_of((20, 30, "Lichtwerke"), (130, 80, "VB-26-1187"), (20, 120, "Guten Tag,")) == "VB-26-1187"


@pytest.mark.parametrize(
    ("lines", "value", "meant"),
    [
        (("Ref. VB-II-2026", "VB-Il-2026", "VB-II-2026"), "VB-Il-2026", "VB-II-2026"),
        (("Ref. 2O26/0O471",), "2O26/0O471", "2026/00471"),
        (("Ref. RE-2026-l7",), "RE-2026-l7", "RE-2026-17"),
        (("Ref. AIO-26",), "AIO-26", "AIO-26"),
        (("Ref. 15-SB", "15-SB"), "15-SB", "15-SB"),
    ],
)
def test_the_reading_that_a_letter_has_most_often_is_believed(lines: tuple[str, ...], value: str, meant: str) -> None:
    readings = readings_of(rows((20, 90 + 6 * number, line) for number, line in enumerate(lines)))

    assert settled(value, readings) == meant


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Uw pakket AB61572-56 ligt nog in het depot.", "AB61572-56"),
        ("Art: Einschreiben mit Rückschein, Nr. 25073515.", "25073515"),
        ("Rechnungsnurnmer 884120557", "884120557"),
        ("De jaarlijkse taks bedraagt 2.203,44 EUR.", None),
        ("Kenteken 1-XYZ-987", None),
        ("Open van 9.00 tot 17.30, tel. 02-55.12.34.5", None),
    ],
)
def test_a_number_in_the_text_is_taken_where_nothing_else_is_known(line: str, number: str | None) -> None:
    assert reference_of((20, 130, line)) == number


def test_a_sign_too_many_is_mended_by_what_is_read_twice_and_a_series_is_not() -> None:
    mentions = readings_of(rows((20, 90 + 6 * place, line) for place, line in enumerate(("NZ/5873/26", "NZ/5873/26"))))
    series = readings_of(rows((20, 90 + 6 * place, line) for place, line in enumerate(("RE-2026-17", "RE-2026-17"))))

    assert settled("N7Z/5873/26", mentions) == "NZ/5873/26"
    assert settled("RE-2026-18", series) == "RE-2026-18"


def test_long_groups_of_digits_are_one_number() -> None:
    lines = ("Numéro fiscal : 30 12 447 118 902", "Référence de l'avis : 26 69 1188204 17")

    assert reference_of(*((20.0, 90.0 + 6 * place, line) for place, line in enumerate(lines))) == "26 69 1188204 17"

"""Who a letter is from: the organisation above its department, the person above the profession, names in two lines."""

from __future__ import annotations

import datetime

import pytest

from ocr_workers.fields.office_names import is_office
from ocr_workers.understanding import understand
from tests.unit.ocr_workers.letter_readings import Placed, reading_of

TODAY = datetime.date(2026, 11, 22)
RIGHT: tuple[Placed, ...] = ((115, 50, "Mevrouw An Peeters"), (115, 55, "Rozenlaan 8"), (115, 60, "3000 Leuven"))
LEFT: tuple[Placed, ...] = ((25, 52, "Frau Anna Peters"), (25, 57, "Rosenweg 8"), (25, 62, "50667 Köln"))
BODY: tuple[Placed, ...] = (
    (20, 100, "Geachte mevrouw Peeters,"),
    (20, 110, "Hierbij laten wij u weten dat wij uw brief goed ontvangen hebben en dat"),
    (20, 116, "wij u binnenkort een antwoord sturen op alle vragen die u ons gesteld hebt."),
    (20, 122, "Met vriendelijke groeten"),
)
LETTERHEADS: tuple[tuple[str | None, tuple[Placed, ...]], ...] = (
    (
        "Stad Mechelen",
        (
            (20, 14, "Stad Mechelen", 5.0),
            (20, 22, "Dienst Inning"),
            (20, 27, "Grote Markt 21, 2800 Mechelen", 2.4),
            *RIGHT,
        ),
    ),
    (
        "Stad Mechelen",
        ((20, 14, "Stad Mechelen"), (20, 19, "Dienst Inning"), (20, 24, "Grote Markt 21, 2800 Mechelen"), *RIGHT),
    ),
    (
        "Ziekenhuis Sint-Elooi",
        (
            (20, 14, "Polikliniek Cardiologie", 3.6),
            (20, 20, "Ziekenhuis Sint-Elooi", 3.2),
            (20, 27, "Kliniekstraat 4, 8500 Kortrijk", 2.4),
            *RIGHT,
        ),
    ),
    ("AZ Maria", ((20, 14, "AZ Maria", 6.0), (20, 23, "Afdeling Facturatie", 3.4), *RIGHT)),
    (
        "Jan Verbeke",
        (
            (20, 14, "Jan Verbeke", 3.6),
            (20, 20, "Gerechtsdeurwaarder", 3.6),
            (20, 26, "Kaai 7, 9000 Gent", 2.4),
            *RIGHT,
        ),
    ),
    (
        "Mr. Sofie De Clercq",
        ((20, 14, "Mr. Sofie De Clercq"), (20, 19, "notaris"), (20, 24, "Kaai 7, 9000 Gent"), *RIGHT),
    ),
    (
        "Claire Dumont",
        (
            (20, 14, "Claire Dumont", 4),
            (20, 20, "Avocate au barreau de Lille", 3.0),
            (20, 26, "3 rue Basse, 59000 Lille", 2.4),
            *RIGHT,
        ),
    ),
    (
        "Dr. Uwe Lindner",
        (
            (20, 14, "Dr. Uwe Lindner", 3.4),
            (20, 20, "Rechtsanwalt und Notar", 3.8),
            (20, 26, "Markt 2, 53111 Bonn", 2.4),
            *LEFT,
        ),
    ),
    (
        "Halberg Logistik GmbH",
        (
            (25, 45, "Halberg Logistik GmbH, Postf. 2210, 50667 Köln", 1.9),
            (125, 52, "Kundenservice"),
            (125, 57, "Telefon 0221 5512"),
            *LEFT,
        ),
    ),
    (
        "Halberg Logistik GmbH",
        ((120, 14, "HALBERG", 6.0), (25, 45, "Halberg Logistik GmbH, Postf. 2210, 50667 Köln", 1.9), *LEFT),
    ),
    ("Rheinland Direkt", ((25, 45, "Rheinland Direkt · Postfach 10 22 · 50667 Köln", 1.9), *LEFT)),
    ("NORDSTERN Versicherung", ((20, 12, "NORDSTERN", 6.0), (20, 20, "Versicherung", 6.0), *LEFT)),
    (
        "NORDSTERN Versicherung",
        ((20, 12, "NORDSTERN", 6.0), (20, 20, "Versicherung", 3.6), (20, 27, "Hafenweg 1, 20457 Hamburg", 2.4), *LEFT),
    ),
    (
        "Mutualité Horizon",
        ((20, 12, "MUTUALITÉ", 5.0), (20, 19, "HORIZON", 5.0), (20, 27, "Service Remboursements", 2.6), *RIGHT),
    ),
    ("Clinique Bellevue", ((20, 12, "Service de Radiologie", 4.2), (20, 19, "Clinique Bellevue", 4.2), *RIGHT)),
    ("Comune di Ferrara", ((20, 12, "Comune di Ferrara", 4.2), (20, 19, "Ufficio Tributi", 4.2), *RIGHT)),
    (
        "Leeds City Council",
        ((20, 12, "Revenues and Benefits Department", 4.0), (20, 19, "Leeds City Council", 4.0), *RIGHT),
    ),
    ("Fabrizio Neri", ((20, 12, "Fabrizio Neri", 4.0), (20, 18, "Avvocato", 4.0), *RIGHT)),
    ("Atelier Dupont", ((20, 14, "Atelier Dupont", 3.0), (115, 45, "mmo", 3.4), *RIGHT)),
    (None, ((115, 44, "Mmo"), *RIGHT)),
    ("Finanzamt Köln-Mitte", ((20, 12, "Finanzamt Köln-Mitte", 4.0), (20, 18, "Veranlagungsstelle", 4.0), *LEFT)),
    ("Harrow & Pike Ltd", ((20, 12, "Harrow & Pike Ltd", 4.0), (20, 18, "Accounts Department", 4.4), *RIGHT)),
)


@pytest.mark.parametrize(("sender", "head"), LETTERHEADS)
def test_the_letterhead_tells_the_sender(sender: str | None, head: tuple[Placed, ...]) -> None:
    found = understand([reading_of([*head, *BODY])], TODAY).sender

    assert (found.value.casefold() if found else None) == (sender.casefold() if sender else None)


@pytest.mark.parametrize("name", ["Service Public Fédéral Finances", "Dienst Uitvoering Onderwijs", "Bank van Breda"])
def test_organisations_are_no_departments(name: str) -> None:
    assert not is_office(name)

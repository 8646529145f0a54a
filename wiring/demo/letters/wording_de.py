"""How letters are written in German."""

from __future__ import annotations

from wiring.demo.letters.truth import LetterKind
from wiring.demo.letters.wording import KindWording, LanguageWording

_KINDS = {
    LetterKind.INVOICE: KindWording(
        subjects=("Rechnung {reference}", "Rechnung Nr. {reference} für {period}", "Unsere Lieferungen im {period}"),
        openings=(
            "vielen Dank für Ihren Auftrag. Für unsere Lieferungen und Leistungen berechnen wir Ihnen wie folgt.",
            "wie vereinbart stellen wir Ihnen die im Zeitraum {period} erbrachten Leistungen in Rechnung.",
        ),
        bodies=(
            (
                "Bitte überweisen Sie den Betrag von {total} bis zum {due} unter Angabe der Nummer "
                "{reference} auf unser Konto {iban}."
            ),
            "Die gelieferte Ware bleibt bis zur vollständigen Bezahlung unser Eigentum.",
            "Einwände gegen diese Rechnung richten Sie bitte innerhalb von acht Tagen an unsere Buchhaltung.",
            "Nach Ablauf der Zahlungsfrist berechnen wir Verzugszinsen in gesetzlicher Höhe.",
        ),
        endings=(
            "Wir danken Ihnen für das entgegengebrachte Vertrauen.",
            "Wir freuen uns auf die weitere Zusammenarbeit.",
        ),
    ),
    LetterKind.REMINDER: KindWording(
        subjects=(
            "Zahlungserinnerung zur Rechnung {reference}",
            "1. Mahnung - Rechnung {reference}",
            "Offener Posten {reference}",
        ),
        openings=(
            "sicher ist es Ihrer Aufmerksamkeit entgangen, dass unsere Rechnung {reference} noch nicht beglichen ist.",
            "bei der Durchsicht unserer Konten haben wir festgestellt, dass die Rechnung {reference} überfällig ist.",
        ),
        bodies=(
            "Der offene Betrag beläuft sich auf {total}. Wir bitten um Ausgleich spätestens bis zum {due}.",
            "Sollten Sie inzwischen gezahlt haben, betrachten Sie dieses Schreiben bitte als gegenstandslos.",
            "Geht bis zum {due} keine Zahlung ein, sehen wir uns gezwungen, gerichtliche Schritte einzuleiten.",
            "Nutzen Sie bitte unser Konto {iban} und geben Sie als Verwendungszweck {reference} an.",
        ),
        endings=(
            "Für Rückfragen stehen wir Ihnen gern zur Verfügung.",
            "Eine Ratenzahlung ist nach Absprache möglich.",
        ),
    ),
    LetterKind.BANK_STATEMENT: KindWording(
        subjects=("Kontoauszug für {period}", "Ihr Kontoauszug Nr. {reference}"),
        openings=(
            "nachstehend finden Sie alle Umsätze auf Ihrem Geschäftskonto {iban} im Zeitraum {period}.",
            "wir übersenden Ihnen die Aufstellung der Buchungen auf dem Konto {iban} für {period}.",
        ),
        bodies=(
            "Bitte prüfen Sie die Buchungen. Einwendungen müssen binnen sechs Wochen schriftlich erhoben werden.",
            "Guthaben sind bis zu 100.000 Euro je Kunde durch die gesetzliche Einlagensicherung geschützt.",
            "Daueraufträge, die auf einen Feiertag fallen, werden am nächsten Bankarbeitstag ausgeführt.",
        ),
        endings=("Ihre Beraterin hilft Ihnen bei Fragen gern weiter.", "Vielen Dank, dass Sie unser Kunde sind."),
    ),
    LetterKind.INSURANCE: KindWording(
        subjects=("Beitragsrechnung zum Vertrag {reference}", "Ihre Haftpflichtversicherung {reference}"),
        openings=(
            "Ihr Versicherungsvertrag {reference} verlängert sich demnächst um ein weiteres Jahr.",
            "heute erhalten Sie die Beitragsrechnung zu Ihrer Versicherung mit der Nummer {reference}.",
        ),
        bodies=(
            "Der Beitrag für {period} beträgt einschließlich Versicherungsteuer {total} und ist am {due} fällig.",
            "Die Versicherungssummen wurden entsprechend dem Baukostenindex um {percent} Prozent erhöht.",
            "Bitte teilen Sie uns unverzüglich mit, wenn sich das versicherte Risiko geändert hat.",
            "Der Schutz entfällt, wenn der Beitrag nicht rechtzeitig auf unserem Konto {iban} eingeht.",
        ),
        endings=("Bei uns sind Sie gut aufgehoben.", "Schäden können Sie uns rund um die Uhr melden."),
    ),
    LetterKind.TAX: KindWording(
        subjects=("Bescheid für {period} über Körperschaftsteuer", "Steuerbescheid - Aktenzeichen {reference}"),
        openings=(
            "aufgrund Ihrer Erklärung für {period} wird die Steuer wie in diesem Bescheid dargestellt festgesetzt.",
            "das Finanzamt hat Ihre Steuererklärung geprüft und die folgenden Beträge ermittelt.",
        ),
        bodies=(
            "Bitte zahlen Sie {total} bis spätestens {due} auf das Konto {iban}.",
            "Gegen diesen Bescheid können Sie innerhalb eines Monats nach Bekanntgabe Einspruch einlegen.",
            "Durch einen Einspruch wird die Verpflichtung zur Zahlung nicht aufgehoben.",
            "Bei verspäteter Zahlung entsteht für jeden angefangenen Monat ein Zuschlag von {percent} Prozent.",
        ),
        endings=(
            "Dieses Schreiben wurde maschinell erstellt und ist ohne Unterschrift gültig.",
            "Geben Sie bei Rückfragen bitte stets das Aktenzeichen {reference} an.",
        ),
    ),
    LetterKind.UTILITY: KindWording(
        subjects=("Ihre Jahresabrechnung Strom {reference}", "Abrechnung Wasser und Abwasser für {period}"),
        openings=(
            "wir haben Ihren Zähler abgelesen und den Verbrauch für {period} ermittelt.",
            "heute erhalten Sie die Abrechnung für Ihre Verbrauchsstelle in {city}.",
        ),
        bodies=(
            "Nach Abzug Ihrer Abschläge verbleibt eine Nachzahlung von {total}, fällig am {due}.",
            "Ihr Verbrauch lag um {percent} Prozent über dem des Vorjahres.",
            "Wir empfehlen Ihnen, den Zähler am Ende jedes Quartals selbst abzulesen.",
            "Sofern Sie uns keine Einzugsermächtigung erteilt haben, zahlen Sie bitte auf das Konto {iban}.",
        ),
        endings=(
            "Danke, dass Sie sorgsam mit Energie umgehen.",
            "Unser Service ist werktags von 8 bis 18 Uhr erreichbar.",
        ),
    ),
    LetterKind.CONTRACT: KindWording(
        subjects=("Wartungsvertrag Nr. {reference}", "Ihr Mietvertrag {reference}", "Rahmenvereinbarung {reference}"),
        openings=(
            "anbei erhalten Sie den Vertrag zwischen {sender} und {recipient} in zweifacher Ausfertigung.",
            "wie besprochen senden wir Ihnen die Bedingungen, zu denen wir ab dem {due} für Sie tätig werden.",
        ),
        bodies=(
            "Bitte senden Sie uns ein unterschriebenes Exemplar bis zum {due} zurück.",
            (
                "Der Vertrag wird für zwei Jahre geschlossen und verlängert sich, wenn er nicht "
                "rechtzeitig gekündigt wird."
            ),
            "Die Preise können einmal im Jahr um höchstens {percent} Prozent angepasst werden.",
        ),
        endings=("Wir freuen uns auf eine gute Partnerschaft.", "Gern erläutern wir Ihnen einzelne Klauseln."),
    ),
    LetterKind.MEDICAL: KindWording(
        subjects=("Ihr Termin am {due}", "Befund Ihrer Untersuchung - Akte {reference}"),
        openings=(
            "vielen Dank für Ihren Besuch in unserer Praxis. Die Ergebnisse des Labors liegen nun vor.",
            "wir möchten Sie an Ihren Termin in unserer Klinik am {due} erinnern.",
        ),
        bodies=(
            "Ihre Werte liegen im üblichen Bereich; eine Behandlung ist derzeit nicht nötig.",
            "Bitte kommen Sie nüchtern und bringen Sie Ihre Versichertenkarte sowie eine Liste Ihrer Arzneimittel mit.",
            "Falls Sie den Termin nicht wahrnehmen können, sagen Sie bitte mindestens zwei Tage vorher ab.",
            "Eine weitere Kontrolle ist in etwa sechs Monaten ratsam. Ihre Hausärztin erhält eine Abschrift.",
        ),
        endings=("Wir wünschen Ihnen alles Gute.", "Bitte melden Sie sich, wenn die Beschwerden wiederkehren."),
    ),
    LetterKind.PAYSLIP: KindWording(
        subjects=("Entgeltabrechnung für {period}", "Lohnabrechnung {period}"),
        openings=(
            "Ihr Gehalt für {period} wurde wie folgt berechnet.",
            "hier finden Sie die Einzelheiten Ihrer Bezüge für {period}.",
        ),
        bodies=(
            "Der Auszahlungsbetrag von {total} wird am letzten Arbeitstag auf Ihr Konto {iban} überwiesen.",
            "Bewahren Sie diese Abrechnung bitte dauerhaft auf; sie dient als Nachweis Ihrer Versicherungszeiten.",
            "Urlaub, der bis Ende März nicht genommen wird, verfällt, sofern nichts anderes vereinbart ist.",
        ),
        endings=("Fragen beantwortet die Personalabteilung.", "Vielen Dank für Ihre Arbeit in diesem Monat."),
    ),
    LetterKind.ADVERTISING: KindWording(
        subjects=(
            "Sparen Sie {percent} Prozent auf Ihre nächste Bestellung",
            "Einladung zu unserer Herbstmesse in {city}",
        ),
        openings=(
            "wussten Sie, dass viele Büros mehr Geld für Papier als für Kaffee ausgeben? Das möchten wir ändern.",
            "nur für wenige Wochen bieten wir unseren besten Kunden einen Sonderpreis auf das ganze Sortiment.",
        ),
        bodies=(
            "Bestellen Sie bis zum {due} und erhalten Sie {percent} Prozent Nachlass auf Stühle, Tische und Leuchten.",
            "Unsere Berater besuchen Sie kostenlos und zeigen Ihnen die Muster in Ihren eigenen Räumen.",
            "Die Lieferung ist im ganzen Land frei, und Sie dürfen alles binnen sechzig Tagen zurückgeben.",
            "Bringen Sie diesen Brief mit: An unserem Stand wartet ein kleines Geschenk auf Sie.",
        ),
        endings=("Über Ihren Besuch würden wir uns sehr freuen.", "Rufen Sie uns am besten gleich heute an!"),
    ),
    LetterKind.REGISTERED_NOTICE: KindWording(
        subjects=("Benachrichtigung: Einschreiben {reference} liegt bereit", "Ihr Einschreiben {reference}"),
        openings=(
            "unser Zusteller wollte Ihnen heute ein Einschreiben übergeben, hat aber niemanden angetroffen.",
            "eine eingeschriebene Sendung an {recipient} konnte am {date} nicht zugestellt werden.",
        ),
        bodies=(
            "Sie können die Sendung bis zum {due} werktags zwischen 9 und 18 Uhr in der Filiale in {city} abholen.",
            "Bringen Sie dazu bitte diese Karte und einen amtlichen Lichtbildausweis mit.",
            "Eine andere Person kann die Sendung abholen, wenn Sie die Vollmacht ausfüllen und unterschreiben.",
            "Nach dem {due} geht die Sendung {reference} an den Absender zurück.",
        ),
        endings=("Eine zweite Zustellung ist kostenlos.", "Wir danken für Ihr Verständnis."),
    ),
    LetterKind.PLAIN: KindWording(
        subjects=("Änderung unserer Anschrift", "Bauarbeiten in Ihrer Straße", "Ihr Schreiben von letzter Woche"),
        openings=(
            "heute möchten wir Sie über eine Änderung unterrichten, die unsere Zusammenarbeit betrifft.",
            "haben Sie vielen Dank für Ihren freundlichen Brief, den wir gern beantworten.",
        ),
        bodies=(
            "Ab dem {due} erreichen Sie uns unter einer neuen Anschrift; die Telefonnummern bleiben gleich.",
            "Die Hofeinfahrt bleibt etwa drei Wochen gesperrt. Lieferungen erfolgen bitte über das hintere Tor.",
            "Bitte geben Sie diese Nachricht an die zuständigen Kolleginnen und Kollegen in {city} weiter.",
            "Ihre Wünsche haben wir vermerkt und kommen bei unserem nächsten Gespräch darauf zurück.",
        ),
        endings=("Vielen Dank für Ihre Geduld.", "Wir hoffen, Sie bald bei uns begrüßen zu dürfen."),
    ),
}

_CLAUSES = (
    (
        "Gegenstand",
        (
            "Der Auftragnehmer erbringt die in der Anlage beschriebenen Leistungen mit der Sorgfalt eines ordentlichen "
            "Kaufmanns. Weitergehende Leistungen werden nach schriftlicher Freigabe stundenweise berechnet."
        ),
    ),
    (
        "Laufzeit und Kündigung",
        (
            "Der Vertrag beginnt mit der letzten Unterschrift. Jede Partei kann ihn mit einer Frist von "
            "drei Monaten zum Ende eines Kalenderjahres schriftlich kündigen."
        ),
    ),
    (
        "Vergütung",
        (
            "Die monatliche Vergütung ist am fünften Werktag fällig. Alle Beträge verstehen sich zuzüglich der "
            "gesetzlichen Umsatzsteuer. Eine Aufrechnung ist nur mit unbestrittenen Forderungen möglich."
        ),
    ),
    (
        "Pflichten des Kunden",
        (
            "Der Kunde gewährt während der Bürozeiten Zutritt zu den Räumen und benennt eine Person, die "
            "Entscheidungen treffen darf. Wartezeiten, die er zu vertreten hat, werden vergütet."
        ),
    ),
    (
        "Haftung",
        (
            "Der Auftragnehmer haftet unbeschränkt für Vorsatz und grobe Fahrlässigkeit. Bei leichter Fahrlässigkeit "
            "ist die Haftung auf den vorhersehbaren Schaden begrenzt."
        ),
    ),
    (
        "Vertraulichkeit",
        (
            "Beide Parteien bewahren Stillschweigen über alles, was sie über die Angelegenheiten der anderen "
            "erfahren. Diese Pflicht gilt noch fünf Jahre über das Ende des Vertrages hinaus."
        ),
    ),
    (
        "Datenschutz",
        (
            "Personenbezogene Daten werden nur verarbeitet, soweit der Vertrag es erfordert. Einzelheiten regelt die "
            "gesonderte Vereinbarung über die Auftragsverarbeitung."
        ),
    ),
    (
        "Schlussbestimmungen",
        (
            "Änderungen bedürfen der Schriftform. Ist eine Bestimmung unwirksam, so bleiben die übrigen in "
            "Kraft; die Parteien ersetzen sie durch eine, die ihrem Zweck am nächsten kommt."
        ),
    ),
)

GERMAN = LanguageWording(
    language="de",
    months=(
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ),
    first_of_month="1",
    date_formats=("{day}. {month} {year}", "{day:0>2}.{number:02}.{year}"),
    amount_formats=("{amount} €", "{amount} EUR"),
    grouping=".",
    decimal=",",
    greetings=("Sehr geehrte Damen und Herren,",),
    personal_greetings=("Guten Tag {contact},",),
    farewells=("Mit freundlichen Grüßen", "Freundliche Grüße"),
    signers=("Buchhaltung", "Kundenbetreuung", "Leiterin Verwaltung", "Geschäftsführer"),
    attention=("z. Hd. {contact}", "{contact}"),
    subject_labels=("", "Betreff: "),
    page_marks=("Seite {page} von {pages}", "Seite {page}/{pages}", "- {page} von {pages} -"),
    labels={
        "date": "Datum",
        "reference": "Unser Zeichen",
        "customer": "Kundennummer",
        "contact": "Ansprechpartner",
        "phone": "Telefon",
        "email": "E-Mail",
        "due": "Zahlbar bis",
        "item": "Bezeichnung",
        "quantity": "Menge",
        "price": "Einzelpreis",
        "amount": "Betrag",
        "net": "Nettobetrag",
        "vat": "MwSt. {percent} %",
        "total": "Gesamtbetrag",
        "booked": "Buchung",
        "movement": "Vorgang",
        "opening": "Alter Kontostand",
        "closing": "Neuer Kontostand",
        "gross": "Bruttoentgelt",
        "net_pay": "Auszahlungsbetrag",
        "reading": "Zählerstand",
        "bank": "Bankverbindung",
        "vat_number": "USt-IdNr.",
        "enclosure": "Anlagen",
        "continued": "Zeichen",
        "day_place": "{city}, den {date}",
        "balance": "Offener Betrag",
    },
    goods=(
        "Kopierpapier A4, 80 g, Karton mit 2500 Blatt",
        "Tonerkassette schwarz",
        "Wartung der Aufzugsanlage, vierteljährlich",
        "Schreibtischleuchte mit Klemme",
        "Büroreinigung, Monatspauschale",
        "Beratung, je Stunde",
        "Aktenschrank, Eiche",
        "Fracht und Verpackung",
        "Kaffeebohnen, 1 kg",
        "Softwarelizenz, 12 Monate",
        "Fensterreinigung außen",
    ),
    movements=(
        "Miete Büroräume",
        "Kartenzahlung Tankstelle",
        "Gehaltszahlung",
        "Lastschrift Telefon",
        "Gutschrift Kunde",
        "Versicherungsbeitrag",
        "Barauszahlung",
        "Dauerauftrag Leasing",
        "Erstattung Überzahlung",
        "Kontoführung",
    ),
    wages=("Lohnsteuer", "Rentenversicherung", "Krankenversicherung", "Pflegeversicherung"),
    clauses=_CLAUSES,
    kinds=_KINDS,
)

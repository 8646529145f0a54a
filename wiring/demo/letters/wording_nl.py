"""How letters are written in Dutch."""

from __future__ import annotations

from wiring.demo.letters.truth import LetterKind
from wiring.demo.letters.wording import KindWording, LanguageWording

_KINDS = {
    LetterKind.INVOICE: KindWording(
        subjects=("Factuur {reference}", "Factuurnummer {reference} - {period}", "Uw factuur voor {period}"),
        openings=(
            (
                "Hartelijk dank voor uw bestelling. Voor onze leveringen en diensten brengen wij u het "
                "volgende in rekening."
            ),
            "Zoals afgesproken ontvangt u hierbij de factuur voor de werkzaamheden in {period}.",
        ),
        bodies=(
            (
                "Wij verzoeken u het bedrag van {total} vóór {due} over te maken op onze rekening {iban}, "
                "onder vermelding van {reference}."
            ),
            "De geleverde goederen blijven ons eigendom tot de volledige betaling is ontvangen.",
            "Klachten over deze factuur ontvangt onze boekhouding graag binnen acht dagen.",
            "Bij te late betaling zijn wij genoodzaakt de wettelijke rente in rekening te brengen.",
        ),
        endings=("Wij danken u voor het vertrouwen.", "Wij zien uit naar een verdere samenwerking."),
    ),
    LetterKind.REMINDER: KindWording(
        subjects=(
            "Betalingsherinnering factuur {reference}",
            "Eerste aanmaning - {reference}",
            "Openstaande factuur {reference}",
        ),
        openings=(
            "Volgens onze gegevens is factuur {reference} tot op heden niet betaald.",
            "Wellicht is het aan uw aandacht ontsnapt dat onze factuur {reference} is vervallen.",
        ),
        bodies=(
            "Het openstaande bedrag is {total}. Wij verzoeken u dit uiterlijk op {due} te voldoen.",
            "Heeft u inmiddels betaald, dan kunt u deze brief als niet verzonden beschouwen.",
            "Ontvangen wij vóór {due} geen betaling, dan geven wij de vordering uit handen.",
            "Gebruik rekening {iban} en vermeld het kenmerk {reference}.",
        ),
        endings=("Wij zien uw betaling graag tegemoet.", "Een betalingsregeling is in overleg mogelijk."),
    ),
    LetterKind.BANK_STATEMENT: KindWording(
        subjects=("Rekeningafschrift over {period}", "Uw afschrift nr. {reference}"),
        openings=(
            "Hieronder vindt u alle bij- en afschrijvingen op uw zakelijke rekening {iban} in {period}.",
            "Dit is het overzicht van de boekingen op uw rekening {iban} over {period}.",
        ),
        bodies=(
            "Controleer de boekingen en meld ons eventuele fouten binnen dertig dagen.",
            "Uw tegoeden zijn tot 100.000 euro per klant beschermd door het garantiestelsel.",
            "Periodieke opdrachten die op een feestdag vallen, worden op de volgende werkdag uitgevoerd.",
        ),
        endings=("Uw adviseur beantwoordt graag uw vragen.", "Bedankt dat u bij ons bankiert."),
    ),
    LetterKind.INSURANCE: KindWording(
        subjects=("Premienota polis {reference}", "Uw bedrijfsverzekering {reference} wordt verlengd"),
        openings=(
            "Uw verzekering met polisnummer {reference} wordt binnenkort met een jaar verlengd.",
            "Hierbij ontvangt u de premienota voor uw polis {reference}.",
        ),
        bodies=(
            "De premie over {period} bedraagt {total} inclusief assurantiebelasting en moet vóór {due} betaald zijn.",
            "De verzekerde bedragen zijn volgens het indexcijfer met {percent} procent verhoogd.",
            "Laat het ons direct weten als het verzekerde risico is gewijzigd, bijvoorbeeld door een verhuizing.",
            "De dekking vervalt als de premie niet op tijd op onze rekening {iban} staat.",
        ),
        endings=("Bij ons bent u in goede handen.", "Schade kunt u dag en nacht melden."),
    ),
    LetterKind.TAX: KindWording(
        subjects=("Aanslag vennootschapsbelasting {period}", "Aanslagbiljet {reference}"),
        openings=(
            "Op grond van uw aangifte over {period} is de belasting vastgesteld zoals in deze brief vermeld.",
            "De belastingdienst heeft uw aangifte beoordeeld en de volgende bedragen berekend.",
        ),
        bodies=(
            "U moet {total} betalen. Het bedrag moet uiterlijk op {due} op rekening {iban} staan.",
            "Bent u het niet eens met deze aanslag, dan kunt u binnen zes weken schriftelijk bezwaar maken.",
            "Door bezwaar te maken krijgt u geen uitstel van betaling.",
            "Bij te late betaling wordt per maand een verhoging van {percent} procent berekend.",
        ),
        endings=(
            "Deze brief is automatisch gemaakt en daarom niet ondertekend.",
            "Bewaar deze aanslag bij uw administratie.",
        ),
    ),
    LetterKind.UTILITY: KindWording(
        subjects=("Uw jaarafrekening stroom {reference}", "Afrekening drinkwater over {period}"),
        openings=(
            "Wij hebben uw meterstand ontvangen en uw verbruik over {period} berekend.",
            "Hierbij ontvangt u de jaarlijkse afrekening voor uw aansluiting in {city}.",
        ),
        bodies=(
            "Na aftrek van uw voorschotten blijft een bedrag van {total} over, te betalen vóór {due}.",
            "Uw verbruik was {percent} procent hoger dan in het jaar daarvoor.",
            "Wij raden u aan om aan het einde van elk kwartaal zelf de meter af te lezen.",
            "Heeft u geen machtiging gegeven, betaal dan op rekening {iban}.",
        ),
        endings=("Bedankt dat u zuinig omgaat met energie.", "Wij zijn op werkdagen van 8 tot 18 uur bereikbaar."),
    ),
    LetterKind.CONTRACT: KindWording(
        subjects=(
            "Onderhoudscontract nr. {reference}",
            "Uw huurovereenkomst {reference}",
            "Raamovereenkomst {reference}",
        ),
        openings=(
            "Bijgaand ontvangt u in tweevoud de overeenkomst tussen {sender} en {recipient}.",
            "Zoals besproken sturen wij u de voorwaarden waaronder wij vanaf {due} voor u werken.",
        ),
        bodies=(
            "Wij verzoeken u één ondertekend exemplaar vóór {due} terug te sturen.",
            "De overeenkomst geldt voor twee jaar en wordt verlengd als zij niet tijdig wordt opgezegd.",
            "De prijzen kunnen eenmaal per jaar met ten hoogste {percent} procent worden aangepast.",
        ),
        endings=(
            "Wij verheugen ons op een prettige samenwerking.",
            "Een toelichting op de bepalingen geven wij graag.",
        ),
    ),
    LetterKind.MEDICAL: KindWording(
        subjects=("Uw afspraak op {due}", "Uitslag van uw onderzoek - dossier {reference}"),
        openings=(
            "Hartelijk dank voor uw bezoek aan onze praktijk. De uitslag van het laboratorium is binnen.",
            "Wij herinneren u graag aan uw afspraak in ons ziekenhuis op {due}.",
        ),
        bodies=(
            "Uw waarden zijn normaal; een behandeling is op dit moment niet nodig.",
            "Kom nuchter naar de afspraak en neem uw verzekeringspas en een lijst van uw medicijnen mee.",
            "Kunt u niet komen, laat het ons dan minstens twee dagen van tevoren weten.",
            "Wij adviseren een nieuwe controle over ongeveer zes maanden. Uw huisarts krijgt een kopie van deze brief.",
        ),
        endings=("Wij wensen u een goede gezondheid.", "Bel ons als de klachten terugkomen."),
    ),
    LetterKind.PAYSLIP: KindWording(
        subjects=("Loonstrook {period}", "Salarisspecificatie over {period}"),
        openings=(
            "Uw salaris over {period} is als volgt berekend.",
            "Hieronder vindt u de opbouw van uw loon over {period}.",
        ),
        bodies=(
            "Het nettobedrag van {total} wordt op de laatste werkdag overgemaakt op uw rekening {iban}.",
            "Bewaar dit document zorgvuldig; het dient als bewijs van uw verzekerde tijdvakken.",
            "Vakantiedagen die eind maart niet zijn opgenomen, vervallen tenzij anders is afgesproken.",
        ),
        endings=("Vragen beantwoordt de salarisadministratie.", "Dank voor uw inzet deze maand."),
    ),
    LetterKind.ADVERTISING: KindWording(
        subjects=(
            "Bespaar {percent} procent op uw volgende bestelling",
            "Uitnodiging voor onze najaarsbeurs in {city}",
        ),
        openings=(
            "Wist u dat veel kantoren meer uitgeven aan papier dan aan koffie? Daar willen wij iets aan doen.",
            "Alleen de komende weken krijgen onze beste klanten een bijzondere prijs op het hele assortiment.",
        ),
        bodies=(
            "Bestel vóór {due} en ontvang {percent} procent korting op stoelen, bureaus en lampen.",
            "Onze adviseurs komen kosteloos langs en laten de stalen bij u op kantoor zien.",
            "De bezorging is gratis in het hele land en u mag alles binnen zestig dagen terugsturen.",
            "Neem deze brief mee: op onze stand ligt een klein cadeau voor u klaar.",
        ),
        endings=("Wij begroeten u graag.", "Bel ons vandaag nog!"),
    ),
    LetterKind.REGISTERED_NOTICE: KindWording(
        subjects=("Aangetekende zending {reference} ligt voor u klaar", "Bericht van aangetekende brief {reference}"),
        openings=(
            "Onze bezorger wilde u vandaag een aangetekende brief overhandigen, maar trof niemand aan.",
            "Een aangetekende zending voor {recipient} kon op {date} niet worden uitgereikt.",
        ),
        bodies=(
            "U kunt de zending tot en met {due} op werkdagen tussen 9 en 18 uur afhalen bij het postkantoor in {city}.",
            "Neem dit bericht en een geldig identiteitsbewijs mee.",
            "Iemand anders kan de zending afhalen als u de volmacht hieronder invult en ondertekent.",
            "Na {due} gaat de zending {reference} terug naar de afzender.",
        ),
        endings=("Een tweede bezorging is gratis.", "Wij danken u voor uw begrip."),
    ),
    LetterKind.PLAIN: KindWording(
        subjects=("Wijziging van ons adres", "Werkzaamheden in uw straat", "Uw brief van vorige week"),
        openings=(
            "Graag brengen wij u op de hoogte van een verandering die onze samenwerking betreft.",
            "Hartelijk dank voor uw vriendelijke brief, die wij graag beantwoorden.",
        ),
        bodies=(
            "Vanaf {due} vindt u ons kantoor op een nieuw adres; de telefoonnummers blijven gelijk.",
            "De toegang tot de binnenplaats is drie weken gesloten. Leveringen gaan via de achterzijde.",
            "Wilt u dit bericht doorgeven aan de collega's die met ons werken, vooral in {city}?",
            "Wij hebben uw wensen genoteerd en komen er in ons volgende overleg op terug.",
        ),
        endings=("Met dank voor uw geduld.", "Wij hopen u spoedig te mogen ontvangen."),
    ),
}

_CLAUSES = (
    (
        "Onderwerp",
        (
            "De opdrachtnemer verricht de in de bijlage beschreven diensten met de zorg van een goed vakman. Extra "
            "werk wordt na schriftelijke goedkeuring per uur berekend."
        ),
    ),
    (
        "Duur en opzegging",
        (
            "De overeenkomst gaat in op de dag van de laatste handtekening. Elke partij kan haar schriftelijk "
            "opzeggen met een termijn van drie maanden tegen het einde van een kalenderjaar."
        ),
    ),
    (
        "Vergoeding",
        (
            "De maandelijkse vergoeding is op de vijfde werkdag verschuldigd. Alle bedragen zijn exclusief btw. "
            "Verrekening is alleen mogelijk met vorderingen die niet worden betwist."
        ),
    ),
    (
        "Plichten van de klant",
        (
            "De klant geeft tijdens kantooruren toegang tot de ruimten en wijst iemand aan die besluiten mag "
            "nemen. Wachttijd die aan hem te wijten is, wordt in rekening gebracht."
        ),
    ),
    (
        "Aansprakelijkheid",
        (
            "De opdrachtnemer is onbeperkt aansprakelijk voor opzet en grove schuld. Bij lichte schuld is de "
            "aansprakelijkheid beperkt tot de voorzienbare schade."
        ),
    ),
    (
        "Geheimhouding",
        (
            "Beide partijen houden geheim wat zij over de zaken van de ander vernemen. Deze plicht duurt voort tot "
            "vijf jaar na het einde van de overeenkomst."
        ),
    ),
    (
        "Gegevensbescherming",
        (
            "Persoonsgegevens worden alleen verwerkt voor zover de overeenkomst dat vereist. De bijzonderheden "
            "staan in de afzonderlijke verwerkersovereenkomst."
        ),
    ),
    (
        "Slotbepalingen",
        (
            "Wijzigingen gelden alleen als zij schriftelijk zijn vastgelegd. Is een bepaling nietig, dan blijven de "
            "overige van kracht en vervangen partijen haar door een bepaling met dezelfde strekking."
        ),
    ),
)

DUTCH = LanguageWording(
    language="nl",
    months=(
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ),
    first_of_month="1",
    date_formats=("{day} {month} {year}", "{day:0>2}-{number:02}-{year}"),
    amount_formats=("€ {amount}", "EUR {amount}"),
    grouping=".",
    decimal=",",
    greetings=("Geachte heer, mevrouw,", "Geachte relatie,"),
    personal_greetings=("Beste {contact},", "Geachte {contact},"),
    farewells=("Met vriendelijke groet,", "Hoogachtend,"),
    signers=("Afdeling boekhouding", "Klantenservice", "Hoofd administratie", "Directeur"),
    attention=("t.a.v. {contact}", "Ter attentie van {contact}"),
    subject_labels=("Betreft: ", "Onderwerp: "),
    page_marks=("Pagina {page} van {pages}", "blad {page}/{pages}", "- {page} van {pages} -"),
    labels={
        "date": "Datum",
        "reference": "Ons kenmerk",
        "customer": "Klantnummer",
        "contact": "Behandeld door",
        "phone": "Telefoon",
        "email": "E-mail",
        "due": "Te betalen vóór",
        "item": "Omschrijving",
        "quantity": "Aantal",
        "price": "Stukprijs",
        "amount": "Bedrag",
        "net": "Subtotaal",
        "vat": "Btw {percent} %",
        "total": "Totaal",
        "booked": "Datum",
        "movement": "Omschrijving",
        "opening": "Vorig saldo",
        "closing": "Nieuw saldo",
        "gross": "Brutoloon",
        "net_pay": "Nettoloon",
        "reading": "Meterstand",
        "bank": "Bankgegevens",
        "vat_number": "Btw-nr.",
        "enclosure": "Bijlagen",
        "continued": "Kenmerk",
        "day_place": "{city}, {date}",
        "balance": "Te betalen",
    },
    goods=(
        "Kopieerpapier A4, 80 g, doos van 2500 vel",
        "Tonercassette zwart",
        "Onderhoud lift, per kwartaal",
        "Bureaulamp met klem",
        "Schoonmaak kantoor, vast maandbedrag",
        "Advies, per uur",
        "Archiefkast, eiken",
        "Vervoer en verpakking",
        "Koffiebonen, 1 kg",
        "Softwarelicentie, 12 maanden",
        "Glasbewassing buitenzijde",
    ),
    movements=(
        "Huur kantoorruimte",
        "Betaalpas tankstation",
        "Salarisbetaling",
        "Incasso telefoon",
        "Overboeking van klant",
        "Verzekeringspremie",
        "Geldopname",
        "Periodieke opdracht lease",
        "Terugbetaling",
        "Kosten rekening",
    ),
    wages=("Loonbelasting", "Pensioenpremie", "Zorgverzekering", "Premie langdurige zorg"),
    clauses=_CLAUSES,
    kinds=_KINDS,
)

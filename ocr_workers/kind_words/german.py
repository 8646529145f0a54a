"""German words that speak for a kind of letter; see `ocr_workers.kinds` for the notation."""

from __future__ import annotations

WORDS = """
invoice!: rechnung; rechnungsnummer; rechnungsdatum; rechnung nr; ausgangsrechnung; schlussrechnung; honorarnote;
    rechnungsbetrag; faktura; liquidation; teilrechnung; honorarrechnung;
    in rechnung; berechnen wir; kostennote; abschlagsrechnung; unsere rechnung; proformarechnung; handwerkerrechnung;
    rechnungs nr; arztrechnung
invoice: menge; einzelpreis; zwischensumme; netto; mwst; mehrwertsteuer; ust; umsatzsteuer; gesamtbetrag; endbetrag;
    bruttobetrag; zahlbar; zahlungsziel; lieferdatum; fallig; auftrag; kundennummer;
    leistungen; uberweisen; ohne abzug; beleg nr; bezeichnung; stuck; zzgl; skonto; arbeitszeit; anfahrt; material;
    einschliesslich; summe; leistungszeitraum; zu begleichen; betrag; uberweisung;
    position; artikel; lieferung; bankverbindung; reparatur; stunden; zahlungsbedingungen; honorar; auslagen;
    bestellung; bitte uberweisen; kosten der; zahlungseingang bis
credit_note!: gutschrift; gutschrift nr; stornorechnung; rechnungskorrektur; storno; gesamtgutschrift;
    zu ihren gunsten; gutschriftsanzeige; gutgeschrieben; schreiben gut; bonusgutschrift;
    korrekturrechnung; stornobetrag; schreiben ihnen; geld zuruck; korrekturbeleg; guthaben; erstattungsbetrag;
    gutschriftsbetrag; rechnungsstorno
credit_note: ruckgabe; warenruckgabe; rucksendung; retoure; erstatt*; zuruckuberwiesen; mindern; mindert; doppelt;
    falschen preis; korrektur; zu rechnung; verrechn*; abziehen; bonus; storniert*;
    leergut; zu viel; beschadigt; irrtum; minderung; nachlass; kundenkonto; zuruckerstatten; kein zahlungsbedarf
reminder!: mahnung; zahlungserinnerung; letzte mahnung; offene rechnung; uberfallig*; mahngebuhr*; verzugszins*;
    inkasso*; ruckstand; mahnverfahren; zahlungsverzug; offener betrag; offene forderung;
    gesamtforderung; zahlungsruckstand; mietruckstand; ruckstandig*; erste mahnung; mahnkosten; offene posten;
    saumniszuschlag*; in verzug; saumnis; forderung; zahlungsaufforderung; mahnschreiben; zweite mahnung;
    noch nicht bezahlt; unbezahlt*; inkassovergutung;
    forderungsmanagement; hauptforderung; mahnbescheid; glaubiger*; zahlungserinnerungen
reminder: noch offen; mandantin; mandant; auslagen; gerichtsvollzieher; nicht eingegangen; gegenstandslos;
    verstrichen; kein zahlungseingang; trotz; gekreuzt;
    ausgleich; ubersehen; erinnerung; geben wir; beauftragt; beitreib*; vollstreck*; gerichtlich*;
    vergessen; offen; letzte frist; gleichen sie; zuruckgegeben; rucklastschrift; nicht entrichtet; unverzuglich;
    nicht beglichen; bitten um; schuldner; fruchtlos; innerhalb von 7 tagen; rechtsanwalt
bank_statement!: kontoauszug; alter kontostand; neuer kontostand; anfangssaldo; endsaldo; girokonto;
    rechnungsabschluss; sparbuch; kreditkartenabrechnung; auszug; kontostand; buchungstext; wertstellung;
    jahresauszug; finanzstatus; depotauszug; umsatze; saldo; buchungen; verrechnungskonto; sparkonto;
    umsatzubersicht; valuta; guthaben am; stand am ende; kontoubersicht; kontofuhrung; depot
bank_statement: soll; haben; lastschrift; uberweisung; gehalt; kartenzahlung; barabhebung; geldautomat; zinsen;
    dauerauftrag; iban; bic; sollzinsen; blatt; buchung; verwendungszweck; einlagen; einzahlung;
    scheck*; entgelte; gutschrift; stand; karte; kreditkarte; dividende; depotentgelt; ihre umsatze; stand zu beginn;
    geschutzt; bargeld; belastet; gutgeschrieben; eurocheque
insurance!: versicherung*; *versicherung; versicherungsschein; police; versicherungsnehmer; beitragsrechnung; pramie;
    haftpflicht*; schadenmeldung; schadennummer; selbstbeteiligung; vollkasko; versicherer;
    versicherte*; versicherungsvertrag; jahresbeitrag; versicherungsteuer; krankenkasse; selbstbehalt;
    mitversichert*; jahrespramie; deckung; schadenfall; lebensversicherung; hausrat; wohngebaude*; teilkasko;
    nachtrag
insurance: beitrag; schaden; sachverstandiger; gutachter; begunstigt*; kennzeichen; vertrag; police; leistungsfall;
    unfall; regulierung; franchise; werkstatt; tarif; verlangert; fahrzeugschein; makler; ersetz*; haftet; risiko;
    versicherungsbedingungen; ihr neuer beitrag; wasserschaden; angehorigen; summe; erstattung
tax!: finanzamt; steuerbescheid; einkommensteuer*; steuernummer; umsatzsteuerbescheid; grundsteuer*; steuererklarung;
    korperschaftsteuer*; gewerbesteuer*; veranlagung; steuerverwaltung; festgesetzte;
    zu versteuerndes; steuer*; lohnsteuerbescheid; vorauszahlungsbescheid; gemeindesteuern; steuerbares;
    abgabenbescheid; hundesteuer; kraftfahrzeugsteuer; kfz steuer; hauptzollamt; fiskus; stadtkasse;
    abgabepflichtig*;
    gemeindeabgaben; umsatzsteuer zahllast; steuerpflichtig*; finanzkasse; abgaben; kassenzeichen; bundessteuer; zoll;
    steuererstattung; erstattung der steuer; erstattungsbescheid; steuerguthaben; erstattung von steuern;
    einkommensteuererstattung; uberzahlte steuer; abrechnungsbescheid
tax: bescheid; einspruch; festsetzung; festgesetzt; nachzahlung; rechtsbehelfsbelehrung; einsprache; gemeinde;
    bekanntgabe; jahrlich; rate; erste rate; setzt; mullabfuhr; gebuhren; erstattung; zahllast; kanton*;
    einkommen; besteuerung; einzureichen; saumnis; aufforderung; elster; behorde
court!: gericht; amtsgericht; landgericht; ladung; urteil; aktenzeichen; mahnbescheid; gerichtsvollzieher*; klage;
    klager; beklagte*; beschluss; zwangsvollstreckung; vollstreckungsbescheid; pfandung*; rechtspfleger; zeuge*;
    im namen des volkes; rechtsstreit; geladen; antragsteller; nachlasssache; richter*; schoffe*; justiz*;
    gerichtskosten; staatsanwaltschaft; verhandlung; arbeitsgericht; nachlassgericht; verfahren; sitzungssaal;
    betreibungsamt;
    zahlungsbefehl; strafbefehl; oberlandesgericht; verwaltungsgericht; bezirksgericht; zustellungsurkunde;
    friedensrichter
court: berufung; widerspruch; zustellung; verurteilt; kosten; erscheinen; termin; schuldner; glaubiger; anspruch;
    forderung; beschlossen; zuruckgewiesen; vollstreckung; kammer; geschaftsnummer; mundliche; beizutreiben; anwalt;
    verpflichtet; ankundigung; gepfandet; rechtsmittel; partei*; rechtskraft; az
utility!: stromrechnung; strom; erdgas; zahlerstand; zahler; kwh; verbrauch; abschlag*; jahresabrechnung;
    trinkwasser; schmutzwasser; wasserrechnung; fernwarme; grundpreis; arbeitspreis; netzentgelt*; energie;
    netznutzung;
    zahlernummer; verbrauchsstelle; versorger; stadtwerke; gasrechnung; abwasser; hochtarif; niedertarif; mwh;
    wasserzahler; stromzahler; strompreis*; versorgungsunterbrechung; marktlokation; messstellenbetrieb;
    energieversorgung; gaspreis*
utility: gas; wasser; m3; warme; abrechnung; vorauszahlung*; nachzahlung; ablesen; ablesung; lieferung; versorgung;
    verbrauchskosten; messung; leitungen; heizung; tarif; vertragskonto; restbetrag; rechnungssaldo; einheiten; netz;
    stand; monatlich; erneuern; cent; heizkosten
contract!: vertrag; mietvertrag; arbeitsvertrag; vereinbarung; nachfolgend; vertragsparteien; vermieter; mieter;
    kundigung; wartungsvertrag; *vertrag; kundigungsfrist; arbeitgeber; ausfertigung*; rahmenvereinbarung; probezeit;
    zusatzvereinbarung; leasing*; kaufvertrag; verkaufer; kaufer; unterzeichnete*; gegenzeichnen; wird vereinbart;
    wird folgendes; darlehensvertrag; die parteien; rahmenvertrag; unbefristet; auftraggeber; auftragnehmer;
    schriftform; aufhebungsvertrag
contract: paragraph; ziffer; laufzeit; miete; unterschrift*; unterschrieben*; vertraulichkeit; bestimmungen;
    untervermietung; anlage; exemplar; stellt ein; bruttogehalt; original; fristgerecht; kundigen; schriftlich;
    dauer; recht; zusammenarbeit;
    urkundenrolle; gelten fort; uberlasst; vereinbaren; verpflichtet sich; vertragsbeginn; gemass
medical!: patient*; klinik; krankenhaus; diagnose; befund; arzt*; arztbrief; rezept; labor*; praxis; medikament*;
    radiolog*; mrt; blutwerte; impf*; screening; mammographie; therapie; hausarzt; kardiologie; arztin; untersuchung;
    zahnarzt*;
    stationar; ambulanz; kollege; uberweisung an; untersuchungsergebnis; spital; rontgen*; orthopad*; chirurg*;
    gesundheitszentrum; blutbild; anamnese; pneumonie; sprechstunde; apotheke; physiotherap*; beurteilung
medical: termin; behandlung; blut; tabletten; dosis; mg; knie; herz; cholesterin; hamoglobin; eisen; entnahme; krebs;
    brustkrebs; symptome; schmerz*; operation; gesundheit; taglich; nuchtern; werte; tetanus; auffrischung; charge;
    dr;
    antibio*; medizin*; vorstellung; pflege
payslip!: gehaltsabrechnung; lohnabrechnung; verdienstabrechnung; entgeltabrechnung; entgeltnachweis; bruttogehalt;
    nettolohn; bruttolohn; lohnsteuer; auszahlungsbetrag; steuerklasse; sozialversicherung; lohnausweis; lohnzettel;
    ahv;
    nettoverdienst; gesamtbrutto; bezuge; besoldung*; bezugemitteilung; personalnummer; gehaltszettel;
    rentenversicherung; krankenversicherung; grundgehalt; monatslohn; weihnachtsgeld; urlaubsgeld; aushilfslohn;
    lohn; bvg; sv nummer;
    abrechnung der brutto; kinderfreibetrag; arbeitslosenversicherung; stammnummer; sonderzahlung
payslip: mitarbeiter; gehalt; arbeitgeber; abzuge; brutto; netto; stunden; auszahlung; monat; beschaftigt*;
    einbehalte; soli; kv; rv; resturlaub; zuschlag; uberweisungsbetrag; abgaben; uberstunden; kirchensteuer;
    eintritt; lst;
    pflegeversicherung; grundbezug; uberweisung auf
advertising!: angebot*; rabatt; aktion*; sonderangebot; gutschein; gratis; kostenlos*; geschenk; sparen sie;
    unverbindlich; nur fur kurze zeit; einladung zum; tag der offenen tur; katalog; coupon; aktionscode;
    treuer kunde; newsletter; halben preis;
    fruhlingsaktion; schnappchen; prospekt; ohne verpflichtung; umsonst; gewinn*; sensationell*; ausverkauf;
    kennenlernen; schlussverkauf; preisvorteil; jetzt; rabattcode; nur noch; offerte fur sie; messe; werbung;
    abonnieren;
    sparen; sonderpreis; vorzugspreis; messestand; unser stand; muster; solange der vorrat reicht; verlosung;
    einfuhrungspreis; bestellen sie jetzt; kostenfrei; wussten sie; fruhbucher*; raumungsverkauf;
    greifen sie zu; nicht verpassen; probeabo; herbstmesse; hausmesse
advertising: entdecken; besuchen; ausstellung; kollektion; kunde; neu; sichern; sortiment; bestellung;
    erste bestellung; bis zu; statt; magazin; lieferung kostenlos; berater; menu; taglich geoffnet; stellen sie sich;
    ihr haus; kinder; prasentkorb;
    fruhling; sommer; anrufen; bucht; lernen sie; hefte; vorteil; zeigt ihnen; nur
registered_mail_notice!: einschreiben; benachrichtigung; abholschein; postfiliale; abholung; eingeschriebene;
    hinterlegung; ruckschein*; abholkarte; abholungseinladung; postamt; sendungsnummer; gegen unterschrift;
    nicht zustellen; nicht angetroffen;
    verstandigung; wahrend sie weg; elektronisches einschreiben; einschreibe*; zustellversuch; poststelle; abholfrist
registered_mail_notice: sendung; ausweis; lichtbildausweis; abholen; schalter; absender; zusteller; brieftrager;
    vollmacht; reisepass; fuhrerschein; code; ausgehandigt; lager; filiale; werktage; liegt; bereit; brief; zustell*;
    nehmen sie; verweigern;
    diese karte; geoffnet; personalausweis; aufbewahrt; identifizieren; paket
letter!: beileid; protokoll; bewerbung; herzlichen dank; gluckwunsch*; offnungszeiten; umzug; neuer ansprechpartner;
    unsere gedachten; bauarbeiten; ihr schreiben vom; wir bedauern; larm; nachbarn; neue adresse; ihre anfrage;
    herzliche einladung;
    einladung zur versammlung; wir trauern; gratulieren; dankeschon
letter: dank; danken; versammlung; anbei; anmerkungen; kinder; familie; interesse; erreichbar; telefonisch; buro;
    erfolg; hoffen; vater; sommer; stadt; parken; hausordnung; reden; vorzustellen; ruhestand; verwaltung; schule;
    verein; wunschen;
    mochten; freuen; besuch; gesprach; nachmittag
other!: lieferschein; antragsformular; formular; teilnahmebescheinigung; stundenplan; rezept fur; mitgliedskarte;
    bedienungsanleitung; fragebogen; zertifikat; urkunde; bescheinigung; zeugnis; speisekarte; kassenbon; anleitung;
    tagesordnung; fahrplan; merkblatt;
    antrag; umfrage; liste; programm; packzettel; handbuch; bescheinigt
other: ankreuzen; zutreffendes; vorname; geburtsdatum; batterien; ware erhalten; kolli; mitglied; montag; dienstag;
    freitag; mehl; butter; backen; lehrgang; ausfullen; bemerkungen; teilgenommen; kapitel; seite; abbildung;
    auspacken; von kindern; auftrag;
    druckschrift; gultig bis; zufrieden
invoice!: liquidation; kostennote; kostenberechnung; honorarrechnung; faktura; abschlagsrechnung;
    betriebskostenabrechnung; nebenkostenabrechnung; hausgeldabrechnung; rechnungsbetrag; honorarnote;
    rechnungstotal; arztrechnung; rechnungsnummer; gilt als rechnung; unterrichtsgebuhren
invoice: goa; rvg; mwst; ust; zahlbar; zahlbetrag; anzahlung; stundensatz; anfahrt; material; nachforderung;
    umsatzsteuer; einzahlungsschein; nachzahlung; berechnen wir; auftrag
credit_note!: gutschrift*; rechnungskorrektur; stornorechnung; storno; ruckerstattung; erstattung; ruckvergutung;
    erstatten; zu ihren gunsten; ruckzahlung; kaution zuruck; jahresbonus; provisionsgutschrift; schreiben wir ihnen
    gut
credit_note: retoure; nichts mehr offen; keine zahlungsaufforderung; leergut; verrechnet; zuruck; doppelt*;
    nachlass; storniert; erhalten sie zuruck; zu viel gezahlt*; uberweisen ihnen
reminder!: mahnung; zahlungserinnerung; mietruckstand; zahlungsverzug; inkasso*; letzte mahnung; rucklastschrift;
    mahngebuhr*; offener betrag; mahnspesen; saumniszuschlag*; offene posten; uberfallig; liefersperre; betreibung
    einleiten; leihfrist; zahlungsaufforderung; noch nicht bezahlt; nicht eingegangen; ausstehend
reminder: trotz; ubersehen; verzugszinsen; ruckstand; gegenstandslos; glaubiger*; forderung; vergessen; nicht
    ausgeglichen; offen; sperren; gerichtlich; in verzug; falls schon
bank_statement!: kontoauszug; depotauszug; kontostand; girokonto; umsatzubersicht; wertpapierabrechnung;
    darlehenskontoauszug; jahreskontoauszug; zinsabschluss; saldo; entgeltaufstellung; festgeld; bausparvertrag;
    steuerbescheinigung; saldovortrag; kreditkartenabrechnung; ertragnisaufstellung; zinsbescheinigung;
    rechnungsabschluss
bank_statement: lastschrift; dauerauftrag; gutschrift; valuta; buchungstag; kurswert; stuck; soll; haben;
    restschuld; tilgung; kartenzahlung; bargeldauszahlung; guthaben; verfugungsrahmen; kontofuhrung; einzahlungen;
    depot; wertstellung
insurance!: versicherung*; versicherungsschein; beitragsrechnung; schadenmeldung; schadensfall; krankenkasse*;
    haftpflicht*; selbstbeteiligung; selbstbehalt; renteninformation; leistungsabrechnung; unfallbericht;
    berufsgenossenschaft; lebensversicherung; ablaufleistung; versicherungsnehmer*; versicherungsbestatigung;
    krankenversicherung; kraftfahrtversicherung; franchise; rentenversicherung; pramie*; grundversicherung;
    kostenubernahme
insurance: police; schaden; gutachter; beitrag; deckung; teilkasko; vollkasko; sf klasse; schadenfrei*; bedingungen;
    ombudsmann; regulieren; versichert*; leistungen; erstattet; arbeitsunfall
tax!: bescheid uber; finanzamt; steuerbescheid; einkommensteuer*; grundsteuer*; gewerbesteuer*; hundesteuer;
    umsatzsteuer voranmeldung; kraftfahrzeugsteuer*; steuererklarung; veranlagung; einspruchsentscheidung; zollamt;
    einfuhrabgaben*; prufungsanordnung; steuernummer; steueramt; zweitwohnungsteuer; erbschaftsteuer*; kurtaxe;
    kirchensteuer*; identifikationsnummer; steuerverwaltung; kanton; lohnsteuerermassigung; vorauszahlungsbescheid;
    feuerwehrabgabe; grunderwerbsteuer*
tax: einspruch; festgesetzt; hebesatz; messbetrag; steuer*; freibetrag; stundung; vorsteuer; elster; beschwerde;
    einsprache; abgaben*; zu versteuern*; aussenprufung; abgabenkonto; verspatungszuschlag
court!: amtsgericht; landgericht; gericht*; urteil; beschluss; ladung; mahnbescheid; vollstreckungsbescheid;
    gerichtsvollzieher*; obergerichtsvollzieher*; staatsanwaltschaft; bussgeld*; strafverfugung; zahlungsbefehl;
    betreibungsamt; pfandung*; insolvenz*; nachlassgericht; erbschein; ermittlungsverfahren; zeuge*; rechtsstreit;
    klage; berufung; raumung*; strafbefehl; verwarnungsgeld; aktenzeichen; betreuungsgericht; schoffe*;
    restschuldbefreiung; zwangsvollstreckung; anhorung; geldstrafe
court: beklagte*; klager*; verurteilt; vollstreckbar; widerspruch; zugestellt; termin; rechtsvorschlag; glaubigerin;
    schuldner*; zpo; stpo; az; verfahren; senat; kosten des; ordnungsgeld; saal; gepfandet; verfahrenskosten
utility!: stadtwerke; stromrechnung; jahresabrechnung; zahlerstand; zahler*; verbrauchsabrechnung; kwh;
    arbeitspreis; grundpreis; erdgas*; abschlag*; heizkosten*; fernwarme; warmerechnung; einspeisevergutung;
    netzbetreiber; messsystem; stromabschaltung; schlussrechnung; abwasser; wasserverband; preisanpassung;
    zahlerablesung; energierechnung; netznutzung; brennwert; schmutzwasser; belieferung
utility: strom; gas; wasser; verbrauch; ablesung; monteur; hochtarif; niedertarif; versorger; warmwasser; mwh; ct;
    photovoltaik; kehricht; m3
contract!: vertrag*; mietvertrag; arbeitsvertrag; kaufvertrag; darlehensvertrag; wartungsvertrag; leasingvertrag;
    aufhebungsvertrag; nachtrag; vereinbarung; vertraulichkeitsvereinbarung; kundigung meiner; mietverhaltnis;
    vermieter; mieter; ausbildungsvertrag; ehevertrag; betreuungsvertrag; arbeitsverhaltnis; leasingnehmer;
    darlehensnehmer; auftragnehmer; auflassung
contract: laufzeit; probezeit; kundigungsfrist; unterschriften; vertragsstrafe; ausfertigung; kaution;
    gerichtsstand; schriftform; widerrufsrecht; parteien; kaufer; verkaufer; vereinbaren; ort datum; schliessen
medical!: arztbrief; befund; laborbefund; entlassungsbrief; uberweisung an; rezept; arbeitsunfahigkeit*; klinik*;
    klinikum; krankenhaus; praxis; diagnose; therapie; mrt; rontgen; impfung*; grippeimpfung; vorsorge*; zahnarzt*;
    physiotherapie; pflege*; psychotherap*; screening; fruherkennung; heil und kostenplan; narkose; reha*;
    anschlussheilbehandlung; mutterpass; medizinischer dienst; sprechstunde; ambulanz; chirurgie; radiologie;
    patient*; ihr termin; kardiologie; spital; ordination; arzt; arztin
medical: nuchtern; geb; beschwerden; medikament*; verband; nachkontrolle; untersuchung; zahn; knie; anamnese;
    tabletten; mg; behandlung; stationar*; wiedervorstellung; versichertenkarte; impfpass; schwangerschaft*;
    aufnahme; blut*
payslip!: entgeltabrechnung; lohnabrechnung; gehaltsabrechnung; lohnausweis; lohnzettel; gehaltszettel;
    lohnsteuerbescheinigung; bezugemitteilung; nettolohn; auszahlungsbetrag; lohnschein; bezugenachweis;
    bruttoarbeitslohn; minijob; verdienstabrechnung; urlaubsgeld; gesetzliches netto; weihnachtsgeld; ahv;
    monatslohn; verdienstbescheinigung; ruhegehalt
payslip: brutto; netto; lohnsteuer; stkl; steuerklasse; kv; rv; pers nr; auszahlung; gehalt; sv beitrag; bvg;
    uberstunden; kinderzulage; zuschlag; abzuge; entgeltgruppe
advertising!: rabatt; gratis*; angebot nur; raumungsverkauf; neueroffnung; gutschein; probierpaket; jetzt sichern;
    sonderangebot; schnappchen; aktion; exklusiv; halben preis; spende; messe; gewinnspiel; ziehung; kostenlose
    bewertung; unverbindlich; fruhbucher; geschenk*; testen; katalog; glasfaser; spielzeit; werben; vorteil*;
    wettbewerb; aussteller; herbstaktion; tag der offenen tur
advertising: sparen; sie sparen; jetzt; nur bis; bestellen; entdecken; erleben; besuchen; extra; neu; freuen;
    forderung sichern; holen sie sich; traum*; kunden; kollektion; stand; sichern
registered_mail_notice!: einschreiben; ruckschein; benachrichtigung; abholungseinladung; verstandigung; nicht
    angetroffen; lagerfrist; hinterlegt; niederlegung; einlieferungsbeleg; zweite benachrichtigung; elektronisches
    einschreiben; abholfrist; hinterlegung; eingeschriebener brief; vollmacht zur abholung; leider verpasst; rsa;
    rsb
registered_mail_notice: filiale; abholen; ausweis; poststelle; schalter; absender; empfanger; abholung; sendung;
    postfiliale; lichtbildausweis; ausgehandigt; zusteller; paketshop; zustellversuch; bereit
letter!: protokoll; eigentumerversammlung; mitgliederversammlung; tagesordnung; elternsprechtag; bewerbung; ausflug;
    wahlbenachrichtigung; wahllokal; abfuhrtage; wir ziehen um; trauer; beileid; heiraten; arbeitszeugnis;
    kindergeld; aufenthaltserlaubnis; personalausweis; betriebsferien; nachbarbeteiligung; einladung zum gesprach;
    elternabend; beschwerde uber; larm; neue karte; online banking; danke; dankeschon; einladung; jubilaum; absage;
    versammlung
letter: liebe; lieber; grusse; mitglieder; kinder; klasse; schule; vorstand; verein; nachbarn; baustelle; gesperrt;
    verstandnis; familie; gesprach; urlaub; garten; jobcenter; gemeinde; leid; lebenslauf; wahlen; hausordnung;
    abfall*
other!: angebot; lieferschein; auftragsbestatigung; antrag auf; teilnahmebescheinigung; urkunde; geburtsurkunde;
    stundenplan; speisekarte; tageskarte; speiseplan; kassenbon; online ticket; energieausweis; vollmacht;
    fragebogen; befragung; kurzanleitung; bedienungsanleitung; lebenslauf; prufbericht; meldebestatigung;
    bescheinigung; zertifikat; offerte; formular; quittung; packliste; fahrkarte; checkliste; buchungsbestatigung
other: ankreuzen; palette; spedition; freibleibend; gultig; gerust; wagen; platz; mangel; siegel; vorname;
    zutreffendes; seite; nachname; stempel; hersteller; baujahr; montag; dienstag
"""

"""Lines of a recipient that name nobody: a form of address alone, a department, a function without a person's name.

"The Managing Director", "Geschäftsleitung" and "Dienst facturatie" are somebody within the company that stands above or
below; "An die Firma" only says that a company follows. A line of which one word is none of these is a name.
"""

from __future__ import annotations

from ocr_workers import postal, titles

# fmt: off
DEPARTMENTS = frozenset((
    "boekhouding", "administratie", "crediteuren", "debiteuren", "personeelsdienst", "directie", "inkoop", "dienst",
    "afdeling", "afd", "comptabilite", "facturation", "direction", "achats", "service", "fournisseurs", "rh",
    "buchhaltung", "einkauf", "geschaftsleitung", "personalabteilung", "verwaltung", "abteilung", "abt", "kreditoren",
    "kreditorenbuchhaltung", "accounts", "accounting", "payable", "department", "dept", "finance", "hr", "contabilita",
    "amministrazione", "ufficio", "uff", "acquisti", "crediteurenadministratie", "salarisadministratie", "secretariaat",
    "sekretariat", "secretariat", "klantendienst", "rechtsabteilung", "juridische", "it", "financiele", "personnel",
))
# fmt: on
_IN_OFFICES = """
    facturatie facturen verkoop aankoop aankopen aankoopdienst boekhoudkundige financien personeel personeelszaken
    personeelsadministratie hrm zaken juridisch algemene commerciele technische receptie onthaal bestuur
    loonadministratie magazijn logistiek klantenservice verzekeringen postkamer ontvangst dienstverlening
    debiteurenbeheer zaakvoerder zaakvoerster bestuurder bestuurders bedrijfsleider bedrijfsleiding directeur
    directrice voorzitter secretaris penningmeester afgevaardigd gedelegeerd boekhouder boekhoudster accountant
    manager office zaakvoerders eigenaar uitbater gerant gerante hoofd verantwoordelijke personeelschef aankoper
    compta comptable comptables factures clientele clients client juridique juridiques ressources humaines paie
    paies generale general generaux financier financiere administratif administrative commercial commerciale
    technique marketing ventes accueil logistique courrier fiscal fiscalite contentieux recouvrement directeur
    directeurs dirigeant dirigeante president presidente administrateur administrateurs administratrice delegue
    deleguee responsable chef secretaire tresorier syndic pdg geschaftsfuhrung geschaftsfuhrer geschaftsfuhrerin
    geschaftsfuhrers leitung leiter leiterin rechnungseingang rechnungswesen rechnungsprufung finanzbuchhaltung
    finanzabteilung finanzen lohnbuchhaltung personal personalwesen personalbuero personalburo personalleitung
    personalleiter recht vertrieb vertriebsleitung verkauf poststelle posteingang zentrale empfang technik vorstand
    vorstands vorstandsvorsitzender inhaber inhaberin prokurist prokuristin debitorenbuchhaltung debitoren
    kundendienst kundenservice einkaufsabteilung buchhaltungsabteilung einkaufsleitung marketingabteilung
    sekretariats direktion direktor direktorin geschaftsfuehrung geschaftsfuehrer geschaftsstelle hausverwaltung
    werkleitung burosekretariat managing director directors directorate board trustees company chief executive
    financial operating officer controller bookkeeper bookkeeping purchase purchasing procurement sales ledger
    receivable receivables invoices invoicing billing payroll human resources legal head team management manager
    owner proprietor proprietors partner partners reception administration administrator treasurer chairman chair
    ceo cfo coo hrd departments office customer services facilities compliance mailroom secretary contabile
    contabili fatturazione fatture fornitori clienti personale risorse umane legale legali rappresentante
    amministratore amministratrice delegato delegata unico direzione direttore direttrice titolare responsabile
    segreteria presidente commerciale tecnico vendite acquisto paghe affari generali protocollo qualita finanza
    direzionale ragioneria
"""
_FORMS = """
    firma fa ditta societe ste maison ets etablissements messrs messieurs herren spett spettle spettabile egr egregio
    egregi gent gentile gentilissimi preg pregmo pregiata onorevole
"""
_BETWEEN = """
    an die der das den dem am aan de het t to the of for and a alla al allo ai agli alle all dell della del dello dei
    degli di da il lo la le les l aux au du des d et en und u e van voor fur zu zur zum pour s ca att attn tav c m mr
    monsieur madame mme heer herr herrn frau mevrouw dhr mevr sig signor signora dott
"""
_FUNCTIONS = DEPARTMENTS | frozenset(_IN_OFFICES.split())
_ADDRESSES = frozenset(_FORMS.split()) | titles.ADDRESSES_ALONE
_LINKS = frozenset(_BETWEEN.split())
_TITLES = frozenset((
    "monsieur", "madame", "mme", "heer", "herr", "herrn", "frau", "mevrouw", "dhr", "mevr", "sig", "signor", "signora",
    "mr", "mrs", "ms", "miss", "mlle", "mademoiselle", "familie", "famille", "famiglia", "family",
))  # fmt: skip

_ALONE = _TITLES | titles.ALONE


def names_an_office(line: str) -> bool:
    """Whether a line names a department or a function and nobody who holds it."""
    words = _words(line)
    return not words <= _LINKS and words <= _FUNCTIONS | _LINKS | _ADDRESSES


def is_form_of_address(line: str) -> bool:
    """Whether a line only says that somebody's name follows: "An die Firma", "Spett.le", "To:"."""
    words = _words(line)
    return bool(words) and words <= _ADDRESSES | _LINKS and words.isdisjoint(_TITLES)


def is_title_alone(line: str) -> bool:
    """Whether a line is but the title of the person named below it, as German letters set "Herrn"."""
    words = _words(line)
    return not words.isdisjoint(_ALONE) and words <= _ALONE | _LINKS | _ADDRESSES


def _words(line: str) -> frozenset[str]:
    apart = line.replace("'", " ").replace("’", " ").replace("´", " ").replace("`", " ")
    return frozenset(postal.plain(postal.dotless(apart)).split())

"""What names, streets and customs of address are drawn from, by country; half for tuning and half for testing.

`half` cuts every list in two, so that nothing that the matching was tuned on is tested on: other surnames, other
firms, other streets. Given names and the words of the customs (forms, titles) are the same in both; life has no more.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Country:
    """One country's stock of names and customs; `units` and `boxes` may be empty where nobody writes them."""

    code: str
    men: tuple[str, ...]
    women: tuple[str, ...]
    surnames: tuple[str, ...]
    stems: tuple[str, ...]
    trades: tuple[str, ...]
    forms: tuple[str, ...]
    streets: tuple[str, ...]
    places: tuple[tuple[str, str], ...]
    number_first: bool
    units: tuple[str, ...]
    boxes: tuple[str, ...]
    men_titles: tuple[str, ...]
    women_titles: tuple[str, ...]
    firm_titles: tuple[str, ...]
    couple: str
    family: str
    attention: tuple[str, ...]
    care_of: tuple[str, ...]
    departments: tuple[str, ...]
    country_lines: tuple[str, ...]
    prefix: str = ""
    abbreviations: tuple[tuple[str, str], ...] = ()


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip().replace("_", " ") for word in text.split())


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("|"))


def _places(text: str) -> tuple[tuple[str, str], ...]:
    pairs = (each.strip().split("=") for each in text.split("|"))
    return tuple((code, city) for code, city in pairs)


_DUTCH_ABBREVIATIONS = (("straat", "str."), ("laan", "ln."), ("steenweg", "stwg."), ("plein", "pl."))
_FRENCH_ABBREVIATIONS = (
    ("avenue", "av."), ("boulevard", "bd"), ("chaussée", "ch."), ("place", "pl."), ("Avenue", "Av."), ("route", "rte"),
)  # fmt: skip
_GERMAN_ABBREVIATIONS = (("straße", "str."), ("strasse", "str."), ("platz", "pl."))

BELGIUM_NL = Country(
    "BE",
    _words("Jan Piet Koen Luc Bart Tom Wim Kris Geert Marc Dirk Peter Stijn Bram Jef Frank Johan Kurt Sven Rik"),
    _words("An Els Lies Marie Maria Katrien Griet Sofie Lieve Hilde Ann Anna Karen Tine Inge Leen Sara Nele Eva "
        "Lien"),
    _words(
        "Peeters Janssens Janssen Jansen Maes Jacobs Mertens Willems Claes Claeys Goossens Wouters De_Smet De_Smedt "
        "Vermeulen Van_den_Berghe Van_den_Broeck Dubois Hermans Aerts Lambrecht Lambrechts Michiels Martens "
        "De_Clercq "
        "De_Clerck Hendrickx Hendriks Segers Van_Damme Smets Smet Cools Pauwels De_Backer De_Bakker Verhoeven "
        "Verhaeven "
        "Coppens Cuypers Bogaert Bogaerts Vandenberghe Declerck Desmet Christiaens Thijs Thys Nijs Bosmans"
    ),
    _lines(
        "Houtland|Korenbloem|De Gouden Leeuw|Vlaspit|Noordzee|Scheldemond|De Linde|Kempenland|Meetjesland|Hopveld|"
        "Zilverberk|Leiebocht|Polderwind|Ter Elst|Groenhof|Zonneveld|Van Eyck|Alfa|Alva|Delta|Delto|Optima|"
        "Optimo|Novalis|"
        "Novalux|Brabo|Kapelhof|Waterkant|Steenland|Maasvallei|Duinhelm|Roosendael|Zwaluw|Bloemhof|Bloemenhof|"
        "Merelbeek"
    ),
    _lines(
        "Bakkerij {}|Garage {}|Bouwwerken {}|{} Consult|{} Software|Apotheek {}|{} Logistics|{} Verzekeringen|"
        "Advocatenkantoor {}|{} Vastgoed|{} Tuinaanleg|Drukkerij {}|{}"
    ),
    ("BV", "NV", "BV", "VZW", "CV", "BVBA", "Comm.V"),
    _lines(
        "Kerkstraat|Stationsstraat|Molenstraat|Dorpsstraat|Nieuwstraat|Schoolstraat|Brusselsesteenweg|Kouter|"
        "Veldstraat|Grote Markt|Koning Albertlaan|Lange Nieuwstraat|Korte Nieuwstraat|Gentsesteenweg|Zonneplein|"
        "Industrielaan|Vaartstraat|Bergstraat|Beekstraat|Hoogstraat|Eikenlaan|Kasteellaan"
    ),
    _places(
        "1000=Brussel|9000=Gent|2000=Antwerpen|3000=Leuven|8000=Brugge|3500=Hasselt|8500=Kortrijk|2800=Mechelen|"
        "9300=Aalst|1800=Vilvoorde|9100=Sint-Niklaas|2300=Turnhout|8800=Roeselare|3600=Genk"
    ),
    number_first=False, units=("bus {}", "bus {}", "b{}", "/{}"), boxes=("Postbus {}",),
    men_titles=("De heer", "Dhr.", "Mr."), women_titles=("Mevrouw", "Mevr.", "Mw."), firm_titles=("Firma", "Aan"),
    couple="De heer en mevrouw {}", family="Familie {}",
    attention=("t.a.v. {}", "T.a.v. {}", "ter attentie van {}", "Attn. {}"), care_of=("p/a {}", "c/o {}"),
    departments=("Boekhouding", "Dienst boekhouding", "t.a.v. de boekhouding", "Afdeling crediteuren", "Directie"),
    country_lines=("België", "BELGIUM"), prefix="B-", abbreviations=_DUTCH_ABBREVIATIONS,
)  # fmt: skip

BELGIUM_FR = Country(
    "BE",
    _words("Jean Pierre Luc Marc Michel Philippe Alain Louis Olivier Hugo Benoît Thierry Denis Daniel Paul Simon"),
    _words("Jeanne Marie Anne Michèle Louise Sophie Nathalie Claire Denise Danielle Paule Simone Julie Lucie Chloé"),
    _words(
        "Dupont Dupond Dubois Lambert Martin Simon Laurent Leroy Lacroix Delcroix Renard Renaud Noël Gérard Dumont "
        "Dumon Leclercq Leclerc Mathieu Mathieux Bertrand Lejeune Denis François Fontaine Delvaux Delveaux "
        "Colin Collin "
        "Servais Gilson Gillain Pirard Pirart Henrard Evrard Evrart Wauters Jacquet Jacquemin Thiry Thirion"
    ),
    _lines(
        "Beauséjour|Belle Vue|Clairval|Sambre|Hesbaye|Valmont|Meuse|Haute Fagne|Les Érables|Le Tilleul|Ardenne|"
        "Novalis|"
        "Orval|Rochefort|Floréal|Floreal|Mosane|Condroz|Thudinie|Lesse|Semois|Ourthe|Brabançonne|Gaume"
    ),
    _lines(
        "Menuiserie {}|Garage {}|Ateliers {}|{} Conseil|Boulangerie {}|Pharmacie {}|{} Services|Immobilière {}|"
        "Imprimerie {}|Toitures {}|{}"
    ),
    ("SRL", "SA", "SPRL", "ASBL", "SRL", "SC"),
    _lines(
        "Rue de la Station|Rue Neuve|Rue des Tanneurs|Avenue Louise|Chaussée de Namur|Rue du Moulin|Place du Marché|"
        "Rue de l'Église|Avenue des Alliés|Rue Haute|Rue Basse|Boulevard d'Avroy|Rue Saint-Gilles|Rue du Pont|"
        "Chaussée de Charleroi|Avenue de la Toison d'Or|Quai de Rome|Rue Grande"
    ),
    _places(
        "4000=Liège|5000=Namur|6000=Charleroi|7000=Mons|1050=Bruxelles|7500=Tournai|4020=Liège|1348=Louvain-la-Neuve|"
        "6700=Arlon|4800=Verviers|1400=Nivelles|5500=Dinant"
    ),
    number_first=False, units=("bte {}", "boîte {}", "Bte {}", "/{}"), boxes=("Boîte postale {}", "BP {}"),
    men_titles=("Monsieur", "M."), women_titles=("Madame", "Mme"), firm_titles=("Société",),
    couple="M. et Mme {}", family="Famille {}",
    attention=("À l'attention de {}", "A l'attention de {}", "à l'att. de {}"), care_of=("c/o {}", "chez {}", "p/a {}"),
    departments=("Comptabilité", "Service comptabilité", "À l'attention de la comptabilité", "Direction"),
    country_lines=("Belgique", "BELGIQUE"), prefix="B-", abbreviations=_FRENCH_ABBREVIATIONS,
)  # fmt: skip

NETHERLANDS = Country(
    "NL",
    _words("Jan Kees Joost Ruben Daan Sem Bram Gijs Henk Piet Willem Johannes Jeroen Maarten Sander Thijs Koen Tim"),
    _words("Anna Anne Femke Marieke Lotte Sanne Johanna Willemijn Ingrid Petra Saskia Tineke Wilma Eva Iris "
        "Emma Joke"),
    _words(
        "de_Vries de_Wit de_Witt Jansen Janssen van_Dijk van_Dyk Bakker Backer Visser Vissers Smit Smits Meijer "
        "Meyer "
        "de_Boer Mulder de_Groot Bos Vos Peters Peeters Hendriks Hendrix van_Leeuwen Dekker Dekkers Brouwer de_Haan "
        "van_der_Meer van_der_Veer Kok Koks Jacobs Vermeer Vermeulen van_den_Heuvel Schouten Prins Kuipers "
        "Kuiper Huisman "
        "Postma Postema Bosch Bos Willems Dijkstra Dykstra Koster Kosters Blom Bloem"
    ),
    _lines(
        "Duinrand|Waterlelie|Hoogveld|Eikenhorst|Lindenhof|Meerzicht|Vliet|De Zwaan|IJsselmeer|Rijnmond|Amstel|"
        "Novalis|"
        "Oranje|Veluwe|Biesbosch|De Korenaar|Zeeland|Betuwe|Gooi|Twente|Twenthe|Delta|Waddenzee|De Molen|Polder"
    ),
    _lines(
        "Installatiebedrijf {}|{} Advies|{} Transport|{} Techniek|Tandartspraktijk {}|{} Vastgoed|Slagerij {}|{} IT|"
        "Makelaardij {}|Stichting {}|{} Groep|{}"
    ),
    ("B.V.", "BV", "N.V.", "V.O.F.", "B.V."),
    _lines(
        "Kerkstraat|Keizersgracht|Herengracht|Molenweg|Stationsplein|Lange Voorhout|Nieuwe Gracht|Hoofdstraat|"
        "Dorpsweg|"
        "Julianalaan|Wilhelminastraat|Parallelweg|Oude Gracht|Beatrixlaan|Zuidersingel|Noordersingel|Havenkade|"
        "Westzijde"
    ),
    _places(
        "1012 AB=Amsterdam|1012 AD=Amsterdam|3511 EV=Utrecht|6211 CZ=Maastricht|9711 LM=Groningen|2511 BH=Den Haag|"
        "3011 AA=Rotterdam|5611 CD=Eindhoven|7511 JK=Enschede|2312 GH=Leiden|4811 XS=Breda|8011 PK=Zwolle"
    ),
    number_first=False, units=("{}", "-{}", ""), boxes=("Postbus {}",),
    men_titles=("De heer", "Dhr.", "de heer"), women_titles=("Mevrouw", "Mevr.", "Mw."), firm_titles=("Aan",),
    couple="De heer en mevrouw {}", family="Fam. {}",
    attention=("t.a.v. {}", "T.a.v. {}", "ter attentie van {}"), care_of=("p/a {}", "c/o {}"),
    departments=("Crediteurenadministratie", "Afd. Inkoop", "t.a.v. de directie", "Administratie",
                 "Financiële administratie"),
    country_lines=("Nederland", "NEDERLAND"), prefix="NL-", abbreviations=_DUTCH_ABBREVIATIONS,
)  # fmt: skip

FRANCE = Country(
    "FR",
    _words("Jean Pierre Michel André François Louis Paul Émile Daniel Gabriel Julien Hervé Yves René Marcel Pascal"),
    _words("Jeanne Marie Michèle Andrée Françoise Louise Paule Émilie Danielle Gabrielle Julie Renée Marcelle "
        "Pascale"),
    _words(
        "Martin Bernard Dubois Durand Durant Moreau Morreau Laurent Lefebvre Lefèvre Leroy Roux David Bertrand Morel "
        "Maurel Fournier Girard Gérard Bonnet Bonet Dupont Dupond Lambert Fontaine Rousseau Vincent Muller Lefort "
        "Faure Favre André Mercier Blanc Guérin Guerrin Boyer Boyé Garnier Granier Chevalier Legrand Gauthier "
        "Gautier "
        "Perrin Périn Robin Clément Morin Nicolas Henry Henri"
    ),
    _lines(
        "Montclair|Valserine|Beaurivage|Hautefeuille|Lavandier|Mirecourt|Bellecour|Roquefort|Novalis|Clairval|"
        "Provence|"
        "Armor|Occitan|Les Cèdres|Aubrac|Vercors|Sologne|Périgord|Camargue|Picardie|Bocage|Garonne|Lorraine|Savoie"
    ),
    _lines(
        "Ateliers {}|Cabinet {}|{} Conseil|Transports {}|Boulangerie {}|{} Immobilier|Établissements {}|{} "
        "Distribution|"
        "Pharmacie {}|Menuiserie {}|{} Énergie|{}"
    ),
    ("SARL", "SAS", "SA", "SASU", "EURL", "SCI", "SAS"),
    _lines(
        "rue des Lilas|avenue de la Gare|place du Marché|boulevard Voltaire|allée des Érables|rue Victor Hugo|"
        "rue Pasteur|"
        "rue de la République|avenue Jean Jaurès|chemin des Vignes|impasse du Puits|quai des Mariniers|rue du "
        "Faubourg "
        "Saint-Honoré|cours Mirabeau|rue Nationale|route de Lyon"
    ),
    _places(
        "75011=Paris|75008=Paris|69003=Lyon|57000=Metz|67000=Strasbourg|44000=Nantes|13001=Marseille|31000=Toulouse|"
        "33000=Bordeaux|59800=Lille|35000=Rennes|21000=Dijon"
    ),
    number_first=True, units=("Bât. {}", "Apt {}", ""), boxes=("BP {}", "CS {}"),
    men_titles=("Monsieur", "M."), women_titles=("Madame", "Mme"), firm_titles=("Société", "Ets"),
    couple="M. et Mme {}", family="Famille {}",
    attention=("À l'attention de {}", "A l'attention de {}", "à l'att. de {}"), care_of=("chez {}", "c/o {}"),
    departments=("Service comptabilité", "Comptabilité fournisseurs", "Service facturation", "Direction"),
    country_lines=("France", "FRANCE"), prefix="F-", abbreviations=_FRENCH_ABBREVIATIONS,
)  # fmt: skip

GERMANY = Country(
    "DE",
    _words("Hans Peter Jürgen Uwe Klaus Karl Michael Stefan Thomas Jan Jens Daniel Martin Andreas Simon Paul Fritz"),
    _words("Hanna Petra Sabine Anke Karla Michaela Stefanie Daniela Martina Andrea Simone Paula Ute Heike "
        "Gisela Eva"),
    _words(
        "Müller Möller Schmidt Schmitt Schmid Schneider Fischer Weber Meyer Meier Maier Mayer Wagner Becker Beckers "
        "Hoffmann Hofmann Schulz Schulze Koch Bauer Baur Richter Klein Kleine Wolf Wolff Neumann Naumann Schwarz "
        "Zimmermann Braun Krüger Krieger Hartmann Lange Langer Krause Krauße Lehmann Köhler Kohler Herrmann Hermann "
        "König Walter Walther Peters Petersen Kaiser Fuchs Weiß Weis"
    ),
    _lines(
        "Nordwind|Ahornhof|Silberbach|Kranich|Weidental|Falkenau|Mosellicht|Steinbrück|Hanse|Elbe|Isar|Novalis|Adler|"
        "Rhein|Rhön|Phönix|Allgäu|Spree|Taunus|Harz|Bavaria|Saxonia|Westfalia|Weser|Neckar|Donau"
    ),
    _lines(
        "{} Maschinenbau|{} Metallbau|Autohaus {}|{} Bürobedarf|Bäckerei {}|{} Logistik|Gebäudetechnik {}|{} "
        "Immobilien|"
        "Apotheke {}|{} Software|Kanzlei {}|{} Beratung|{}"
    ),
    ("GmbH", "AG", "KG", "GmbH & Co. KG", "OHG", "e.V.", "UG", "GmbH"),
    _lines(
        "Hauptstraße|Bahnhofstraße|Lindenstraße|Gartenweg|Kaiserallee|Schützenweg|Ringstraße|Am Mühlenbach|"
        "Goethestraße|"
        "Schillerstraße|Berliner Straße|Marktplatz|Große Gasse|Kleine Gasse|Industriestraße|Bergstraße|"
        "Talstraße|Mühlweg"
    ),
    _places(
        "10115=Berlin|20095=Hamburg|80331=München|50667=Köln|54290=Trier|66111=Saarbrücken|60311=Frankfurt am Main|"
        "70173=Stuttgart|04109=Leipzig|01067=Dresden|28195=Bremen|90402=Nürnberg"
    ),
    number_first=False, units=("",), boxes=("Postfach {}",),
    men_titles=("Herrn", "Herr"), women_titles=("Frau",), firm_titles=("Firma", "An die Firma"),
    couple="Herrn und Frau {}", family="Familie {}",
    attention=("z. Hd. {}", "z.Hd. {}", "zu Händen {}", "z. H. {}"), care_of=("c/o {}", "bei {}"),
    departments=("Buchhaltung", "Abt. Einkauf", "Kreditorenbuchhaltung", "Personalabteilung", "Geschäftsleitung"),
    country_lines=("Deutschland", "GERMANY"), prefix="D-", abbreviations=_GERMAN_ABBREVIATIONS,
)  # fmt: skip

LUXEMBOURG = Country(
    "LU",
    _words("Jean Marc Pierre Luc Claude Guy Nico Paul Fernand Tom Serge Romain"),
    _words("Jeanne Marie Claudine Nicole Paule Fernande Josée Martine Danielle Romaine Sylvie"),
    _words("Weber Wagner Schmit Schmitt Muller Müller Hoffmann Hofmann Thill Thil Kieffer Kiefer Reuter Kremer "
        "Krämer Faber "
           "Klein Majerus Meyers Meyer Becker Weis Weiss"),
    _lines("Mullerthal|Alzette|Sûre|Kirchberg|Gutland|Oesling|Moselle|Novalis|Belval|Attert|Eisch|Wiltz"),
    _lines("{} Fiduciaire|Garage {}|{} Invest|{} Consulting|Boulangerie {}|{} Participations|{}"),
    ("S.à r.l.", "S.A.", "SA", "Sàrl", "S.C.S."),
    _lines("rue de la Liberté|avenue Pasteur|route d'Arlon|place d'Armes|rue du Moulin|rue de Hollerich|"
        "boulevard Royal|"
           "route d'Esch|avenue de la Faïencerie|rue Notre-Dame|Grand-Rue|rue du Fossé"),
    _places("L-1855=Luxembourg|L-4040=Esch-sur-Alzette|L-9053=Ettelbruck|L-3450=Dudelange|L-2449=Luxembourg|"
        "L-7540=Mersch"),
    number_first=True, units=("",), boxes=("B.P. {}",),
    men_titles=("Monsieur", "M."), women_titles=("Madame", "Mme"), firm_titles=("Société",),
    couple="M. et Mme {}", family="Famille {}",
    attention=("À l'attention de {}", "z. Hd. {}"), care_of=("c/o {}",),
    departments=("Comptabilité", "Service comptabilité", "Direction"),
    country_lines=("Luxembourg", "LUXEMBOURG"), prefix="", abbreviations=_FRENCH_ABBREVIATIONS,
)  # fmt: skip

SWITZERLAND = Country(
    "CH",
    _words("Hans Peter Urs Reto Beat Daniel Thomas Marco Andreas Simon Martin Lukas"),
    _words("Hanna Petra Ursula Regula Beatrice Daniela Martina Andrea Simone Martha Lara Anna"),
    _words("Müller Meier Meyer Schmid Schmidt Keller Kehler Weber Huber Hueber Steiner Steinert Brunner Bruner "
        "Baumann "
           "Gerber Frei Frey Moser Mooser Widmer Wyss Wyß Graf Roth Rot Kunz"),
    _lines("Alpina|Helvetia|Säntis|Aare|Rigi|Pilatus|Novalis|Matterhorn|Edelweiss|Limmat|Reuss|Eiger"),
    _lines("{} Treuhand|Garage {}|{} Uhren|{} Bau|Bäckerei {}|{} Engineering|{} Immobilien|{}"),
    ("AG", "GmbH", "SA", "AG", "Sàrl"),
    _lines("Bahnhofstrasse|Seestrasse|Dorfstrasse|Hauptstrasse|Kirchgasse|Industriestrasse|Bergstrasse|Birkenweg|"
           "Rathausgasse|Schulstrasse|Zürcherstrasse|Poststrasse"),
    _places("8001=Zürich|3011=Bern|4051=Basel|6003=Luzern|9000=St. Gallen|8400=Winterthur|6300=Zug|8640=Rapperswil"),
    number_first=False, units=("",), boxes=("Postfach {}",),
    men_titles=("Herr", "Herrn"), women_titles=("Frau",), firm_titles=("Firma",),
    couple="Herr und Frau {}", family="Familie {}",
    attention=("z. Hd. {}", "z.Hd. {}"), care_of=("c/o {}",),
    departments=("Buchhaltung", "Kreditoren", "Geschäftsleitung"),
    country_lines=("Schweiz", "SWITZERLAND"), prefix="CH-", abbreviations=_GERMAN_ABBREVIATIONS,
)  # fmt: skip

ITALY = Country(
    "IT",
    _words("Mario Luca Paolo Andrea Marco Giovanni Daniele Simone Gabriele Franco Carlo Michele Antonio Dario"),
    _words("Maria Lucia Paola Giulia Giovanna Daniela Simona Gabriella Franca Carla Michela Antonia Elena Sara"),
    _words("Rossi Russo Rosso Ferrari Ferraris Esposito Bianchi Bianco Romano Colombo Ricci Rizzi Marino Marini "
        "Greco Bruno "
           "Gallo Galli Conti Conte De_Luca Costa Giordano Mancini Rizzo Lombardi Lombardo Moretti Fontana "
           "Santoro Mariani "
           "Rinaldi Caruso Ferrara Martini Martino Leone Longo Gentile"),
    _lines("Montechiaro|Valdoro|Pietralba|Acquaviva|Rocca|Sanleone|Fontanella|Collina Verde|Novalis|Adriatica|"
        "Tirrenia|"
           "Aurora|Stella|Vesuvio|Etna|Tevere|Arno|Brenta"),
    _lines("Officine {}|Impianti {}|{} Forniture|Immobiliare {}|Studio {}|Farmacia {}|{} Trasporti|Panificio {}|"
        "{} Sistemi|{}"),
    ("S.r.l.", "S.p.A.", "SRL", "SPA", "S.n.c.", "S.a.s."),
    _lines("Via Roma|Via Garibaldi|Corso Vittorio Emanuele|Piazza del Duomo|Via dei Mille|Viale della Libertà|"
        "Via Mazzini|"
           "Via Dante|Via XX Settembre|Corso Italia|Via Manzoni|Via Verdi|Via Cavour|Largo Augusto|Via Torino|"
           "Via Milano"),
    _places("20121=Milano|10121=Torino|50122=Firenze|39100=Bolzano|16121=Genova|00184=Roma|40121=Bologna|"
        "37121=Verona|"
            "35121=Padova|80132=Napoli"),
    number_first=False, units=("int. {}", "scala {}", ""), boxes=("Casella postale {}", "C.P. {}"),
    men_titles=("Sig.", "Egr. Sig.", "Signor"), women_titles=("Sig.ra", "Gent.ma Sig.ra", "Signora"),
    firm_titles=("Spett.le", "Spett.", "Spettabile"),
    couple="Sigg. {}", family="Famiglia {}",
    attention=("alla c.a. {}", "c.a. {}", "All'attenzione di {}", "Alla cortese attenzione di {}"),
    care_of=("c/o {}", "presso {}"),
    departments=("Ufficio contabilità", "Amministrazione", "Ufficio acquisti", "Uff. Amministrazione"),
    country_lines=("Italia", "ITALY"), prefix="I-",
    abbreviations=(("Corso", "C.so"), ("Piazza", "P.za"), ("Viale", "V.le")),
)  # fmt: skip

BRITAIN = Country(
    "GB",
    _words("John James Paul Daniel Simon Michael Thomas Oliver George Robert William Martin Brian Alan"),
    _words("Joan Jane Paula Danielle Simone Michelle Olivia Georgia Roberta Martina Brenda Alana Fiona Helen"),
    _words("Smith Smyth Jones Johns Taylor Tayler Brown Browne Williams Williamson Wilson Johnson Johnston "
        "Davies Davis "
           "Robinson Wright White Whyte Thompson Thomson Evans Ewans Walker Green Greene Hall Wood Woods Clark "
           "Clarke "
           "Harris Harrison Cooper Ward Moore Moor Reed Reid"),
    _lines("Harrowgate|Fairholm|Blackthorn|Kingsferry|Oakmere|Silverstrand|Larkfield|Penrose|Novalis|Albion|"
        "Thames|Avon|"
           "Severn|Cotswold|Pennine|Mersey|Ashdown|Camden"),
    _lines("{} Office Supplies|{} Building Services|{} Property|{} Energy|{} & Sons|{} Consulting|{} Motors|{} "
        "Solicitors|"
           "{} Foods|{}"),
    ("Ltd", "Limited", "plc", "LLP", "Ltd."),
    _lines("Harcourt Street|Bridge Road|Abbey Lane|High Street|Station Road|Church Lane|Victoria Road|Park Avenue|"
           "Mill Lane|Queen Street|King Street|Orchard Avenue|London Road|Green Lane|Manor Way|Castle Street"),
    _places("SW1A 1AA=London|M1 4BT=Manchester|B2 5DB=Birmingham|LS1 4DY=Leeds|EH1 1YZ=Edinburgh|BS1 5TR=Bristol|"
            "CF10 1EP=Cardiff|EC2A 4BX=London|NE1 5XT=Newcastle"),
    number_first=True, units=("Flat {}", "Unit {}", ""), boxes=("PO Box {}", "P.O. Box {}"),
    men_titles=("Mr", "Mr."), women_titles=("Mrs", "Ms", "Miss"), firm_titles=("Messrs", "To"),
    couple="Mr and Mrs {}", family="The {} Family",
    attention=("Attn: {}", "FAO {}", "For the attention of {}", "f.a.o. {}"), care_of=("c/o {}",),
    departments=("Accounts Payable", "Accounts Department", "Finance Department", "HR Department"),
    country_lines=("United Kingdom", "UNITED KINGDOM"), prefix="",
    abbreviations=(("Street", "St"), ("Road", "Rd"), ("Avenue", "Ave"), ("Lane", "Ln")),
)  # fmt: skip

COUNTRIES = (
    BELGIUM_NL, BELGIUM_FR, NETHERLANDS, FRANCE, GERMANY, LUXEMBOURG, SWITZERLAND, ITALY, BRITAIN,
)  # fmt: skip


def half(words: tuple[str, ...], part: str) -> tuple[str, ...]:
    """The pairs of neighbours that belong to "dev" or to "test": look-alikes stand side by side and stay together."""
    wanted = 0 if part == "dev" else 1
    kept = tuple(word for index, word in enumerate(words) if index // 2 % 2 == wanted)
    return kept or words

"""How letters are written in French."""

from __future__ import annotations

from wiring.demo.letters.truth import LetterKind
from wiring.demo.letters.wording import KindWording, LanguageWording

_KINDS = {
    LetterKind.INVOICE: KindWording(
        subjects=("Facture {reference}", "Facture n° {reference} - {period}", "Votre facture pour {period}"),
        openings=(
            "Nous vous remercions de votre commande et vous prions de trouver ci-dessous le détail de nos prestations.",
            "Conformément à nos accords, nous vous facturons les livraisons et services fournis en {period}.",
        ),
        bodies=(
            (
                "Nous vous prions de virer la somme de {total} avant le {due} sur notre compte {iban}, "
                "avec la référence {reference}."
            ),
            "Les marchandises restent notre propriété jusqu'au paiement intégral du prix.",
            "Toute réclamation doit parvenir à notre service comptable dans les huit jours.",
            "Passé ce délai, des intérêts de retard seront dus au taux légal.",
        ),
        endings=(
            "Nous vous remercions de votre confiance.",
            "Nous restons à votre disposition pour tout renseignement.",
        ),
    ),
    LetterKind.REMINDER: KindWording(
        subjects=(
            "Rappel : facture {reference} impayée",
            "Premier rappel - facture {reference}",
            "Mise en demeure {reference}",
        ),
        openings=(
            "Sauf erreur de notre part, notre facture {reference} demeure impayée à ce jour.",
            "En vérifiant nos comptes, nous constatons que la facture {reference} est arrivée à échéance.",
        ),
        bodies=(
            "Le solde restant dû s'élève à {total}. Nous vous prions de le régler au plus tard le {due}.",
            "Si votre paiement a croisé ce courrier, veuillez ne pas en tenir compte.",
            "À défaut de règlement avant le {due}, nous serons contraints de confier le dossier à un huissier.",
            "Merci d'utiliser notre compte {iban} et d'indiquer la référence {reference}.",
        ),
        endings=("Dans l'attente de votre règlement.", "Un échelonnement peut être convenu par téléphone."),
    ),
    LetterKind.BANK_STATEMENT: KindWording(
        subjects=("Relevé de compte - {period}", "Votre relevé n° {reference}"),
        openings=(
            "Vous trouverez ci-après les opérations enregistrées sur votre compte {iban} en {period}.",
            "Voici le récapitulatif des mouvements de votre compte courant {iban} pour {period}.",
        ),
        bodies=(
            "Nous vous invitons à vérifier ces écritures et à nous signaler toute erreur dans les trente jours.",
            "Vos dépôts sont garantis à hauteur de 100 000 euros par le fonds de garantie.",
            "Les ordres permanents tombant un jour férié sont exécutés le jour ouvrable suivant.",
        ),
        endings=("Votre conseillère répond volontiers à vos questions.", "Merci de votre fidélité."),
    ),
    LetterKind.INSURANCE: KindWording(
        subjects=("Avis d'échéance - contrat {reference}", "Votre assurance multirisque {reference}"),
        openings=(
            "Votre contrat d'assurance {reference} arrive à échéance et sera reconduit pour une année.",
            "Nous vous adressons l'avis d'échéance relatif à votre police {reference}.",
        ),
        bodies=(
            "La prime pour {period} s'élève à {total}, taxes comprises, et doit être payée avant le {due}.",
            "Les capitaux assurés ont été relevés de {percent} pour cent selon l'indice de la construction.",
            "Merci de nous informer sans délai de toute modification du risque assuré.",
            "La garantie est suspendue si la prime n'est pas créditée à temps sur notre compte {iban}.",
        ),
        endings=("Avec nous, vous êtes bien protégés.", "Vos sinistres peuvent être déclarés à toute heure."),
    ),
    LetterKind.TAX: KindWording(
        subjects=("Avis d'imposition - {period}", "Bulletin de l'impôt : dossier {reference}"),
        openings=(
            "Après examen de votre déclaration pour {period}, l'impôt a été fixé comme indiqué dans le présent avis.",
            "L'administration a vérifié votre déclaration et a arrêté les montants suivants.",
        ),
        bodies=(
            "La somme de {total} est à verser au plus tard le {due} sur le compte {iban}.",
            "Une réclamation peut être introduite par écrit dans un délai de trois mois.",
            "La réclamation ne suspend pas l'obligation de payer.",
            "Tout retard entraîne une majoration de {percent} pour cent par mois entamé.",
        ),
        endings=(
            "Le présent avis a été établi par voie informatique et ne porte pas de signature.",
            "Veuillez rappeler le numéro de dossier {reference} dans toute correspondance.",
        ),
    ),
    LetterKind.UTILITY: KindWording(
        subjects=("Votre facture annuelle d'électricité {reference}", "Décompte d'eau pour {period}"),
        openings=(
            "Nous avons relevé votre compteur et calculé votre consommation pour {period}.",
            "Voici le décompte annuel relatif à votre point de fourniture à {city}.",
        ),
        bodies=(
            "Après déduction de vos acomptes, il reste un solde de {total} à payer avant le {due}.",
            "Votre consommation a augmenté de {percent} pour cent par rapport à l'année précédente.",
            "Nous vous conseillons de relever vous-même le compteur à la fin de chaque trimestre.",
            "Sans mandat de prélèvement, merci de régler sur notre compte {iban}.",
        ),
        endings=(
            "Merci de consommer avec modération.",
            "Notre service est joignable les jours ouvrables de 8 à 18 heures.",
        ),
    ),
    LetterKind.CONTRACT: KindWording(
        subjects=("Contrat d'entretien n° {reference}", "Votre contrat de bail {reference}", "Convention {reference}"),
        openings=(
            "Veuillez trouver ci-joint, en deux exemplaires, le contrat entre {sender} et {recipient}.",
            "Comme convenu, nous vous adressons les conditions applicables à nos services dès le {due}.",
        ),
        bodies=(
            "Nous vous prions de nous retourner un exemplaire signé avant le {due}.",
            "Le contrat est conclu pour deux ans et se renouvelle s'il n'est pas dénoncé à temps.",
            "Les prix peuvent être révisés une fois par an, de {percent} pour cent au plus.",
        ),
        endings=("Nous nous réjouissons de cette collaboration.", "Nous vous expliquerons volontiers chaque clause."),
    ),
    LetterKind.MEDICAL: KindWording(
        subjects=("Votre rendez-vous du {due}", "Résultats de votre examen - dossier {reference}"),
        openings=(
            "Nous vous remercions de votre visite. Les résultats du laboratoire nous sont parvenus.",
            "Nous vous rappelons votre rendez-vous dans notre clinique le {due}.",
        ),
        bodies=(
            "Vos valeurs se situent dans les limites habituelles ; aucun traitement n'est nécessaire pour l'instant.",
            "Veuillez vous présenter à jeun, muni de votre carte d'assuré et de la liste de vos médicaments.",
            "En cas d'empêchement, merci de nous prévenir au moins deux jours à l'avance.",
            "Un nouveau contrôle est conseillé dans six mois. Votre médecin traitant reçoit une copie de cette lettre.",
        ),
        endings=("Nous vous souhaitons une bonne santé.", "Appelez-nous si les symptômes réapparaissent."),
    ),
    LetterKind.PAYSLIP: KindWording(
        subjects=("Bulletin de paie - {period}", "Fiche de salaire {period}"),
        openings=(
            "Votre salaire pour {period} a été calculé comme suit.",
            "Voici le détail de votre rémunération pour {period}.",
        ),
        bodies=(
            "Le net à payer de {total} sera viré sur votre compte {iban} le dernier jour ouvrable du mois.",
            "Conservez ce document sans limite de durée ; il prouve vos périodes d'assurance.",
            "Les congés non pris à la fin du mois de mars sont perdus, sauf accord de la direction.",
        ),
        endings=("Le service du personnel répond à vos questions.", "Merci pour votre travail ce mois-ci."),
    ),
    LetterKind.ADVERTISING: KindWording(
        subjects=(
            "Économisez {percent} pour cent sur votre prochaine commande",
            "Invitation à notre salon d'automne à {city}",
        ),
        openings=(
            "Saviez-vous que bien des bureaux dépensent plus pour le papier que pour le café ? Changeons cela.",
            "Pendant quelques semaines, nous réservons à nos meilleurs clients un prix exceptionnel.",
        ),
        bodies=(
            "Commandez avant le {due} et profitez de {percent} pour cent de remise sur les chaises, bureaux et lampes.",
            "Nos conseillers se déplacent gratuitement et vous montrent les échantillons chez vous.",
            "La livraison est offerte dans tout le pays et vous disposez de soixante jours pour changer d'avis.",
            "Présentez cette lettre à notre stand : un petit cadeau vous y attend.",
        ),
        endings=("Nous serions ravis de vous accueillir.", "Appelez-nous dès aujourd'hui !"),
    ),
    LetterKind.REGISTERED_NOTICE: KindWording(
        subjects=("Avis de passage : envoi recommandé {reference}", "Votre recommandé {reference} vous attend"),
        openings=(
            "Notre facteur s'est présenté aujourd'hui avec une lettre recommandée, mais n'a trouvé personne.",
            "Un envoi recommandé adressé à {recipient} n'a pas pu être remis le {date}.",
        ),
        bodies=(
            "Vous pouvez le retirer au bureau de poste de {city} jusqu'au {due}, de 9 à 18 heures.",
            "Munissez-vous du présent avis et d'une pièce d'identité en cours de validité.",
            "Une autre personne peut retirer l'envoi si vous signez la procuration ci-dessous.",
            "Après le {due}, l'envoi {reference} sera renvoyé à l'expéditeur.",
        ),
        endings=("Une seconde présentation est gratuite.", "Nous vous remercions de votre compréhension."),
    ),
    LetterKind.PLAIN: KindWording(
        subjects=("Changement de notre adresse", "Travaux dans votre rue", "Votre courrier de la semaine dernière"),
        openings=(
            "Nous souhaitons vous informer d'un changement qui concerne notre collaboration.",
            "Nous vous remercions de votre aimable lettre, à laquelle nous répondons avec plaisir.",
        ),
        bodies=(
            "À partir du {due}, nos bureaux se trouveront à une nouvelle adresse ; le téléphone reste inchangé.",
            "L'entrée de la cour sera fermée pendant trois semaines ; les livraisons se feront par l'arrière.",
            "Merci de transmettre cette information aux collègues concernés, notamment à {city}.",
            "Nous avons pris note de vos souhaits et y reviendrons lors de notre prochaine réunion.",
        ),
        endings=("Merci de votre patience.", "Nous espérons vous accueillir bientôt."),
    ),
}

_CLAUSES = (
    (
        "Objet",
        (
            "Le prestataire exécute les services décrits en annexe avec le soin d'un professionnel diligent. Les "
            "travaux supplémentaires sont facturés à l'heure après accord écrit."
        ),
    ),
    (
        "Durée et résiliation",
        (
            "Le contrat prend effet à la date de la dernière signature. Chaque partie peut y mettre fin par "
            "écrit, avec un préavis de trois mois avant la fin de l'année civile."
        ),
    ),
    (
        "Rémunération",
        (
            "La redevance mensuelle est payable le cinquième jour ouvrable. Tous les montants s'entendent hors taxe "
            "sur la valeur ajoutée. La compensation n'est admise que pour des créances incontestées."
        ),
    ),
    (
        "Obligations du client",
        (
            "Le client donne accès aux locaux pendant les heures de bureau et désigne une personne habilitée "
            "à décider. Les attentes dont il est la cause sont facturées."
        ),
    ),
    (
        "Responsabilité",
        (
            "Le prestataire répond sans limite de sa faute lourde. Pour une faute légère, sa responsabilité se "
            "limite au dommage prévisible lors de la signature."
        ),
    ),
    (
        "Confidentialité",
        (
            "Les parties gardent le secret sur les affaires de l'autre. Cette obligation subsiste pendant cinq ans "
            "après la fin du contrat."
        ),
    ),
    (
        "Protection des données",
        (
            "Les données personnelles ne sont traitées que dans la mesure nécessaire au contrat. Les détails "
            "figurent dans l'accord séparé sur le traitement."
        ),
    ),
    (
        "Dispositions finales",
        (
            "Toute modification exige la forme écrite. La nullité d'une clause n'affecte pas les autres ; les "
            "parties la remplacent par une clause qui en respecte le but."
        ),
    ),
)

FRENCH = LanguageWording(
    language="fr",
    months=(
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
    first_of_month="1er",
    date_formats=("{day} {month} {year}", "{day:0>2}/{number:02}/{year}"),
    amount_formats=("{amount} €", "{amount} EUR"),
    grouping=" ",
    decimal=",",
    greetings=("Madame, Monsieur,", "Mesdames, Messieurs,"),
    personal_greetings=("Madame, Monsieur,", "Cher client,"),
    farewells=(
        "Veuillez agréer, Madame, Monsieur, nos salutations distinguées.",
        "Nous vous prions d'agréer l'expression de nos sentiments les meilleurs.",
    ),
    signers=("Service comptabilité", "Service clientèle", "La directrice administrative", "Le gérant"),
    attention=("À l'attention de {contact}", "c/o {contact}"),
    subject_labels=("Objet : ", "Concerne : "),
    page_marks=("Page {page} sur {pages}", "page {page}/{pages}", "- {page} sur {pages} -"),
    labels={
        "date": "Date",
        "reference": "Nos références",
        "customer": "N° client",
        "contact": "Dossier suivi par",
        "phone": "Tél.",
        "email": "Courriel",
        "due": "À payer avant le",
        "item": "Désignation",
        "quantity": "Qté",
        "price": "Prix unitaire",
        "amount": "Montant",
        "net": "Total HT",
        "vat": "TVA {percent} %",
        "total": "Total TTC",
        "booked": "Date",
        "movement": "Libellé",
        "opening": "Ancien solde",
        "closing": "Nouveau solde",
        "gross": "Salaire brut",
        "net_pay": "Net à payer",
        "reading": "Index",
        "bank": "Coordonnées bancaires",
        "vat_number": "N° TVA",
        "enclosure": "Annexes",
        "continued": "Référence",
        "day_place": "{city}, le {date}",
        "balance": "Solde dû",
    },
    goods=(
        "Papier A4, 80 g, carton de 2500 feuilles",
        "Cartouche de toner noir",
        "Entretien de l'ascenseur, par trimestre",
        "Lampe de bureau à pince",
        "Nettoyage des bureaux, forfait mensuel",
        "Conseil, à l'heure",
        "Armoire à dossiers, chêne",
        "Transport et emballage",
        "Café en grains, 1 kg",
        "Licence de logiciel, 12 mois",
        "Nettoyage des vitres extérieures",
    ),
    movements=(
        "Loyer des bureaux",
        "Paiement carte, station-service",
        "Virement de salaire",
        "Prélèvement téléphone",
        "Virement reçu d'un client",
        "Prime d'assurance",
        "Retrait d'espèces",
        "Ordre permanent, crédit-bail",
        "Remboursement trop-perçu",
        "Frais de tenue de compte",
    ),
    wages=("Impôt sur le revenu", "Assurance pension", "Assurance maladie", "Assurance dépendance"),
    clauses=_CLAUSES,
    kinds=_KINDS,
)

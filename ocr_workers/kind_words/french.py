"""French words that speak for a kind of letter; see `ocr_workers.kinds` for the notation."""

from __future__ import annotations

WORDS = """
invoice!: facture; facture n; numero de facture; date de facture; facture de vente; note d honoraires; honoraires;
    facture pro forma; nous vous facturons;
    facturons; facturation; facture acquittee; notre facture; note de frais; facture de solde; memoire;
    decompte d honoraires; note n
invoice: qte; quantite; prix unitaire; montant ht; total ht; hors taxe*; tva; t v a; net a payer; ttc; tvac;
    total a payer; montant total; sous total; echeance;
    reglement; virement; commande; livree; livraison; designation; prestations; main d oeuvre; deplacement;
    date d echeance; code client; n client; a verser;
    paiement a 30 jours; date d emission; regler; escompte; iban; travaux; a votre charge; taxe; abonnement; acompte;
    heures; article; compte; merci de regler
credit_note!: note de credit; facture d avoir; avoir; avoir n; montant de l avoir; en votre faveur;
    facture rectificative; remboursons; un credit; note credit;
    total de l avoir; facture negative; nous vous creditons; crediter*; remboursement de la facture; avis de credit
credit_note: retour de marchandises; retour; annule*; annulation; a valoir; rectification; facture deux fois;
    facturee deux fois; trop percu; diminuee; deduire;
    ristourne; consignes; sur facture; restituee; erreur; rembours*; remise non appliquee; credit; vous devons;
    rabais; concerne la facture; abimee
reminder!: rappel; rappel de paiement; mise en demeure; relance; relances; impaye*; reste impayee;
    retard de paiement; en souffrance; recouvrement; sommation;
    dernier rappel; factures echues; arriere*; penalites de retard; interets de retard; contentieux; creance;
    compte debiteur; retard de loyer; restant du;
    premier rappel; derniere relance; defaut de paiement; non paye*; avant poursuites; mise en recouvrement;
    non reglee; non regle; demeure impayee; toujours impayee; reste due; second rappel; deuxieme rappel;
    clause penale
reminder: sauf erreur; n avons pas recu; votre reglement; ne pas en tenir compte; echue; depassee; demeure; malgre;
    frais de rappel; regulariser; rejete;
    huissier; procedure judiciaire; transmis; nos livres; oublie*; debiteur; majoration; saisie; montant du; dossier;
    delai; croise; regler; suspension;
    societe de recouvrement; toujours; dernier delai; acquitte; saisie; poursuites; sous huitaine; creancier
bank_statement!: releve de compte; extrait de compte; ancien solde; nouveau solde; solde initial; solde final;
    releve n; releve de carte; compte courant; livret;
    releve annuel; solde crediteur; solde precedent; mouvements du compte; solde en debut; solde en fin; solde au;
    compte especes; releve bancaire;
    operations enregistrees; releve d operations; date de valeur; epargne; solde debiteur; total des debits;
    total des credits; compte de depot
bank_statement: debit; credit; solde; virement; operation*; carte; retrait; distributeur; agios; interets;
    domiciliation; prelevement; versement; cheque; libelle;
    valeur; iban; bic; frais de tenue; mouvements; depenses; feuillet; vos depots; garantis; dividende; coupon;
    portefeuille; titres; especes; droits de garde; position
insurance!: assurance*; assure*; police; prime; sinistre; souscripteur; avis d echeance; carte verte; franchise;
    garanties; mutuelle; cotisation; assureur;
    attestation d assurance; multirisque; responsabilite civile; prime a payer; contrat d assurance;
    declaration de sinistre; assurance habitation; hospitalisation;
    assurance vie; conditions particulieres; indemnis*; complementaire sante; courtier; expertise; tiers payant;
    police n; prevoyance
insurance: contrat; couverture; risque; beneficiaire*; echeance; expert; degat*; accident; capital; immatriculation;
    dommage*; adverse; indemnite; garagiste;
    taxes d assurance; renouvelle; habitation; vehicule; rappelant; carte grise; sante; personnes assurees; optique;
    dentaire
tax!: impot*; impots; avis d imposition; avis d impot; imposition; administration fiscale; extrait de role;
    spf finances; taxe fonciere; taxe d habitation; fiscal*;
    declaration de revenus; declaration des revenus; contribuable; tresor public; finances publiques;
    precompte immobilier; revenu imposable; numero fiscal; fisc;
    service des impots; declaration de tva; taxe de circulation; contributions; revenu fiscal; exercice d imposition;
    dgfip; cfe; taxes de la commune; taxation; bordereau;
    remboursement d impot; remboursement de l impot; degrevement; restitution d impot; credit d impot;
    trop verse d impot; excedent d impot; avis de degrevement; remboursement d un trop percu;
    remboursement de tva; credit de tva
tax: taxe; role; reclamation; recours; amende; commune; tranche; majoration; perception; tresorerie; percepteur;
    valeur locative; somme a payer; declaration; revenus;
    tva; trop percu; trop verse; remboursement d un; exoneration; communal*; douane; annuelle; regularisation fiscale
court!: tribunal; citation; jugement; greffe; greffier; huissier; juge; audience; assignation; comparaitre;
    signification; cour d appel; juge de paix; prud hommes;
    ordonnance de refere; refere; saisie; commandement; defendeur; demandeur; parquet; procureur; arret; temoin;
    cour d assises; palais de justice; jure; requete;
    injonction de payer; titre executoire; condamne; proces verbal de saisie; huissier de justice; conciliation;
    cassation; mandat de comparution; depens
court: appel; convoque*; convocation; affaire; role; parties; etude; acte; creancier; debiteur; meubles;
    presence est obligatoire; signifie; executoire; avocat; plainte;
    deboute; jury; execution; soussigne; instance; peine; contradictoire; delibere
utility!: electricite; gaz naturel; consommation; kwh; compteur; index; releve de compteur; facture d eau;
    eau potable; assainissement; decompte annuel; acomptes; energie;
    point de livraison; abonne; fournisseur d energie; chauffage urbain; heures pleines; heures creuses;
    acheminement; gestionnaire de reseau; distribution d eau; ean; mwh;
    releve d index; mensualite*; coupure d eau; coupure; facture d energie; facture d electricite; fourniture;
    regularisation; pdl; coupure d electricite
utility: gaz; eau; m3; abonnement; relever; reseau; provisions; tarif; chaleur; conduites; solde a payer; ancien;
    nouveau; fourni; limite de paiement; prix de l electricite;
    vous nous devez; reste a votre charge; facture; consommee; compteurs; chauffage; raccordement; contrat; linky
contract!: contrat; convention; bail; contrat de bail; ci apres; les parties; bailleur; preneur; locataire;
    contrat de travail; employeur; avenant; preavis; resiliation;
    conviennent; double exemplaire; soussignes; compromis; vendeur; acquereur; contrat cadre; contrat d entretien;
    il est convenu; loueur; signataires; cdi; essai; lu et approuve;
    duree indeterminee; accord; convention cadre; confidentialite; promesse de vente; acte de vente;
    contrat de location; entre les soussignes
contract: article; clause*; duree; exemplaire*; signe; signature*; loyer; fin; engage; annexe; mettre fin; par ecrit;
    fait a; originaux; sous location; salaire mensuel brut; droit;
    collaboration; location; retourner; durable; partie; obligations; stipul*; modalites; prend effet
medical!: patient*; hopital; clinique; diagnostic; ordonnance; medecin; docteur; laboratoire; analyses;
    prise de sang; radiologique; irm; medicament*; consultation; vaccination;
    depistage; mammographie; compte rendu; cher confrere; lettre de sortie; bilan; resultats de laboratoire;
    medecin traitant; chirurgie; cardiologie; prelevement du; infirmier*;
    orthopedique; biologie medicale; pharmacie; sante publique; hospitalier; echographie; scanner; vaccin*;
    centre de sante; dr; kinesitherap*
medical: rendez vous; traitement; examen; sang; comprimes; gelule; dose; mg; genou; coeur; cholesterol; hemoglobine;
    cancer; fer; symptomes; douleur*; operation; radiographie; sante;
    antibiotique*; conclusion; pneumonie; jours; cabinet; dentaire; soins; urgences; medical*; a jeun; tetanos;
    rappel le
payslip!: bulletin de paie; fiche de paie; bulletin de salaire; salaire brut; salaire net; net a payer avant;
    cotisations salariales; precompte professionnel; onss; fiche de salaire;
    decompte de salaire; remuneration brute; net paye; net imposable; prelevement a la source; paie; appointements;
    treizieme mois; prime de fin d annee; salarie; matricule;
    net verse; charges salariales; conges payes; urssaf; avs; salaire de base; periode de paie; total des retenues;
    retenues; salaire a virer; remuneration nette
payslip: employeur; salaire; brut; net; heures; retraite; cotisations; emploi; anciennete; travailleur; conges;
    titres restaurant; mutuelle; coefficient; imposable; echelon; interim*;
    convention collective; periode; securite sociale; assurance chomage; heures supplementaires; virement;
    impot retenu; prime
advertising!: offre; offres; promotion*; promo; remise; soldes; gratuit*; cadeau; bon de reduction; reduction;
    portes ouvertes; economisez; profitez; offre limitee; sans engagement;
    code promo; catalogue; coupon; fidele; exclusif; decouvrez; nouveaute*; moitie prix; livraison gratuite;
    prix choc; bon d achat; invitation a nos; offert*; concours; gagnez;
    sans frais; boutique; lettre d information; destockage; abonnez; seulement;
    economiser; prix special; tarif special; foire; notre stand; echantillon*; limite des stocks;
    tirage au sort; jeu concours; bon plan; vente privee; tarif preferentiel; nous offrons; offrons; brochure;
    saviez vous; commandez; ne manquez pas; bradage; essai gratuit
advertising: magasin; collection; client; nouveau; nouvelle; jusqu a; venez; printemps; valable; premiere commande;
    essayez; conseiller; imaginez; menu; formule; ouvert tous les jours;
    magazine; numero; appel; maison; panier; invitation; salon; profitez; mobilier; chaque; appels; plaisir; passez
registered_mail_notice!: recommande*; lettre recommandee; avis de passage; accuse de reception; bureau de poste;
    envoi recommande; avis d instance; en instance; vous etiez absent;
    carte de retrait; absence; pendant votre absence; avis de reception;
    contre signature; seconde presentation; point poste; mise en instance
registered_mail_notice: retirer; a retirer; piece d identite; facteur; carte d identite; guichet; expediteur; colis;
    distribue; remettre; procuration;
    passeport; permis de conduire; pli; envoi; presentez; conserve; depot; code;
    delai de garde; distributeur; absent; remise; acceptez; refusez; attend; suivi; la poste; bpost; cet avis;
    cette carte; guichetier
letter!: condoleances; proces verbal de l assemblee; candidature; merci mille fois; felicitations; nouveaux horaires;
    demenag*; nos pensees; votre nouveau conseiller; nouvel interlocuteur; travaux dans votre rue;
    votre courrier du; nous regrettons; suite a votre; bruit; voisins; votre demande; remerciements; chaleureusement;
    deces; notre entretien; nouvelle adresse
letter: merci; remercions; reunion; annexe; veuillez trouver; remarques; enfants; famille; joignables; telephone;
    bureaux; chance; ete; pere; commune; stationner; assemblee; plaignent;
    esperons; cordialement; plaisir; connaissance; respecter; rencontre; ecole; association; interet; copropri*;
    retraite
other!: bon de livraison; formulaire; attestation de presence; emploi du temps; recette; carte de membre;
    mode d emploi; questionnaire; certificat; diplome; notice; ordre du jour; menu du jour;
    ticket de caisse; attestation; certifions; bordereau d envoi; inscription; horaires; programme; liste;
    fiche technique; sondage; manuel
other: cochez; prenom; date de naissance; piles; recu en bon etat; colis; membre; lundi; mardi; vendredi; farine;
    beurre; cuire; formation; remarques; repondu; chapitre; page; figure;
    deballez; hors de portee; signature; commande; majuscules; valable; remplir; satisfait
invoice!: note d honoraires; note de frais et honoraires; facture patient; avis des sommes a payer; appel de fonds;
    situation de travaux; avis de facturation; facture de sejour; acompte; etat de frais; redevance annuelle;
    facturation; tient lieu de facture
invoice: main d oeuvre; ttc; ht; reste a charge; forfait; hors forfait; prestations; a regler; bon de commande;
    charges courantes; debours; a 30 jours; preleve; chambre particuliere; copropriete
credit_note!: avoir; facture d avoir; note de credit; remboursement; recredite*; ristourne; geste commercial; en
    votre faveur; restitution de votre caution; solde crediteur; trop percu; reversons; restituons
credit_note: rien a payer; pas une demande de paiement; retour; annulee; annulation; deduisons; vidanges;
    porte au credit; emise deux fois; erreur de prix
reminder!: rappel; relance; mise en demeure; impaye*; dernier avis; arriere*; loyers en retard; lettre de relance;
    recouvrement; solde non regle; prelevement rejete; en retard; factures echues; sommation; sauf erreur de notre
    part; a regulariser
reminder: malgre; oubli; sous huitaine; echue; poursuites; penalites; majoration; redevable; frais de rappel;
    echeancier; contentieux; reste due; indemnite forfaitaire; a defaut
bank_statement!: releve de compte; extrait de compte; releve bancaire; avis d opere; tableau d amortissement;
    portefeuille titres; solde precedent; nouveau solde; compte a vue; livret; compte a terme; arrete d interets;
    frais bancaires; imprime fiscal unique; ancien solde; compte cheques; releve de votre carte
bank_statement: debit; credit; virement recu; cb; prlv; vir; bancontact; domiciliation; date de valeur; parts;
    obligation*; courtage; interets acquis; capital restant du; commissions; retrait; titres
insurance!: assurance*; avis d echeance; sinistre*; mutuelle; mutualite; attestation d assurance; constat amiable;
    carte verte; conditions particulieres; contrat habitation; remboursements; decompte de prestations; assurance
    vie; assurance maladie; caisse maladie; retraite complementaire; releve de situation; police d assurance;
    souscripteur; assure
insurance: franchise; expert; cotisation*; garanties; prime*; indemnisation; beneficiaire; bonus; resiliation; prise
    en charge; vetuste; echeance; indemnite journaliere; degat des eaux; medecin conseil
tax!: avis d imposition; avis d impot; impot*; taxe fonciere; taxe d habitation; precompte immobilier; finances
    publiques; spf finances; avertissement extrait de role; taxe de circulation; taxe communale; douanes; droits de
    succession; degrevement; declaration de revenus; administration fiscale; tva ca3; cfe; cotisation fonciere;
    contribuable; numero fiscal; verification de comptabilite; bordereau d impot; avis de mise en recouvrement
tax: reclamation; imposition; imposable; majoration; fiscal*; exercice d imposition; revenu cadastral; prelevement a
    la source; acomptes; foyer fiscal; role; base imposable; tresor public; declarer; rectification
court!: tribunal*; huissier*; jugement; citation; assignation; injonction de payer; commandement de payer; greffe;
    audience; cour d appel; cour d assises; justice de paix; procureur; parquet; contravention; amende*; saisie*;
    commissaire de justice; proces verbal; ordonnance penale; redressement judiciaire; liquidation judiciaire;
    surendettement; prud hommes; expulsion; perception immediate; acte de notoriete; comparution; temoin; mandataire
    judiciaire; juge
court: comparaitre; demandeur; defendeur; signification; opposition; condamne; depens; infraction; creances; partie
    adverse; avocat; procedure; appelant; execution; exces de vitesse; quitter les lieux; audition
utility!: facture d eau; facture d electricite; releve de compteur; index; kwh; compteur*; gaz naturel;
    assainissement; fournisseur d energie; facture de regularisation; coupure; heures pleines; heures creuses;
    chauffage; pdl; pce; cheque energie; facture de cloture; photovoltaique; mwh; facture d acompte; eaux usees
utility: electricite; gaz; eau; consommation; abonnement; acheminement; mensualites; estimee; releve; technicien;
    fourniture; reseau; eau chaude; tarif; injectee
contract!: contrat de*; bail; avenant; convention*; compromis de vente; rupture conventionnelle; accord de
    confidentialite; preavis; conge du logement; il est convenu; les soussignes; entre les soussignes; bailleur;
    locataire; pacte civil; offre de contrat; contrat d accueil; location avec option; emprunteur; resilier le
    contrat; statuts
contract: article; fait en double; clause*; periode d essai; tacite reconduction; lu et approuve; s engage*; duree;
    loyer; depot de garantie; vendeur; acquereur; prestataire; employeur; condition suspensive; retractation;
    signature
medical!: hopital; clinique*; ordonnance; resultats d analyses; laboratoire; arret de travail; compte rendu; lettre
    de sortie; votre rendez vous; consultation*; mammographie; depistage; vaccin*; infirmier*; radiologie; irm;
    scanner; echographie; dentiste; cabinet dentaire; kinesitherap*; psycholog*; anesthesie; chirurgie; audiogramme;
    hospitalisation; plan de traitement; examen medical; medecin*; patient*; cardiologue; carte vitale; cher
    confrere
medical: douleur*; pansement; traitement; a jeun; symptomes; dents; genou; confraternellement; comprimes; mg;
    gelules; intervention; operation; soins; sante; ne le; nee le; appareil; prelevement du; maladie
payslip!: bulletin de paie; bulletin de salaire; fiche de paie; fiche de salaire; decompte de salaire; net a payer;
    solde de tout compte; pecule de vacances; cotisations salariales; onss; treizieme mois; net imposable; brut;
    certificat de salaire; remuneration; attestation de paiement; detail de votre paiement; fiche 281; avs
payslip: salaire; matricule; heures supplementaires; precompte; retenues; net; prime; conges payes; employeur;
    convention collective; lpp; net paye
advertising!: offre speciale; offre; soldes; promotion*; remise; reduction; profitez; gratuit*; decouvrez; cadeau*;
    foire; sans engagement; salon; votre don; moitie prix; bon d achat; nouveaute*; ouverture; tirage; catalogue;
    invitation privilege; estimation offerte; satisfait ou rembourse; parrainez; portes ouvertes; livraison offerte;
    offert; code promo
advertising: venez; commandez; magasin; stand; exposants; vite; merci de votre generosite; economisez; dons;
    gagne; saison; nos clients; etude gratuite; abonnes; badge
registered_mail_notice!: avis de passage; recommande*; lettre recommandee; avis de reception; preuve de depot;
    deuxieme avis; invitation a retirer; procuration pour retrait; recommande electronique; envoi recommande; bureau
    de poste; vous etiez absent; avis de mise en instance
registered_mail_notice: retirer; piece d identite; expediteur; destinataire; guichet; delai de garde; colis; point
    poste; absent; muni; facteur; signature du destinataire; retour a l expediteur
letter!: assemblee generale; proces verbal de l assemblee; ordre du jour; convocation a l assemblee; candidature;
    demission; condoleances; deces de; mariage; changement d adresse; travaux; collecte; convocation electorale;
    bureau de vote; enquete publique; certificat de travail; rencontre parents; sortie; fermeture annuelle; donnees
    personnelles; titre de sejour; allocation*; carte d identite; nouvelle carte; courrier de reponse; votre
    courrier; reunion; felicitations; vos droits
letter: membres; cher*; chere*; merci; ecole; enfants; eleves; maitresse; voisin*; commune; mairie; poste;
    rencontrer; vacances; photos; club; bruit; trottoir; stationnement; entretien; reprise; bienvenue; desolee;
    equipe
other!: devis; bon de livraison; accuse de reception de commande; formulaire; demande de carte; attestation; extrait
    d acte; certificat; menu; emploi du temps; ticket; billet*; diagnostic de performance; pouvoir; procuration;
    enquete; questionnaire; mode d emploi; prise en main; notice; curriculum vitae; rapport; certificat de
    scolarite; bon de commande; recette; programme; diplome; confirmation de reservation
other: cocher; nom prenom; cadre reserve; transporteur; palette; bon pour accord; validite; voiture; place;
    formation; loisirs; langues; annexe; gouttieres; potage; lundi mardi
"""

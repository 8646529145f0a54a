"""How letters are written in Italian."""

from __future__ import annotations

from wiring.demo.letters.truth import LetterKind
from wiring.demo.letters.wording import KindWording, LanguageWording

_KINDS = {
    LetterKind.INVOICE: KindWording(
        subjects=("Fattura {reference}", "Fattura n. {reference} - {period}", "La Vostra fattura per {period}"),
        openings=(
            "Vi ringraziamo per l'ordine e Vi trasmettiamo di seguito il dettaglio delle nostre forniture.",
            "Come da accordi, Vi fatturiamo le prestazioni eseguite nel periodo {period}.",
        ),
        bodies=(
            (
                "Vi preghiamo di versare l'importo di {total} entro il {due} sul nostro conto {iban}, "
                "indicando il riferimento {reference}."
            ),
            "La merce resta di nostra proprietà fino al completo pagamento del prezzo.",
            "Eventuali contestazioni vanno comunicate al nostro ufficio contabilità entro otto giorni.",
            "Decorso tale termine saranno dovuti gli interessi di mora previsti dalla legge.",
        ),
        endings=("Vi ringraziamo per la fiducia accordata.", "Restiamo a disposizione per qualsiasi chiarimento."),
    ),
    LetterKind.REMINDER: KindWording(
        subjects=(
            "Sollecito di pagamento - fattura {reference}",
            "Primo sollecito {reference}",
            "Fattura scaduta {reference}",
        ),
        openings=(
            "Dalle nostre scritture risulta che la fattura {reference} non è stata ancora saldata.",
            "Forse Vi è sfuggito che la nostra fattura {reference} è scaduta da alcune settimane.",
        ),
        bodies=(
            "L'importo ancora dovuto ammonta a {total}. Vi preghiamo di provvedere entro e non oltre il {due}.",
            "Se nel frattempo avete già pagato, Vi preghiamo di non tenere conto della presente.",
            "In mancanza di pagamento entro il {due}, saremo costretti ad affidare la pratica a un legale.",
            "Per il versamento utilizzate il conto {iban} e indicate la causale {reference}.",
        ),
        endings=("In attesa del Vostro pagamento.", "È possibile concordare una rateizzazione."),
    ),
    LetterKind.BANK_STATEMENT: KindWording(
        subjects=("Estratto conto - {period}", "Il Suo estratto conto n. {reference}"),
        openings=(
            "Di seguito trova i movimenti registrati sul conto corrente {iban} nel periodo {period}.",
            "Le inviamo il riepilogo delle operazioni sul conto {iban} per {period}.",
        ),
        bodies=(
            "La preghiamo di verificare le operazioni e di segnalarci eventuali errori entro sessanta giorni.",
            "I depositi sono tutelati fino a 100.000 euro per cliente dal fondo di garanzia.",
            "Gli ordini permanenti che cadono in un giorno festivo sono eseguiti il giorno lavorativo seguente.",
        ),
        endings=("Il Suo consulente è lieto di rispondere a ogni domanda.", "Grazie per averci scelto."),
    ),
    LetterKind.INSURANCE: KindWording(
        subjects=("Avviso di scadenza - polizza {reference}", "La Sua assicurazione {reference}"),
        openings=(
            "La polizza {reference} è prossima alla scadenza e sarà rinnovata per un altro anno.",
            "Le trasmettiamo l'avviso di pagamento del premio relativo alla polizza {reference}.",
        ),
        bodies=(
            "Il premio per {period} ammonta a {total}, imposte comprese, ed è da versare entro il {due}.",
            "Le somme assicurate sono state aumentate del {percent} per cento secondo l'indice dei costi.",
            "La preghiamo di comunicarci senza indugio ogni variazione del rischio assicurato.",
            "La copertura è sospesa se il premio non giunge in tempo sul nostro conto {iban}.",
        ),
        endings=("Con noi è in buone mani.", "I sinistri possono essere denunciati a qualsiasi ora."),
    ),
    LetterKind.TAX: KindWording(
        subjects=("Avviso di accertamento - {period}", "Imposta sul reddito: pratica {reference}"),
        openings=(
            "In base alla dichiarazione presentata per {period}, l'imposta è stata determinata come segue.",
            "L'ufficio ha esaminato la dichiarazione e ha calcolato gli importi indicati nel presente avviso.",
        ),
        bodies=(
            "La somma di {total} deve essere versata entro il {due} sul conto {iban}.",
            "Contro il presente avviso è ammesso ricorso scritto entro sessanta giorni dalla notifica.",
            "La presentazione del ricorso non sospende l'obbligo di pagamento.",
            "In caso di ritardo si applica una maggiorazione del {percent} per cento per ogni mese.",
        ),
        endings=(
            "Il presente avviso è prodotto con sistemi informatici ed è valido senza firma.",
            "Si prega di citare sempre il numero di pratica {reference}.",
        ),
    ),
    LetterKind.UTILITY: KindWording(
        subjects=("Bolletta annuale dell'energia {reference}", "Consumo di acqua: conguaglio {period}"),
        openings=(
            "Abbiamo letto il contatore e calcolato il consumo relativo al periodo {period}.",
            "Ecco il conguaglio annuale per la fornitura al Suo indirizzo di {city}.",
        ),
        bodies=(
            "Detratti gli acconti già versati, resta un saldo di {total} da pagare entro il {due}.",
            "Il consumo è aumentato del {percent} per cento rispetto all'anno precedente.",
            "Le consigliamo di leggere il contatore alla fine di ogni trimestre e di comunicarci il valore.",
            "In assenza di addebito diretto, La preghiamo di versare sul conto {iban}.",
        ),
        endings=(
            "Grazie per l'uso attento dell'energia.",
            "Il servizio clienti risponde nei giorni feriali dalle 8 alle 18.",
        ),
    ),
    LetterKind.CONTRACT: KindWording(
        subjects=("Contratto di manutenzione n. {reference}", "Il Vostro contratto di locazione {reference}"),
        openings=(
            "In allegato trovate, in duplice copia, il contratto tra {sender} e {recipient}.",
            "Come concordato, Vi inviamo le condizioni alle quali presteremo i nostri servizi dal {due}.",
        ),
        bodies=(
            "Vi preghiamo di restituirci una copia firmata entro il {due}.",
            "Il contratto dura due anni e si rinnova se non viene disdetto in tempo utile.",
            "I prezzi possono essere adeguati una volta all'anno, al massimo del {percent} per cento.",
        ),
        endings=("Siamo lieti di questa collaborazione.", "Saremo lieti di illustrarVi ogni clausola."),
    ),
    LetterKind.MEDICAL: KindWording(
        subjects=("Il Suo appuntamento del {due}", "Esito dell'esame - cartella {reference}"),
        openings=(
            "La ringraziamo per la visita. I risultati del laboratorio sono ora disponibili.",
            "Le ricordiamo l'appuntamento presso la nostra clinica fissato per il {due}.",
        ),
        bodies=(
            "I valori rientrano nella norma; per il momento non è necessaria alcuna terapia.",
            "Si presenti a digiuno, con la tessera sanitaria e l'elenco dei farmaci che assume.",
            "In caso di impedimento La preghiamo di avvisarci almeno due giorni prima.",
            "È consigliabile un nuovo controllo tra sei mesi. Il medico di famiglia riceve copia della presente.",
        ),
        endings=("Le auguriamo una buona salute.", "Ci telefoni se i disturbi dovessero ripresentarsi."),
    ),
    LetterKind.PAYSLIP: KindWording(
        subjects=("Busta paga {period}", "Prospetto della retribuzione - {period}"),
        openings=(
            "La retribuzione per {period} è stata calcolata come segue.",
            "Ecco il dettaglio dello stipendio di {period}.",
        ),
        bodies=(
            "Il netto di {total} sarà accreditato sul Suo conto {iban} l'ultimo giorno lavorativo del mese.",
            "Conservi questo documento senza limiti di tempo; attesta i periodi assicurativi.",
            "Le ferie non godute entro la fine di marzo decadono, salvo diverso accordo.",
        ),
        endings=("L'ufficio del personale risponde a ogni domanda.", "Grazie per il lavoro svolto questo mese."),
    ),
    LetterKind.ADVERTISING: KindWording(
        subjects=(
            "Risparmiate il {percent} per cento sul prossimo ordine",
            "Invito alla nostra fiera d'autunno a {city}",
        ),
        openings=(
            "Sapevate che molti uffici spendono più per la carta che per il caffè? Vogliamo cambiare le cose.",
            "Solo per poche settimane offriamo ai migliori clienti un prezzo speciale su tutta la gamma.",
        ),
        bodies=(
            "Ordinate entro il {due} e otterrete uno sconto del {percent} per cento su sedie, scrivanie e lampade.",
            "I nostri consulenti vengono da Voi gratuitamente e mostrano i campioni nei Vostri uffici.",
            "La consegna è gratuita in tutto il paese e potete restituire tutto entro sessanta giorni.",
            "Portate con Voi questa lettera: al nostro stand Vi aspetta un piccolo regalo.",
        ),
        endings=("Saremo felici di incontrarVi.", "Perché non chiamarci oggi stesso?"),
    ),
    LetterKind.REGISTERED_NOTICE: KindWording(
        subjects=("Avviso di giacenza: raccomandata {reference}", "La raccomandata {reference} è in attesa di ritiro"),
        openings=(
            "Oggi il nostro portalettere voleva consegnare una raccomandata, ma non ha trovato nessuno.",
            "Una raccomandata indirizzata a {recipient} non ha potuto essere consegnata il {date}.",
        ),
        bodies=(
            "L'invio può essere ritirato presso l'ufficio postale di {city} fino al {due}, dalle 9 alle 18.",
            "Si prega di presentare questo avviso e un documento d'identità valido.",
            "Un'altra persona può ritirare l'invio se compilate e firmate la delega qui sotto.",
            "Dopo il {due} l'invio {reference} sarà restituito al mittente.",
        ),
        endings=("Una seconda consegna è gratuita.", "Vi ringraziamo per la comprensione."),
    ),
    LetterKind.PLAIN: KindWording(
        subjects=("Cambio del nostro indirizzo", "Lavori nella Vostra via", "La Vostra lettera della scorsa settimana"),
        openings=(
            "Desideriamo informarVi di una novità che riguarda la nostra collaborazione.",
            "Vi ringraziamo per la gentile lettera, alla quale rispondiamo volentieri.",
        ),
        bodies=(
            "Dal {due} i nostri uffici si troveranno a un nuovo indirizzo; i numeri di telefono restano invariati.",
            "L'ingresso al cortile resterà chiuso per tre settimane; le consegne avverranno dal retro.",
            "Vi preghiamo di comunicarlo ai colleghi interessati, in particolare a {city}.",
            "Abbiamo preso nota dei Vostri desideri e ne riparleremo al prossimo incontro.",
        ),
        endings=("Grazie per la pazienza.", "Speriamo di incontrarVi presto."),
    ),
}

_CLAUSES = (
    (
        "Oggetto",
        (
            "Il fornitore esegue i servizi descritti nell'allegato con la diligenza di un buon professionista. I "
            "lavori aggiuntivi sono fatturati a ore dopo approvazione scritta."
        ),
    ),
    (
        "Durata e recesso",
        (
            "Il contratto decorre dal giorno dell'ultima firma. Ciascuna parte può recedere per iscritto con un "
            "preavviso di tre mesi alla fine di ogni anno solare."
        ),
    ),
    (
        "Corrispettivo",
        (
            "Il canone mensile è dovuto il quinto giorno lavorativo. Tutti gli importi sono al netto dell'imposta sul "
            "valore aggiunto. La compensazione è ammessa solo con crediti non contestati."
        ),
    ),
    (
        "Obblighi del cliente",
        (
            "Il cliente consente l'accesso ai locali durante l'orario d'ufficio e nomina una persona che può "
            "decidere. I tempi di attesa a lui imputabili sono addebitati."
        ),
    ),
    (
        "Responsabilità",
        (
            "Il fornitore risponde senza limiti di dolo e colpa grave. In caso di colpa lieve la responsabilità è "
            "limitata al danno prevedibile al momento della firma."
        ),
    ),
    (
        "Riservatezza",
        (
            "Le parti mantengono il segreto su quanto apprendono degli affari dell'altra. Tale obbligo dura cinque "
            "anni dopo la fine del contratto."
        ),
    ),
    (
        "Protezione dei dati",
        (
            "I dati personali sono trattati solo nella misura richiesta dal contratto. I dettagli sono regolati "
            "dall'accordo separato sul trattamento."
        ),
    ),
    (
        "Disposizioni finali",
        (
            "Ogni modifica richiede la forma scritta. La nullità di una clausola non tocca le altre; le parti la "
            "sostituiscono con una che ne rispetti lo scopo."
        ),
    ),
)

ITALIAN = LanguageWording(
    language="it",
    months=(
        "gennaio",
        "febbraio",
        "marzo",
        "aprile",
        "maggio",
        "giugno",
        "luglio",
        "agosto",
        "settembre",
        "ottobre",
        "novembre",
        "dicembre",
    ),
    first_of_month="1",
    date_formats=("{day} {month} {year}", "{day:0>2}/{number:02}/{year}"),
    amount_formats=("€ {amount}", "{amount} €", "EUR {amount}"),
    grouping=".",
    decimal=",",
    greetings=("Gentili Signori,", "Spettabile ditta,"),
    personal_greetings=("Gentile {contact},", "Gentile cliente,"),
    farewells=("Distinti saluti", "Cordiali saluti"),
    signers=("Ufficio contabilità", "Servizio clienti", "Responsabile amministrativa", "L'amministratore"),
    attention=("c.a. {contact}", "Alla cortese attenzione di {contact}"),
    subject_labels=("Oggetto: ", "OGGETTO: "),
    page_marks=("Pagina {page} di {pages}", "pag. {page}/{pages}", "- {page} di {pages} -"),
    labels={
        "date": "Data",
        "reference": "Nostro riferimento",
        "customer": "Codice cliente",
        "contact": "Referente",
        "phone": "Telefono",
        "email": "E-mail",
        "due": "Da pagare entro",
        "item": "Descrizione",
        "quantity": "Q.tà",
        "price": "Prezzo unitario",
        "amount": "Importo",
        "net": "Imponibile",
        "vat": "IVA {percent} %",
        "total": "Totale",
        "booked": "Data",
        "movement": "Causale",
        "opening": "Saldo iniziale",
        "closing": "Saldo finale",
        "gross": "Retribuzione lorda",
        "net_pay": "Netto in busta",
        "reading": "Lettura",
        "bank": "Coordinate bancarie",
        "vat_number": "Partita IVA",
        "enclosure": "Allegati",
        "continued": "Riferimento",
        "day_place": "{city}, {date}",
        "balance": "Importo dovuto",
    },
    goods=(
        "Carta A4, 80 g, scatola da 2500 fogli",
        "Cartuccia toner nero",
        "Manutenzione ascensore, trimestrale",
        "Lampada da tavolo con morsetto",
        "Pulizia uffici, canone mensile",
        "Consulenza, all'ora",
        "Armadio per pratiche, rovere",
        "Trasporto e imballaggio",
        "Caffè in grani, 1 kg",
        "Licenza software, 12 mesi",
        "Pulizia vetri esterni",
    ),
    movements=(
        "Affitto uffici",
        "Pagamento carta, distributore",
        "Bonifico stipendi",
        "Addebito telefono",
        "Bonifico da cliente",
        "Premio assicurativo",
        "Prelievo contante",
        "Ordine permanente leasing",
        "Rimborso",
        "Spese di tenuta conto",
    ),
    wages=("Imposta sul reddito", "Contributi previdenziali", "Assicurazione malattia", "Addizionale regionale"),
    clauses=_CLAUSES,
    kinds=_KINDS,
)

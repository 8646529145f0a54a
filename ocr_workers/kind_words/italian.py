"""Italian words that speak for a kind of letter; see `ocr_workers.kinds` for the notation."""

from __future__ import annotations

WORDS = """
invoice!: fattura; fattura n; data fattura; numero fattura; fattura di vendita; totale fattura; parcella;
    nostra fattura; fattura pro forma; notula; vi addebitiamo; fatturazione; addebitiamo; fattura accompagnatoria;
    avviso di parcella;
    fattura elettronica; documento commerciale; in conto
invoice: quantita; q ta; prezzo unitario; importo; imponibile; iva; i v a; totale da pagare; totale documento;
    importo totale; scadenza; bonifico; ordine; consegnato; consegna; descrizione; prestazioni; manodopera;
    trasferta; codice cliente; condizioni di pagamento;
    pagamento a 30 giorni; modalita di pagamento; imposta; sconto; coordinate bancarie; totale imponibile; lavori;
    spese anticipate; a suo carico; da saldare; versamento; canone; ore; articolo; riparazione; pagare entro; esente;
    scadenza pagamento; somma da versare
credit_note!: nota di credito; nota credito; nota di accredito; accredito; storno; vi accreditiamo; a vostro credito;
    importo accreditato; a credito; totale a credito; a vostro favore; nota di variazione; rimborsiamo;
    rimborso della fattura; accreditato; credito
credit_note: reso merce; merce resa; reso; rettifica; fatturata due volte; rimbors*; annullat*; detrarrete; detrarre;
    compensare; storna; riduciamo; restituita; fattura originaria; rif fattura; premio fine anno; errore; vuoti;
    addebitato in piu; sconto; danneggiata;
    vi dobbiamo; abbuono
reminder!: sollecito; sollecito di pagamento; messa in mora; insolut*; scadut*; recupero crediti; morosita;
    arretrat*; interessi di mora; secondo sollecito; ultimo avviso; diffida; importo scaduto;
    non risulta ancora pagata; debitore moroso; mancato pagamento;
    ultimo sollecito; fatture scadute; crediti insoluti; intimiamo; intimazione; insoluto; moroso;
    non ancora saldat*; ritardo nel pagamento; posizione debitoria; primo sollecito; terzo sollecito;
    non risulta saldat*;
    non risulta pagat*; non e stata pagata; impagat*; rimast* insolut*; tuttora insolut*; ufficiale giudiziario
reminder: non pervenuto; non risulta; avvocato; creditrice; creditore; non e pervenuto; salvo errori;
    non tenete conto; nonostante; legale; pratica; trascorso;
    termine ultimo; non abbiamo ricevuto; incasso; azione giudiziaria; dimenticati; aperto; regolarizz*;
    sospenderemo; respinto; pignoramento; sovrattassa;
    credito; se avete gia pagato; ritardo; provvedere; debito; societa di recupero; totale dovuto; esecuzione;
    entro 8 giorni; spese di sollecito; mancanza; ancora
bank_statement!: estratto conto; saldo iniziale; saldo finale; conto corrente; saldo contabile; saldo precedente;
    movimenti; libretto di risparmio; riepilogo del conto; saldo al; rendiconto; lista movimenti; saldo disponibile;
    valuta; carta di credito; estratto n;
    saldo a inizio; saldo a fine; operazioni sul conto; deposito titoli; liquidita; conto deposito; disponibilita;
    totale uscite; totale entrate; saldo liquidita; nuovo saldo
bank_statement: dare; avere; bonifico; addebito; accredito; prelievo; pagamento carta; bancomat; interessi;
    stipendio; causale; iban; bic; spese di tenuta; versamento; assegno; saldo; competenze; commissioni; foglio;
    entrate; uscite; depositi; garantiti; cedola; titoli;
    custodia; ordine permanente; sportello; carta; operazioni; conto
insurance!: assicura*; polizza; premio; sinistro; contraente; avviso di scadenza; franchigia; denuncia di sinistro;
    certificato di assicurazione; assicurati; rc auto; premio annuo; carta verde; responsabilita civile; perito;
    cassa malati; appendice di polizza; scoperto;
    compagnia di assicurazioni; polizza n; assicuratore; ramo vita; bene assicurato; massimale; kasko; risarci*;
    imposte assicurative; quietanza
insurance: copertura; danno; danni; beneficiari*; rinnova; targa; garanzie; indennizzo; incidente; veicolo;
    contratto; capitale; liquidazione; carrozzeria; rischio; agenzia; broker; familiari; infortuni;
    condizioni di assicurazione; valido fino; viaggi; somma; libretto
tax!: agenzia delle entrate; avviso di accertamento; imposta; imposte; cartella di pagamento;
    dichiarazione dei redditi; tribut*; imu; tari; reddito imponibile; tassa; tasse; irpef dovuta; contribuente;
    bollo auto; riscossione; dichiarazione iva; codice tributo; f24;
    imposta municipale; rendita catastale; tassa automobilistica; fisco; fiscale; iscritte a ruolo;
    ufficio delle imposte; comune di; liquidazione periodica; modello 730; tosap; ires; irap; tassazione;
    imposta dovuta;
    rimborso d imposta; rimborso irpef; rimborso iva; rimborso fiscale; sgravio; rimborso di imposta;
    credito d imposta; rimborso delle imposte; comunicazione di rimborso; eccedenza d imposta
tax: ricorso; sanzion*; notifica; versare; avviso; rata; acconto; ruolo; prima rata; rimborso; catastale;
    quota fissa; quota variabile; erariale; credito d imposta; pervenuta; comunale; rifiuti; regione; accertamento;
    redditi; dichiarazione; totale da versare; possesso
court!: tribunale; sentenza; citazione; decreto ingiuntivo; udienza; giudice; cancelleria; cancelliere;
    ufficiale giudiziario; pignoramento; atto di precetto; corte d appello; giudice di pace; procura; convenuto;
    attore; comparire; opposizione; precetto; ordinanza;
    giudizio; procedimento; testimone; corte d assise; giudice popolare; palazzo di giustizia; ricorrente;
    resistente; in nome del popolo; titolo esecutivo; esecuzione forzata; corte; querela; imputato; notificato;
    avvocatura; sezione civile
court: appello; condanna; spese di lite; r g; cita; notifica; intima; creditore; debitore; ingiunge; parti; ricorso;
    rigetta; deporre; presenza e obbligatoria; atti; cron; avvocato; pena; causa; istanza; sezione; dispositivo;
    esecutiva; convocazione; presenti
utility!: bolletta; energia elettrica; gas naturale; contatore; lettura; kwh; consumi; consumo; conguaglio;
    acquedotto; fognatura; depurazione; luce; pod; pdr; teleriscaldamento; materia energia; fascia; fasce; utenza;
    lettura del contatore; totale bolletta; smc; fornitura;
    energia; consumi effettivi; quota di commercializzazione; trasporto e gestione; bolletta dell acqua;
    interruzione programmata; distributore locale; mercato libero; mwh; oneri di sistema
utility: gas; acqua; mc; acconti; quota fissa; quota; cliente; rete; calore; condotte; tariffa; prezzi; da pagare;
    scadenza; rata; interruzione; precedente; attuale; riscaldamento; potenza; stimata; ci deve; resta da versare;
    erogazione; luce e gas; servizio idrico
contract!: contratto; contratto di locazione; contratto di lavoro; accordo; di seguito; le parti; locatore;
    conduttore; disdetta; duplice copia; locazione; accordo quadro; datore di lavoro; clausola; recesso; recedere;
    contratto di manutenzione; sottoscritti; compromesso;
    venditore; compratore; acquirente; si conviene; convengono; preavviso; tempo indeterminato; periodo di prova;
    noleggio; locatario; appendice; scrittura privata; comodato; mandato; vendita; condizioni generali di;
    contratto quadro; preliminare
contract: articolo; art; durata; canone; firmata; firmato; firme; copia; riservatezza; cessazione; allegato; assume;
    retribuzione lorda mensile; subnoleggio; originale; originali; per iscritto; collaborazione; clausole; obblighi;
    redatto; legge italiana; foro; concede;
    vigore; intendono; efficacia; letto
medical!: paziente; ospedale; clinica; diagnosi; referto; ricetta; medico; laboratorio; esami del sangue; farmaci;
    radiologic*; risonanza; ambulatorio; vaccin*; screening; mammografi*; medico curante; visita;
    lettera di dimissione; dimissione; terapia; cardiologia; ecografia;
    dott; dottoressa; ortopedic*; prelievo del; azienda sanitaria; asl; chirurg*; infermier*; collega; emoglobina;
    studio medico; menisco; polmonite; sanitari*; farmacia; fisioterap*; pronto soccorso; centro salute
medical: appuntamento; trattamento; sangue; compresse; capsula; dose; mg; ginocchio; cuore; colesterolo; ferro;
    prelievo; tumore; sintomi; dolore; operazione; salute; giorno; valori; tetano; richiamo; lotto; antibiotici;
    digiuno; medic*; conclusioni; controllo; cura; dentistic*
payslip!: busta paga; cedolino; prospetto paga; netto in busta; retribuzione; irpef; inps; stipendio; trattenute;
    netto da pagare al dipendente; retribuzione lorda; paga base; netto del mese; salario; tredicesima;
    netto a ricevere; tfr; salario netto; salario lordo; conteggio salario;
    ferie residue; contingenza; ritenute; matricola; paga; avs; contributo lavoratore; stipendio base;
    netto al lavoratore; scatto; ccnl; compenso; oneri sociali; periodo di paga; liquidazione mensile
payslip: dipendente; datore di lavoro; lordo; netto; ore lavorate; contributi; ferie; livello; mensilita; lavoratore;
    straordinari; addizionale; imponibile fiscale; buoni pasto; competenze; qualifica; anzianita; rateo; accredito;
    ritenuta; disoccupazione; mese; imponibile; interinale;
    impiegato; versato; lorda
advertising!: offerta; offerte; sconto; sconti; promozione; promo; gratis; gratuit*; omaggio; regalo; buono; saldi;
    risparmi; tempo limitato; senza impegno; codice promo; catalogo; coupon; invito alla; porte aperte; approfitti;
    solo oggi; cliente affezionato; meta prezzo;
    novita; concorso; vinc*; tagliando; abbonati; svendita; volantino; newsletter; in regalo; occasione; senza spese;
    scopra; scopri; premi; esclusiv*; carta fedelta; solo;
    risparmiate; risparmiare; risparmio; ordinate; ordinando; prezzo speciale; prezzo di lancio; offriamo;
    approfittate; fiera; nostro stand; campioni; esaurimento scorte; estrazione; opuscolo; vi aspetta;
    sottocosto; sapevate; non perda; invito a; prova gratuita
advertising: showroom; collezione; cliente; nuovo; nuova; venga; provi; fino al; primo ordine; chiama; chiami;
    consulente; immagini; menu; aperto tutti i giorni; rivista; casa; cesto; invece di; primavera; mobili; negozio;
    subito; attivazione; lieto di mostrarle; bambini;
    fiera; passa; firma; telefonate
registered_mail_notice!: raccomandata; avviso di giacenza; giacenza; mancata consegna; ufficio postale;
    ricevuta di ritorno; invito di ritiro; documento d identita; cartolina di ritiro; ritirare; ritiro; era assente;
    assenza; recapitata; raccomandata elettronica; avviso di ricevimento;
    da firmare; atto giudiziario; ritiri; mancato recapito; tentata consegna
registered_mail_notice: mittente; sportello; portalettere; postino; invio; consegnarle; consegnare; delega;
    passaporto; patente; plico; codice; deposito; custodito; avviso; assente; torna al mittente; spedizione; accetti;
    rifiuti; identifichi; cartolina; poste; consegna; destinatario; aperto
letter!: condoglianze; verbale; candidatura; grazie di cuore; congratulazioni; nuovi orari; trasloco; trasferimento;
    nuovo referente; vostra lettera; siamo vicini; lavori nella sua via; rumori; vicini; auguri; le auguriamo;
    ci dispiace;
    scomparsa; auguriamo; invito all assemblea; ringraziamenti
letter: grazie; ringrazi*; assemblea; allegato; in allegato; osservazioni; bambini; famiglia; interesse;
    raggiungibili; telefono; uffici; fortuna; speriamo; padre; estate; comune; parcheggiare; lamentano; regolamento;
    parliamone; pensione; presentarsi; scuola; associazione; cordiali;
    incontro; amministratore; piacere; rivedervi; pomeriggio
other!: documento di trasporto; modulo; attestato; orario delle lezioni; ricetta della; tessera;
    istruzioni per l uso; questionario; certificato; diploma; ordine del giorno; scontrino; bolla di consegna;
    si certifica; programma; elenco; manuale; orari; ddt; sondaggio; menu del giorno;
    modulo di richiesta; scheda; biglietto
other: barrare; cognome; nome; data di nascita; pile; merce ricevuta; colli; socio; lunedi; martedi; venerdi; farina;
    burro; infornare; corso; compilazione; compilare; osservazioni; frequentato; capitolo; pagina; figura; aprire;
    lontano dai bambini; ordine; stampatello; valida fino;
    firma; soddisfatto
invoice!: parcella; nota spese; fattura sanitaria; conto telefonico; richiesta rate; stato avanzamento lavori;
    preavviso di parcella; ricevuta sanitaria; fattura proforma; nota pro forma; avviso di fattura; retta; onorario;
    fattura di riparazione; vale come fattura
invoice: imponibile; iva; manodopera; bollo; totale documento; ritenuta d acconto; cpa; caparra; da saldare; quota;
    compensi; tagliando; ore di lavoro; canone; scadenza; ricambi; da versare; reverse charge
credit_note!: nota di credito; nota di accredito; rimborso; storno; riaccreditiamo; accredito; a vostro credito;
    conguaglio a credito; restituzione; indennizzo; abbuono; premio di fine anno; restituiamo; a suo favore
credit_note: reso; annullata; nulla da pagare; non e richiesta di pagamento; azzera; vuoti; emessa due volte; prezzo
    errato; saranno restituiti; sconto; scaliamo; in eccesso
reminder!: sollecito*; insolut*; diffida; messa in mora; costituzione in mora; canoni arretrati; recupero crediti;
    saldo in sospeso; addebito respinto; prestito scaduto; ultimo avviso; scaduto; non risulta pagata; non versate;
    partite scadute; mancato pagamento; avviso bonario
reminder: nonostante; dimenticanza; interessi moratori; arretrato; piano di rientro; entro otto giorni; in difetto;
    legale; spese di sollecito; debitrice; debitore; distacco; ad oggi; regolarizzi
bank_statement!: estratto conto; saldo iniziale; saldo finale; lista movimenti; movimenti; deposito titoli;
    rendiconto; giacenza media; contabile di bonifico; liquidazione competenze; riepilogo movimenti; conto deposito;
    libretto; saldo contabile; spese tenuta conto; documento riepilogativo; saldo disponibile
bank_statement: dare; avere; valuta; bonifico; quote; btp; addebito; accredito; interessi creditori; prelievo;
    bancomat; pos; carta di credito; debito residuo; mutuo; controvalore; plafond; commissioni; cedole
insurance!: polizza; assicurazion*; sinistro; premio annuo; rc auto; attestato di rischio; contraente; carta verde;
    denuncia di sinistro; franchigia; massimale; perito; fondo pensione; inail; cassa malati; constatazione
    amichevole; liquidazione del danno; assicurat*; fondo sanitario; indennita giornaliera; prestazioni
    pensionistiche; polizza vita; quietanza
insurance: copertura; danno; classe di merito; beneficiari*; indennizz*; disdetta; premio; rimborsato; infortunio;
    compagnia; ivass; garanzie; condizioni di polizza; rendita
tax!: agenzia delle entrate; imu; tari; f24; irpef; cartella di pagamento; avviso di accertamento; tassa
    automobilistica; bollo auto; dichiarazione dei redditi; 730; tributi; agenzia riscossione; imposta*; tassazione;
    dogane; dazi; codice fiscale; verifica fiscale; guardia di finanza; imposta di soggiorno; canone unico;
    contributo di bonifica; sdoganamento; cedolare secca; accertamento esecutivo; avviso di liquidazione; ruolo;
    ravvedimento
tax: contribuente; aliquota; detrazion*; reddito; sanzioni; rendita; ricorso; rateizzazione; acconto; versamento;
    tributo; imposte; rimborso irpef; autotutela; utenza domestica; reclamo; catastali; tariffa rifiuti
court!: tribunale; giudice*; sentenza; decreto ingiuntivo; atto di citazione; precetto; pignoramento; udienza;
    ufficiale giudiziario; procura della repubblica; verbale di accertamento; contravvenzion*; codice della strada;
    giudice di pace; cancelleria; corte d appello; curatore; liquidazione giudiziale; sfratto; indagini preliminari;
    prefetto; testimone; notifica; mediazione; testamento; corte d assise; fallimento; decreto penale; multa;
    ricorso per
court: convenut*; attore; condanna; opposizione; comparire; r g; p q m; esecuzione; avv; difensore; creditori;
    procedimento; violazione; decurtazione; c p c; c p p; istante; coniugi; spese di lite; patente; punti; rilascio
utility!: bolletta; contatore; autolettura; kwh; smc; servizio idrico; energia elettrica; gas naturale; pod; pdr;
    lettura; conguaglio; teleriscaldamento; fornitura; materia energia; acquedotto; fognatura; depurazione; bonus
    sociale; interruzione dell energia; scambio sul posto; ripartizione spese; bolletta luce; potenza impegnata
utility: luce; gas; acqua; consumo; consumi; mc; accise; quota fissa; oneri; utenza; tecnico; fasce; distribuzione;
    riscaldamento; acqua calda; elettrico; fotovoltaico; erogazione
contract!: contratto*; locazione; lettera di assunzione; preliminare; compravendita; scrittura privata; accordo di
    riservatezza; noleggio; patto; disdetta del contratto; le parti; locatore; conduttore; conduttrice; si conviene;
    apprendistato; convenzione; proposta di abbonamento; verbale di conciliazione; proposta contrattuale; comodato;
    prestito personale; statuto
contract: art; durata; preavviso; periodo di prova; recesso; foro; clausole; sottoscritto; firma per accettazione;
    decorrenza; corrispettivo; caparra confirmatoria; promette; rinnovo tacito; ccnl; letto; copia firmata; si
    impegna*; venditore; acquirente
medical!: ospedale; referto; ricetta; certificato di malattia; dimissione; visita; ambulatorio; laboratorio analisi;
    prelievo; mammografia; screening; vaccin*; impegnativa; tessera sanitaria; diagnosi; terapia; ecografia;
    risonanza; radiografia; fisioterapia; dentista; piano di cura; infermier*; psicolog*; ricovero; intervento
    chirurgico; medico; medic*; paziente; asl; cup; consenso informato; commissione medica; dott; cardiologo; day
    surgery; pronto soccorso
medical: nata il; nato il; mg; digiuno; farmac*; medicazion*; dolore; sintomi; esame; esami; controllo; gonalgia;
    denti; cura; punti; compresse; sangue; anestesia; anamnesi; occhi; prenotata; salute; ginocchio
payslip!: busta paga; cedolino; certificazione unica; prospetto paga; tredicesima; tfr; netto in busta;
    retribuzione; conteggio salario; liquidazione tfr; trattenute; contributi inps; quattordicesima; foglio paga;
    competenze; naspi; modello cu; stipendio del mese
payslip: lordo; netto; matricola; dipendente; livello; irpef; ferie; permessi; ritenute; ore; inps; ratei;
    maggiorazione; salario; avs; netto corrisposto; datore di lavoro
advertising!: offerta; sconto; promozion*; gratis; omaggio; in regalo; saldi; svendita; nuova apertura; coupon;
    buono sconto; fiera; dona; donazione; concorso; senza impegno; prova gratuita; valutazione gratuita; soddisfatti
    o rimborsati; meta prezzo; novita; scopri; approfitta; porta un amico; spedizione gratuita; stagione; catalogo;
    vinto; messaggio pubblicitario; attivazione gratis; porte aperte
advertising: ordina; chiama ora; solo fino; stand; espositori; vieni; regalo; risparmi*; offerte; in palio;
    biglietto omaggio; tuo; tua; prenota; gratuit*; negozio; clienti; bastano; insieme
registered_mail_notice!: avviso di giacenza; raccomandata; avviso di ricevimento; giacenza; invito al ritiro;
    portalettere; ricevuta di accettazione; secondo avviso; raccomandata digitale; delega al ritiro; avvenuto
    deposito; avviso di deposito; messo notificatore; casa comunale; non eri in casa; avviso di mancata consegna
registered_mail_notice: ritiro; ritirare; ufficio postale; destinatario; mittente; documento d identita; sportello;
    consegnata; depositat*; termine di ritiro; filiale; pacco; torna al mittente; presso l ufficio
letter!: assemblea; verbale dell assemblea; convocazione; ordine del giorno; candidatura; dimissioni; condoglianze;
    scomparsa; ci sposiamo; ci trasferiamo; raccolta differenziata; gita; colloqui; tessera elettorale; chiusura
    estiva; referenze; permesso di soggiorno; assegno unico; carta d identita; violazione dei dati; la sua lettera;
    nuova carta; avvio del procedimento; lavori pubblici; riunione; invito; auguri; benvenut*; la sua candidatura;
    lettera di presentazione
letter: cara; caro; cari; soci; grazie; scuola; bambini; genitori; vicino; comune; maestra; famiglia; colloquio;
    strada; rumore; disagio; scusiamo; nonna; zio; festa; sede; allego; spiace; dispiace; abbracci*; vicini
other!: preventivo; documento di trasporto; conferma d ordine; domanda di; attestato; certificato; estratto dell
    atto; menu; orario; scontrino; documento commerciale; biglietto*; attestato di prestazione; delega;
    questionario; guida rapida; istruzioni; manuale; curriculum vitae; relazione tecnica; autocertificazione;
    modulo; ricetta di cucina; programma; diploma; elenco; conferma di prenotazione; bolla
other: barrare; colli; vettore; ponteggio; per accettazione; carrozza; posto; cognome; nome; dichiarante; classe;
    superficie; studi; lingue; foto; minestrone; lunedi; martedi; validita; timbro
"""

"""Dutch words that speak for a kind of letter; see `ocr_workers.kinds` for the notation."""

from __future__ import annotations

WORDS = """
invoice!: factuur; factuurnummer; factuurdatum; verkoopfactuur; factuur nr; onze factuur; ereloonnota; honorarium;
    honorariumnota;
    declaratie; nota; notanummer; proforma; eindfactuur; voorschotfactuur; kostennota; staat van ereloon;
    rekening voor; deelfactuur
invoice: aantal; prijs; stukprijs; eenheidsprijs; subtotaal; totaal excl; totaal incl; btw; te betalen; totaalbedrag;
    eindbedrag;
    leverdatum; levering; bestelling; vervaldatum; betaling binnen; overmaken; overschrijven; klantnummer;
    omschrijving; werkuren;
    geleverd*; diensten; in rekening; rekenen wij u; aangerekend; uren; materiaal; verplaatsing; gelieve te betalen;
    te voldoen; mededeling;
    verschuldigde bedrag; artikel; netto; offerte; werken; herstelling; abonnement; kosten; brengen u;
    door u te betalen; betaaltermijn
credit_note!: creditnota; creditfactuur; kredietnota; gecrediteerd; crediteren; te crediteren; in uw voordeel;
    te uwen gunste; minfactuur;
    terugbetaling van factuur; creditbedrag; rechtzetting van factuur; correctiefactuur; tegoedbon;
    u krijgt geld terug; creditering
credit_note: retour*; teruggezonden; prijscorrectie; verrekend; terugbetaald; terugbetalen; terugstorten;
    storten terug; tegoed; dubbel;
    twee keer aangerekend; u hoeft niets te betalen; oorspronkelijke factuur; vermindering; verminderen; annul*;
    geannuleerd*; leeggoed;
    vergissing; credit; te veel; aftrekken; omzetbonus; korting; ontvangt terug; beschadigd
reminder!: betalingsherinnering; herinnering; aanmaning; ingebrekestelling; sommatie; openstaand*; achterstallig*;
    onbetaald*; incasso*;
    betalingsachterstand; laatste herinnering; tweede herinnering; nog niet betaald; incassobureau;
    vervallen facturen; aanmaningskosten;
    verwijlinterest*; niet voldaan; schuldvordering; in gebreke; niet tijdig betaald; wanbetaling; betalingsverzuim;
    dwanginvordering; betalingsaanmaning; niet is voldaan; niet is betaald; niet vereffend; onvoldaan;
    nog niet voldaan; nog steeds niet; onbetaald gebleven; laatste aanmaning; eerste herinnering
reminder: nog niet ontvangen; gerechtsdeurwaarder; binnen 8 dagen; binnen de 8 dagen; invordering; niet betaald;
    als niet verzonden; verstreken; uit handen; schadebeding; uw betaling;
    nog open; vordering;
    gerechtelijke procedure; regulariseer*; schorsen; achterstand; rente; onze cliënt; vergeten; deurwaarder;
    intussen betaald; verhoging;
    laattijdig*; ondanks; niet innen; vervaldag; uiterste datum; schuld; schuldeiser; bleef betaling uit; gekruist
bank_statement!: rekeninguittreksel; rekeningafschrift; afschrift; beginsaldo; eindsaldo; vorig saldo; nieuw saldo;
    zichtrekening;
    spaarrekening; rekeningoverzicht; bankafschrift; uitgavenstaat; jaaroverzicht; saldo op;
    bewegingen op uw rekening; valutadatum;
    effectenrekening; stand van de rekening; uittreksel; saldo einde; af en bij; uw transacties; geldrekening;
    creditcardoverzicht
bank_statement: saldo; debet; credit; af; bij; overschrijving; storting; overboeking; betaling met kaart;
    pinbetaling; geldopname; rente;
    domiciliëring; bancontact; kredietkaart; kaartnummer; beheerskosten; iban; volgnummer; verrichting*; gedebiteerd;
    gecrediteerd; blad;
    boekdatum; mutaties; gewaarborgd tot; interest; stand aan; dividend; coupon; portefeuille; bewaarloon; salaris;
    bankkosten
insurance!: verzekering*; *verzekering; polis; polisnummer; verzekerde*; verzekeringnemer; premie; premienota;
    vervaldagbericht; polisblad;
    schadeaangifte; schadenummer; schadegeval; verzekeraar; groene kaart; hospitalisatie*; eigen risico;
    autoverzekering; brandverzekering;
    bijstand; zorgverzekering; jaarpremie; aansprakelijkheid; tegenpartij; ziekenfonds; mutualiteit;
    levensverzekering; omnium
insurance: dekking; waarborg*; schade; vrijstelling; begunstigde; expert; bijdrage; verlengd; makelaar; ongeval;
    nummerplaat; taksen;
    vergoed*; vergoeding; reis; polisvoorwaarden; algemene voorwaarden; hersteller; aangesloten; medische index;
    uitkering; contract; risico
tax!: belasting*; *belasting; aanslag; aanslagbiljet; aangifte; belastingdienst; fod financiën;
    onroerende voorheffing; kohier*; heffing*;
    vennootschapsbelasting; inkomstenbelasting; personenbelasting; belastbaar; aanslagjaar; btw aangifte;
    voorlopige aanslag; fiscus; kadastraal;
    belastingplichtige; verkeersbelasting; gemeentebelasting; ozb; erfbelasting; fiscale; teruggaaf; aanslagnummer;
    vlaamse belastingdienst;
    belastingteruggave; teruggave van belasting; teruggave; belastingkrediet; te veel betaalde belasting;
    teruggaafbeschikking
tax: bezwaar*; bezwaarschrift; boete; ontvanger; administratie; taks; te betalen saldo; heffingen; dagtekening;
    termijn; inkomen; aanslagen;
    douane; accijnzen; voorheffing; uiterste betaaldatum; loonheffing; aftrek; toeslag; gemeentelijke; waterschap
court!: rechtbank; dagvaarding; vonnis; griffie; griffier; vrederechter; vredegerecht; kantonrechter; gerechtshof;
    gerechtsdeurwaarder;
    deurwaarder; exploot; zitting; betekening; arrest; beschikking; hof van beroep; rechter; eiser; verweerder;
    gedagvaard; terechtzitting;
    arrondissementsrechtbank; getuige; beslag; dwangbevel; parket; arbeidsrechtbank; hoger beroep; verzoekschrift;
    assisen; justitiepaleis;
    politierechtbank; oproeping; uitvoerbare titel; openbaar ministerie; voorzieningenrechter; ondernemingsrechtbank
court: verschijnen; zaaknummer; rolnummer; veroordeelt; veroordeeld; gerechtskosten; proceskosten;
    verplicht te verschijnen; gedaagde; akte;
    bevel; schuldeiser; partijen; roerende goederen; ten verzoeke; advocaat; ambt; vordering; eis; betekend;
    justitie; jury; geschil
utility!: elektriciteit; aardgas; stroom; drinkwater; meterstand*; kwh; verbruik; jaarafrekening; energie*;
    voorschot*; watermeter; gasmeter;
    elektriciteitsmeter; stadsverwarming; ean; nettarieven; vastrecht; leveringspunt; drinkwaterfactuur;
    energierekening; termijnbedrag;
    netbeheerder; warmteverbruik; waterverbruik; energienota; zuivering; slimme meter; afvoer; waterfactuur;
    distributie
utility: gas; water; meter; stand; levering; tarief; afrekening; huidige; vorige; leidingen; aansluiting; m3;
    dagteller; nachtteller; eenheden;
    onderbreking; warmte; bij te betalen; termijnen; maandelijks; gj; transport; leverancier; eindafrekening;
    verwarming; kraan
contract!: overeenkomst; huurovereenkomst; contract; hierna; partijen; arbeidsovereenkomst; *overeenkomst; opzegging;
    opzegtermijn; verhuurder;
    huurder; onderhoudscontract; *contract; addendum; bijakte; ondergetekenden; ondertekend; in tweevoud;
    raamovereenkomst; lessor; lessee;
    compromis; koopakte; werkgever; wordt overeengekomen; komen overeen; bruikleen; lening; toepasselijk recht;
    koper; verkoper; proeftijd
contract: artikel; bepaling*; duur; exemplaar; exemplaren; opgemaakt; handtekening*; geheimhouding; beëindiging;
    getekend; bijlage; looptijd;
    opzeggen; huurprijs; maandloon; in dienst; onderhuur; onderverhuur; bediende; akkoord; clausule; schriftelijk;
    huur; voorwaarden; gedaan te
medical!: ziekenhuis; patiënt*; patient*; diagnose; huisarts; polikliniek; voorschrift; geneesmiddel*; laboratorium*;
    bloedonderzoek; uitslag;
    dokter; arts; specialist; röntgenfoto; mri; medicatie*; vaccinatie*; inenting; ontslagbrief; geachte collega;
    bevolkingsonderzoek; tandarts;
    mammografie; consultatie; kliniek; verwijzing; behandelend; bloedwaarden; apotheek; fysiotherap*; kinesitherap*;
    echografie; gezondheidscentrum
medical: afspraak; behandeling; onderzoek; bloed; tabletten; klachten; bevindingen; mg; knie; hart; cholesterol;
    hemoglobine; verslag; opname;
    kanker; nuchter; afname; cardiologie; praktijk; therapie; dosis; griep; gezondheid; prikken; ijzer; verpleeg*;
    operatie; medisch*
payslip!: loonbrief; loonstrook; salarisspecificatie; loonfiche; brutoloon; nettoloon; loonheffing;
    bedrijfsvoorheffing; rsz; loonspecificatie;
    netto salaris; bruto salaris; maandwedde; eindejaarspremie; dertiende maand; salarisstrook; verloning;
    loonafrekening; uw loon; loontijdvak;
    nettosalaris; brutosalaris; loonbelasting; salarisbetaling; personeelsnummer; stamnummer; vakantiegeld;
    loonstaat; heffingskorting; netto uit te betalen
payslip: werknemer; salaris; loon; inhoudingen; pensioenpremie; bruto; netto; werkgever; uurloon; gewerkte; uren;
    sociale zekerheid; maaltijdcheques;
    periode; vakantiedagen; anciënniteit; afhoudingen; uitbetaald; uitbetaling; bijdragen; interim*;
    burgerlijke staat; overuren; premie; schaal
advertising!: korting; aanbieding*; actie; promotie; promo*; bespaar*; gratis; cadeau; geschenk; bon; waardebon;
    uitnodiging voor; opendeurdag;
    tijdelijk*; koopje*; solden; webshop; nieuwsbrief; vrijblijvend; kortingsbon; voordeel; voordelig; trouwe klant;
    halve prijs; zonder verplichting;
    actiecode; nieuwe collectie; slechts; abonneer; openhuis; kans; win; kosteloos; nu bestellen;
    bestel nu; bestel vandaag; besparen; bespaart; gratis staal; tombola; wedstrijd; onze stand;
    zolang de voorraad strekt; introductieprijs; brochure; vroegboek*; speciale prijs; kennismaking*;
    prijsverlaging; uitverkoop; wist u dat; mis het niet; proefabonnement
advertising: ontdek; kom naar; showroom; collectie; klant; nu; nieuw; profiteer; geniet; bestel; bel; aanbod;
    voorjaar; assortiment; maar; eerste bestelling;
    adviseur; boek; knip; menu; kinderen; elke dag open; stel u; uw woning; demonstratie; beurs; tijdschrift;
    nergens; zomer*; bellers; promocode
registered_mail_notice!: aangetekend*; afhaalbericht; postkantoor; postpunt; niet thuis; af te halen;
    ontvangstbewijs; aangetekende zending; afwezigheid;
    bericht van aanbieding; ophaalkaart; aanbiedingsbericht; bericht van ontvangst;
    tegen handtekening; aangetekend stuk
registered_mail_notice: zending; afhalen; ophalen; legitimatiebewijs; postbode; identiteitskaart; identiteitsbewijs;
    loket; barcode; afzender; volmacht;
    paspoort; rijbewijs; uitreiker;
    uitgereikt; bezorg*; klaar; depot; pakje; niemand; terug naar de afzender; haal; aanvaard; weiger; kaart;
    loketbediende; postnl; bpost; vertoon
letter!: hartelijk dank; verslag van de vergadering; sollicitatie; deelneming; openingsuren; gefeliciteerd;
    wij wensen; verhuizing; verhuisd; uw brief;
    onze gedachten; wegdek; rouw; wij betreuren; kennis te maken; nieuwe contactpersoon; werken in uw straat;
    bedankt voor;
    uw vraag; geluidshinder; buren
letter: dank; vergadering; bijlage; opmerkingen; groeten; kinderen; familie; belangstelling; bereikbaar; telefonisch;
    kantoor; succes; hopen; vader;
    zomer; gemeente; parkeren; klagen; praten; vriendelijk; mede eigenaars; syndicus; school; vereniging; uitnodig*;
    pensioen; jarenlang*
other!: leveringsbon; leverbon; vrachtbrief; pakbon; aanvraagformulier; formulier; attest; getuigschrift; lesrooster;
    recept; lidkaart; gebruiksaanwijzing;
    vragenlijst; enquête; handleiding; menukaart; agenda; diploma; kassabon; bewijs van deelname; dienstregeling;
    uurrooster; lijst; programma; inschrijvingsformulier
other: aankruisen; voornaam; geboortedatum; batterijen; ontvangst; colli; lid; maandag; dinsdag; vrijdag; bloem;
    boter; bak; opleiding; invullen; in te vullen;
    opmerkingen; deelnam; bevestigd; hoofdstuk; bladzijde; figuur; pak uit; buiten bereik; bestelling; blokletters;
    geldig tot
invoice!: nota; ereloonnota; kostenstaat; schoolrekening; afrekening; patientenfactuur; vorderingsstaat;
    aanbetaling; honorariumnota; ziekenhuisfactuur; declaratie; factuurnummer; acceptgiro
invoice: werkuren; materiaal; uurtarief; supplement*; aandeel; vervaldag; btw verlegd; te voldoen; aangerekend;
    opvang; consult; provisie; per pin; derdenrekening; verblijf
credit_note!: creditering; kredietnota; creditfactuur; restitutie; terugbetaling; retour ontvangen; ristorno; in uw
    voordeel; te uwen gunste; teruggestort; tegemoetkoming; jaarbonus; compensatie
credit_note: geen uitnodiging tot betalen; u hoeft niets te doen; leeggoed; waarborg; geannuleerd; ten onrechte;
    dubbel; verrekenen; teruggave; te veel aangerekend
reminder!: herinnering; rappel; sommatie; ingebrekestelling; aanmaning; huurachterstand; incassokosten; minnelijke
    invordering; openstaand bedrag; storneren; incasso niet gelukt; nog niet ontvangen; achterstallig; te laat;
    vervallen facturen; telaatgeld
reminder: ondanks; aan uw aandacht ontsnapt; schadebeding; nalatigheid; afbetalingsplan; gekruist; onbetaald*;
    hoofdsom; achterstand; uit handen geven
bank_statement!: rekeningafschrift; uitgavenstaat; portefeuille; effectenrekening; jaaroverzicht; renteafrekening;
    saldo; beginsaldo; eindsaldo; termijnrekening; creditbericht; couponbetaling; bij en af; verrichtingen;
    financieel jaaroverzicht
bank_statement: bancontact; domiciliering; betaalautomaat; overboeking; deelbewijzen; staatsbon; dividend;
    bewaarloon; limiet; spaarboekje; bijschrijving; geldopname; aflossing; openstaand kapitaal
insurance!: polisblad; premiebericht; schademelding; schadedossier; zorgpolis; ziekenfonds; mutualiteit; groene
    kaart; aanrijdingsformulier; pensioenoverzicht; royement*; eigen risico; hospitalisatieverzekering;
    verzekeringsbewijs; zorgverzekeraar; schadeaangifte; pensioenfonds
insurance: franchise; expert; vrijstelling; polisvoorwaarden; tegemoetkoming; uitkering bij overlijden; begunstigde;
    bonus malus; schadevrije jaren; dekking; uitkeren; remgeld
tax!: aanslag*; aangifte; belastingdienst; waterschap; onroerende voorheffing; heffingen; toeslag*;
    verkeersbelasting; hondenbelasting; bedrijfsvoorheffing; fod financien; douane; invoerrechten; kohier*; woz
    waarde; omzetbelasting; boekenonderzoek; erfbelasting; retributie; btw aangifte; motorrijtuigenbelasting;
    leegstandsheffing
tax: bezwaar; dagtekening; kadastraal; verzamelinkomen; vermindering; verzuimboete; vervuilingseenheden; belastbaar;
    gemeenteraad; aanslagjaar; uitspraak op bezwaar; te betalen voor
court!: vredegerecht; kantonrechter; dagvaarding; vonnis; beslag; gerechtsdeurwaarder; deurwaarder; zitting; parket;
    officier van justitie; curator; faillissement; rechtbank; beschikking; proces verbaal; dwangbevel; arrest;
    verzoekschrift; getuige; ontruiming; boete; onmiddellijke inning; strafbeschikking; schuldbemiddelaar; griffie;
    griffier; rechter
court: eiser; verweerder; gedaagde; veroordeelt; betekening; betekend; uitvoerbaar; verzet; hoger beroep;
    snelheidsovertreding; overtreding; kenteken; schuldeisers; nalatenschap; verschijnen; rolnummer; akte
utility!: meterstand*; jaarafrekening; slotfactuur; eindafrekening; waterfactuur; voorschotfactuur; digitale meter;
    slimme meter; netbeheer*; kwh; warmtenota; teruglevering; stroom onderbroken; energieleverancier; drinkwater;
    ean; leveringstarief; stadswarmte
utility: elektriciteit; gas; aardgas; stroom; verbruik; verbruikt; vastrecht; gj; sanering; voorschotten;
    zonnepanelen; nachttarief; distributie; technicus; warmtemeters
contract!: overeenkomst*; huurovereenkomst; arbeidsovereenkomst; compromis; onderhoudscontract;
    samenlevingscontract; geheimhouding*; opzegging; bijlage bij de arbeidsovereenkomst; vaststellingsovereenkomst;
    leasenemer; partijen komen overeen; verhuurder; huurder; ondergetekenden; plaatsingsovereenkomst; volmacht en
    contract
contract: artikel; tweevoud; opzegtermijn; proeftijd; looptijd; waarborgsom; verbinden zich; ondertekend; looptijd;
    ingangsdatum; opdrachtgever; opdrachtnemer; verkoper; koper; stilzwijgend
medical!: ziekenhuis; polikliniek; huisarts*; verwijzing; bloedonderzoek; ontslagbrief; voorschrift;
    arbeidsongeschikt*; raadpleging; uw afspraak; tandarts*; kinesitherap*; fysiotherap*; thuisverpleging;
    mammografie; vaccinatie*; griepprik; verpleegkundige; psycholoog; behandelplan; wachtlijst; darmkanker*;
    bevolkingsonderzoek; echografie; cardioloog; ingreep; opname; radiologie; spoedgevallen; verloskundige
medical: nuchter; klachten; medicijnen; verband; wonde; hechtingen; dosis; gebit; knie; collega; arts; dokter;
    geboren; narcose; symptomen; behandeling; verdoving; beugel; uitslag; stoelgang
payslip!: loonbrief; loonstrook; salarisspecificatie; loonfiche; jaaropgaaf; jaaropgave; fiche 281; loonafrekening;
    vakantiegeld; rsz; brutowedde; nettoloon; loonheffing; uitkeringsspecificatie; betaalspecificatie;
    eindejaarspremie; pensioenbetaling; bruto salaris; eindafrekening dienstverband
payslip: bruto; netto; bedrijfsvoorheffing; personeelsnr; gepresteerd; uurloon; toeslag; inhoudingen;
    maaltijdcheques; dertiende maand; periode
advertising!: korting; opruiming; gratis; actie; aanbieding*; folder; speciaal voor u; nu open; vrijblijvend;
    cadeau; ontdek; profiteer; bespaar; halve prijs; beurs; toegangskaart; prijzentrekking; gift*; opendeurdag;
    proefabonnement; welkomstpremie; solden; waardebon; win
advertising: bon; toonzaal; bestel; bestellen; kom langs; maak kennis; nieuwste; vanaf; stap over; boek; schatting;
    actie loopt; donatie; gewonnen; vrienden
registered_mail_notice!: aangetekende zending; afhaalbericht; niet thuis; postpunt; aangetekend*; ontvangstbewijs;
    bewijs van afgifte; tweede bericht; gesloten omslag; machtiging ophalen; wij hebben u gemist; niet aangetroffen
registered_mail_notice: afhalen; ophalen; legitimatie*; identiteitskaart; afzender; bestemmeling; loket; pakket;
    handtekening voor ontvangst; aan te bieden; postkantoor; terug naar afzender
letter!: algemene vergadering; ledenvergadering; notulen; verslag van; oudercontact; schoolreis; sollicitatie;
    vacature; oproepingsbrief; stembureau; ophaaldagen; verhuizen; gefeliciteerd; overlijden van; condoleances;
    klacht over; uw klacht; kinderbijslag; openbaar onderzoek; uitnodiging; wij trouwen; groeipakket; getuigschrift;
    nieuwe bankkaart; bijeenkomst; ontslagbrief indienen; gegevensbescherming*
letter: leden; agenda; rondvraag; bestuur; ouders; juf; kinderen; collega s; feest; vakantie; werken; hinder;
    excuses; groetjes; bedankt; buren; gemeente; vergunning; kantine; wij hopen; het spijt ons; gesloten
other!: offerte; leverbon; pakbon; orderbevestiging; aanvraagformulier; attest; uittreksel; menu; weekmenu;
    uurrooster; rooster; kasticket; kassabon; energieprestatiecertificaat; volmacht; e ticket; enquete; handleiding;
    snelstartgids; curriculum vitae; keuring; verslag elektrische keuring; boekingsbevestiging; diploma; checklist;
    bestelbon
other: aankruisen; invullen; in te vullen; pallet; vervoerder; perron; klas; hobby s; stelling; geldig; bijgaand
    formulier; datum handtekening; soep; foutcode
"""

"""English words that speak for a kind of letter; see `ocr_workers.kinds` for the notation."""

from __future__ import annotations

WORDS = """
invoice!: invoice; tax invoice; sales invoice; invoice no; invoice number; invoice date; pro forma invoice;
    our invoice;
    bill for; bill number; our account for; fee note; our fees; final account; statement of fees; receipted bill
invoice: qty; quantity; unit price; subtotal; sub total; net; vat; value added tax; amount due; amount payable;
    total due;
    grand total; order date; delivery date; payment terms; 30 days net; terms; due date; remit; settle; bank details;
    goods; services rendered; we charge; charged; labour; materials; order no; purchase order; hours; item;
    description;
    please pay; to be paid; billing; billed; settlement; invoice total; exempt from vat; work carried out; charge for
credit_note!: credit note; credit memo; credit invoice; credited; credit total; total credited; in your favour;
    refund*;
    credit document; cancellation invoice; we credit; sales credit; credit advice; amount credited;
    credit balance note
credit_note: returned goods; return of goods; goods returned; price correction; cancel the charge; reimburse*;
    set against;
    no payment is required; overcharged; invoiced twice; reduced by; adjustment; correction of our invoice;
    original invoice;
    deduct; empties; rebate; quantity discount; credit; offset against; allowance for
reminder!: payment reminder; reminder; final notice; overdue; past due; unpaid; arrears; second notice; final demand;
    outstanding invoice; demand for payment; debt collection; collection agency; notice of default;
    letter before action;
    final reminder; missed payment; late payment notice; remains unpaid; still unpaid; remains outstanding;
    third notice; first reminder;
    second reminder; last reminder;
    debt recovery; collect the debt; outstanding balance; dunning
reminder: not yet been paid; not received your payment; have not received; outstanding; fell due;
    disregard this letter; bailiff; bailiffs; debtor; creditor; our client; enforcement agent;
    ignore this; reminder fee; interest for late payment; solicitors; still open; owe; you owe;
    instalment;
    bring the account up to date; no record; surcharge; enforce the debt; collection costs; legal action;
    suspended; settle your account; forgotten; failed to pay; crossed in the post; overlooked; returned by your bank;
    despite
bank_statement!: bank statement; account statement; statement of account; statement no; opening balance;
    closing balance;
    balance brought forward; balance carried forward; credit card statement; statement period; new balance;
    your transactions;
    previous balance; final balance; balance at start; balance at end; transactions in; value date;
    balance of the cash account
bank_statement: debit; credit; sort code; current account; savings account; standing order; direct debit;
    card payment;
    withdrawal; atm; cash machine; transfer; interest paid; paid in; paid out; money in; money out;
    deposits are protected;
    balance; bank charges; cheque; contactless; gross interest; minimum payment; overdraft; booking text; movements;
    credit transfer; dividend; custody fee; iban; salary; incoming payment; portfolio; card ending
insurance!: insurance; insurance policy; policy number; policyholder; premium notice; insured; sum insured;
    certificate of
    insurance; insurer; motor insurance; home insurance; life assurance; no claims bonus; loss adjuster;
    claims department;
    underwriter*; policy schedule; insurance certificate; travel insurance; travel cover; premium due; assured;
    insuring
insurance: policy; premium; cover; claim; excess; renewal; liability; comprehensive; beneficiar*; accident; damage;
    policy conditions; benefits; schedule; indemnity; repairer; third party; renew; claims; cover lapses; no claim;
    contents
tax!: tax assessment; notice of assessment; tax return; income tax; corporation tax; hm revenue; hmrc; inland revenue;
    revenue commissioners; tax office; self assessment; tax year; council tax; taxable income; taxpayer; property tax;
    tax code; unique taxpayer reference; tax authority; tax administration; vat registration; vat return;
    business rates;
    rateable value; municipal tax; stamp duty; capital gains tax; vehicle tax; road tax; tax charged; tax payable;
    tax refund; refund of tax; tax repayment; overpaid tax; tax overpaid; repayment of tax; tax credit;
    tax calculation; statement of tax
tax: tax; assessed; assessment; levy; duty; object in writing; appeal; instalment; allowances; rates; refund of tax;
    treasurer;
    treasury; repay; interest runs; penalty; file it online; fiscal; revenue; surcharge; tax demand; objection
court!: court; county court; high court; crown court; summons; writ; judgment; judgement; claimant; defendant;
    plaintiff;
    tribunal; hearing; bailiff*; enforcement agent; witness summons; magistrates; jury; jury service; registrar;
    contempt;
    notice of hearing; court order; warrant; claim form; sheriff; probate; appellant; respondent;
    notice of enforcement;
    case no; court fee; statutory demand; subpoena; injunction; judicial; high court judge; district judge;
    enforcement officer
court: appeal; order; orders; attend; evidence; case; costs; execution; seize*; served; oath; judgment debt; parties;
    proceedings;
    plea; serve; sealed; commissioner; by order; listed; court room; affidavit; verdict; offence
utility!: electricity bill; gas bill; water bill; meter reading; electricity; kwh; standing charge; meter; unit rate;
    supply address;
    mains; energy statement; district heating; sewerage; waste water; cubic metres; units used; energy supplier;
    gas and electricity;
    dual fuel; heating costs; day rate; night rate; mwh; energy bill; water supply; interruption of supply; tariff;
    water used
utility: gas; water; energy; consumption; usage; estimated; reading; units; direct debit; monthly payments; supply;
    annual statement;
    advance payment*; heat; power; switch off; heating; m3; network; final bill; smart meter; standing
contract!: agreement; contract; hereinafter; the parties; tenancy agreement; lease; employment contract;
    service agreement;
    framework agreement; rental agreement; lessor; lessee; landlord; tenant; deed; undersigned; hereby agreed;
    notice period;
    terms and conditions of; whereas; maintenance contract; loan agreement; amendment; addendum; countersign;
    non disclosure;
    licence agreement; governed by; in witness whereof; deed of sale; contract of; termination of contract;
    parties agree
contract: clause; article; signed; in duplicate; sign; terminate*; termination; notice; probation; governing law;
    employer; employee;
    sublet; schedule; term; obligations; confidentiality; two copies; originals; signatures; seller; buyer;
    either party; either side;
    rent; commence*; supplier; in force; agree; in writing; signed copy
medical!: patient; hospital; clinic; diagnosis; prescription; laboratory results; blood test; discharge letter;
    surgery; doctor;
    general practitioner; gp; radiology; x ray; mri; medication; outpatient; vaccination; screening; mammogram;
    specialist; consultant;
    test results; dear colleague; scan; referral; vaccine; treatment plan; health centre; cardiology; haemoglobin;
    nurse; biopsy
medical: appointment; treatment; symptoms; examination; blood; tablets; dose; capsules; mg; knee; heart; results;
    medical; health;
    surgeon; findings; admitted; cancer; therapy; ward; cholesterol; sample; dr; physician; pain; injection; iron;
    immunisation; dental
payslip!: payslip; pay slip; pay advice; salary statement; statement of earnings; net pay; gross pay; take home pay;
    wage slip; paye;
    national insurance; earnings and deductions; gross salary; gross earnings; net wages; net earnings; payroll;
    basic pay; ni number;
    your pay for; pay date; remuneration; salary slip; net salary; gross wages; pay period; monthly pay;
    net remuneration; pay statement
payslip: employee; salary; wage*; deductions; overtime; pension; tax code; year to date; staff number; hours;
    social security;
    employer; holiday allowance; annual leave; paid into your account; earnings; bonus; sick pay; wage tax; basic;
    tax withheld; gross
advertising!: special offer; sale; discount; save up to; voucher; offer ends; limited time; free gift; subscribe;
    promo code; coupon;
    free delivery; invitation to our open day; open day; catalogue; best customers; half price; newsletter;
    new collection; webshop;
    money off; without obligation; no obligation; buy one; special price*; deal; deals; offers; loyalty; win a;
    free of charge; black friday;
    order now; order today; trade fair; our stand; prize draw; free sample*; while stocks last; loyal customers;
    bargain*; clearance; introductory; your chance; bonus points; preview evening; brochure; early bird;
    did you know; reply now
advertising: discover; off; free; visit; showroom; collection; gift; only; now; exclusive; enjoy; shop; call free;
    try; new; save;
    customers; first order; offer; imagine; adviser; book; hamper; no strings attached; come and; open daily;
    from only; your home; ring us
registered_mail_notice!: registered item; registered letter; recorded delivery; signed for; registered mail;
    sorry we missed you;
    we missed you; attempted delivery; collect it; acknowledgement of receipt; proof of identity; while you were out;
    redelivery;
    collection card; registered packet; electronic registered; registered post; item number; ready for collection;
    awaiting collection
registered_mail_notice: post office; postman; collect*; identity card; counter; delivery office; deliver*;
    consignment; barcode; nobody;
    passport; driving licence; returns to the sender; depot; item; branch; signature; pick it up; shelf;
    accept or refuse; bring this card;
    this card; kept for you; carrier; packet; returned to the sender; opening hours; clerk; slip
letter!: minutes of; condolence*; your application for; thank you so much; our thoughts; congratulations;
    we hope to see you; road works;
    change of address; we are moving; opening hours; new contact; we regret to inform; neighbours; your visit;
    your enquiry; get well
letter: thank you; meeting; enclosed; please find; sincerely; best wishes; children; family; colleague*; telephone;
    wish you; office;
    kindly; introduce; wonderful; summer; residents; secretary; complained; talk; look forward; your letter; retires;
    school; community
other!: delivery note; packing slip; application form; certificate; timetable; recipe; membership card;
    instructions for use; questionnaire;
    survey; user manual; menu; agenda; diploma; form; this is to certify; till receipt; boarding pass; ticket;
    list of; drawing; table of
other: tick; please print; batteries; keep away; received in good order; remarks; attendance; member; parcels;
    monday; tuesday; friday;
    flour; butter; bake; course; surname; first name; signature; chapter; page; figure; filling this in; unpack;
    passenger; valid until
invoice!: folio; service charge; application for payment; fees are payable; patient account; professional fees;
    tuition fees; service invoice; pro forma
invoice: labour; mileage; room; nights; stay; deposit is payable; renews; reverse charge; certificate; consultant
    fees; outlay; payable in advance
credit_note!: refund advice; we owe you; money back; credited to your account; raised a credit; reversed; repaying;
    return of your deposit; annual rebate; goodwill credit
credit_note: nothing to pay; do nothing; goes back; overpaid; compensation; returned to you; cancels; in error; you
    returned
reminder!: rent arrears; still unpaid; subs; friendly nudge; slipped your mind; kept too long; letter before claim;
    were due back; returned unpaid; by return
reminder: on stop; passed to; proposal; repayment plan; despite earlier; late fee; behind; in spite of; kindly bring
bank_statement!: contract note; valuation of your portfolio; mortgage statement; certificate of interest; statement
    of fees; savings summary; member statement; carried forward; total value; fixed rate bond
bank_statement: units; fund; shares; bond; maturity; lodgement*; settlement; balance; units held; credit limit
insurance!: your claim; international motor insurance; no claims discount; benefit statement; statement of benefit;
    pension statement; endowment; annuity; accident report; cover starts; home cover; car policy; green card; health
    plan
insurance: excess applies; loss; wear and tear; witness*; insurer*; sum assured; trustees; transfer value;
    collision; refund the excess
tax!: import duty; customs; coding notice; council tax bill; inheritance tax; revenue audit; non domestic rates;
    paye; dog licence; tax code; time to pay; self assessment return; vat 3; stamp duty land tax; customs duty
tax: hm; appeals; rateable; duty paid; taxable; personal allowance; relief*; registration; disclosure; return for
    the year
court!: notice of intended prosecution; penalty charge notice; fixed penalty; liquidator; proof of debt; eviction;
    decree; acknowledgement of service; possession order; prosecution; permission to appeal; creditors; grant of
    probate; power of arrest; employment judge; legal aid
court: offence; keeper; appeal; opposition; liable; served on; plea; bundle; winding up; trustee in bankruptcy;
    points; fined
utility!: export payment; heat account; feed in; smart meters; meter read; supply point; drainage; sewage; fresh
    water; unit rates; network operator; generation meter; surface water
utility: cable; engineer; readings; refuse; outage; priority line; exit fee; switch supplier; recycling charge
contract!: this agreement is made; assured shorthold; statement of main terms; contract hire; partnership deed;
    settlement agreement; confidentiality undertaking; volunteer agreement; the undersigned agree; hirer; covenant;
    probationary period; care plan agreement
contract: clause; made in two copies; the tenant shall; the supplier; witness; force majeure; set out; entire
    agreement; monthly rental; bound by
medical!: discharge summary; outpatients; clinic letter; fit note; fitness for work; immunisation record; dental
    check; physiotherap*; midwife; ultrasound; ct scan; colonoscopy; allergy; waiting list; pre assessment;
    counselling; cervical; inpatient; anaesthetic; ecg; your appointment
medical: dressing; swab; tablets; fasting; teeth; dentist; hygienist; therapist; brace; pathology; specimen; carer;
    born; medicines; eye; hearing; bring your glasses
payslip!: p60; p45; p11d; statutory sick pay; weekly wages; holiday pay; works number; final pay; usc; prsi; pension
    payslip; earnings statement; employer contributions
payslip: cumulative; student loan; untaken; month 1; overtime; allowances; net into; tax period
advertising!: grand opening; now open; try us; free valuation; free survey; pre selected; your gift; donate;
    donation; join now; no joining fee; from just; new season; exclusive; limited edition; book early; competition;
    tickets on sale
advertising: voucher; gifts; spend; scan the code; treat; savings; everyone; experts; amazing; friends; days only;
    charity; raffle
registered_mail_notice!: advice of delivery; advice of arrival; certificate of posting; authority to collect; fee to
    pay; couldn t deliver; registered message; card left; proof of posting
registered_mail_notice: rebook; hand over; customer service point; signed authority; photo id; photo identification;
    to be signed for; addressee; log in; last day for collection
letter!: annual general meeting; agm; polling station; poll card; parents evening; school trip; planning
    application; data breach; curriculum vitae; interview; resignation; invite you to; marriage; notice of meeting;
    apologies; any other business; product recall; safety notice; inspection of your; child benefit; your new card
letter: members; teacher; bins; resurfacing; neighbour; class; volunteers; committee; harvest; agenda; coach;
    holiday; sorry; glad; love; garden; candidates; residents; clubhouse; stop using; we are closed
other!: quotation; estimate; order acknowledgement; order confirmation; e ticket; quick start; energy performance;
    curriculum vitae; passenger survey; proxy; power of attorney; certified copy; receipt; packing list; booking
    confirmation; work order
other: carrier; pallet; scaffold; tick one; office use only; seat; coach; valid for 60 days; soup; lesson; pe;
    rating; declaration; interests; education; print name; cash; change given
"""

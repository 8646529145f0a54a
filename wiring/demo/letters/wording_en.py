"""How letters are written in English."""

from __future__ import annotations

from wiring.demo.letters.truth import LetterKind
from wiring.demo.letters.wording import KindWording, LanguageWording

_KINDS = {
    LetterKind.INVOICE: KindWording(
        subjects=(
            "Invoice {reference}",
            "Your invoice for {period}",
            "Invoice no. {reference} - deliveries in {period}",
        ),
        openings=(
            "Thank you for your order. We charge you as follows for the goods and services supplied in {period}.",
            "Please find below the details of our services for {period}, as agreed with your office in {city}.",
        ),
        bodies=(
            "Kindly transfer {total} by {due} to our account {iban}, quoting the reference {reference}.",
            "The goods remain our property until they have been paid for in full.",
            "If the invoice should contain a mistake, please tell our accounts department within eight days.",
            "Payments received after {due} are subject to interest at the statutory rate.",
        ),
        endings=("We thank you for your business.", "It was a pleasure to work for you again this month."),
    ),
    LetterKind.REMINDER: KindWording(
        subjects=(
            "First reminder: invoice {reference} is overdue",
            "Payment reminder {reference}",
            "Second notice - {reference}",
        ),
        openings=(
            "According to our books the invoice {reference} has not been settled so far.",
            "Perhaps it escaped your notice that our invoice {reference} fell due some time ago.",
        ),
        bodies=(
            "The outstanding balance amounts to {total}. Please let us have this sum no later than {due}.",
            "If you have paid in the meantime, please regard this letter as void.",
            "Should we not hear from you by {due}, we shall have to hand the matter to a collection agency.",
            "Use our account {iban} and the reference {reference} so that the payment can be matched at once.",
        ),
        endings=("We look forward to your payment.", "Please call us if you would like to agree on instalments."),
    ),
    LetterKind.BANK_STATEMENT: KindWording(
        subjects=("Statement of account for {period}", "Account statement {reference}"),
        openings=(
            "Below you will find the movements on your current account {iban} during {period}.",
            "This is the summary of all bookings on your account {iban} for {period}.",
        ),
        bodies=(
            "Please check the entries and object within thirty days; after that we take the statement as approved.",
            "Deposits are protected up to 100,000 euros per customer by the national guarantee scheme.",
            "Standing orders due on a public holiday are carried out on the next working day.",
        ),
        endings=("Your adviser will gladly answer any question.", "Thank you for banking with us."),
    ),
    LetterKind.INSURANCE: KindWording(
        subjects=("Your policy {reference}: premium for {period}", "Renewal of your business insurance {reference}"),
        openings=(
            "Your insurance policy {reference} is about to be renewed for another year.",
            "We enclose the premium notice for your policy {reference}, which runs until further notice.",
        ),
        bodies=(
            "The premium for {period} comes to {total} including insurance tax and is payable by {due}.",
            "The sums insured have been raised by {percent} per cent in line with the building cost index.",
            "Please inform us without delay if the risk has changed, for example through a new address.",
            "Cover lapses if the premium has not reached our account {iban} within the period of grace.",
        ),
        endings=("You are in good hands with us.", "Claims can be reported at any hour of the day."),
    ),
    LetterKind.TAX: KindWording(
        subjects=("Notice of assessment for {period}", "Corporation tax: notice of assessment {reference}"),
        openings=(
            "The tax office has examined your return and has assessed the tax as set out in this notice.",
            "On the basis of the return filed for {period} we have determined the following amounts.",
        ),
        bodies=(
            "The amount payable is {total} and has to be credited to the account {iban} by {due}.",
            "An objection may be lodged in writing within one month of receipt; it does not delay payment.",
            "Late payment gives rise to a surcharge of {percent} per cent for every month begun.",
            "State the file number {reference} on every letter and on every payment.",
        ),
        endings=(
            "This notice was produced by machine and is valid without a signature.",
            "Keep this notice with your records.",
        ),
    ),
    LetterKind.UTILITY: KindWording(
        subjects=("Your annual electricity bill {reference}", "Water and waste water: bill for {period}"),
        openings=(
            "We have read your meter and calculated your consumption for {period}.",
            "Here is the yearly settlement for the supply at your address in {city}.",
        ),
        bodies=(
            "After deduction of your advance payments a balance of {total} remains, payable by {due}.",
            "Your consumption was {percent} per cent higher than in the previous year.",
            "We suggest that you read the meter yourself at the end of every quarter and send us the figure.",
            "Please use our account {iban} unless you have given us a direct debit mandate.",
        ),
        endings=(
            "Thank you for using energy with care.",
            "Our service line is open on working days from 8 to 18 hours.",
        ),
    ),
    LetterKind.CONTRACT: KindWording(
        subjects=(
            "Maintenance agreement {reference}",
            "Your rental contract {reference}",
            "Service agreement no. {reference}",
        ),
        openings=(
            "Enclosed you will find the agreement between {sender} and {recipient} in two copies.",
            "As discussed, we are sending you the terms under which we will work for you from {due}.",
        ),
        bodies=(
            "Please return one signed copy to us by {due}; the other one is meant for your own files.",
            "The agreement is concluded for two years and extends by one year unless notice is given in time.",
            "Prices may be adapted once a year, by no more than {percent} per cent.",
        ),
        endings=(
            "We look forward to a long and fruitful partnership.",
            "Do not hesitate to ask if a clause is unclear.",
        ),
    ),
    LetterKind.MEDICAL: KindWording(
        subjects=("Your appointment on {due}", "Results of your examination - file {reference}"),
        openings=(
            "Thank you for visiting our practice. The results of the laboratory have now arrived.",
            "We would like to remind you of your appointment at our clinic on {due}.",
        ),
        bodies=(
            "Your values lie within the normal range; no treatment is needed for the time being.",
            "Please come with an empty stomach and bring your insurance card and a list of your medicines.",
            "If you cannot keep the appointment, let us know at least two days before.",
            (
                "A further check is advisable in about six months; your general practitioner receives a "
                "copy of this letter."
            ),
        ),
        endings=("We wish you good health.", "Please telephone us if your symptoms should return."),
    ),
    LetterKind.PAYSLIP: KindWording(
        subjects=("Payslip for {period}", "Statement of earnings {period}"),
        openings=(
            "Your salary for {period} was calculated as follows.",
            "Please find here the details of your pay for {period}.",
        ),
        bodies=(
            "The net pay of {total} will be transferred to your account {iban} on the last working day.",
            "Keep this document without limit of time; it proves your insured periods.",
            "Holiday not taken by the end of March lapses unless the management has agreed otherwise.",
        ),
        endings=("Questions are answered by the payroll office.", "Thank you for your work this month."),
    ),
    LetterKind.ADVERTISING: KindWording(
        subjects=("Save {percent} per cent on your next order", "An invitation to our autumn fair in {city}"),
        openings=(
            "Did you know that most offices spend more on paper than on coffee? We would like to change that.",
            "For a few weeks only we offer our best customers a special price on the whole range.",
        ),
        bodies=(
            "Order before {due} and receive {percent} per cent off chairs, desks and lamps.",
            "Our advisers visit you free of charge and show you the samples in your own rooms.",
            "Delivery is free throughout the country, and you may return everything within sixty days.",
            "Bring this letter along: a small present is waiting for you at our stand.",
        ),
        endings=("We would be delighted to see you.", "Why not call us today?"),
    ),
    LetterKind.REGISTERED_NOTICE: KindWording(
        subjects=("Registered item {reference} is waiting for you", "Notice of a registered letter {reference}"),
        openings=(
            "Our postman wanted to hand you a registered letter today but met nobody at your address.",
            "A registered item addressed to {recipient} could not be delivered on {date}.",
        ),
        bodies=(
            "You can collect it from the post office in {city} until {due}, on working days from 9 to 18 hours.",
            "Please bring this notice and an official identity document with you.",
            "Another person may collect the item if you fill in and sign the authority below.",
            "After {due} the item {reference} goes back to the sender.",
        ),
        endings=("You may also order a second delivery free of charge.", "Thank you for your understanding."),
    ),
    LetterKind.PLAIN: KindWording(
        subjects=("Change of our address", "Road works in your street", "Your letter of last week"),
        openings=(
            "We are writing to let you know about a change that concerns our work together.",
            "Many thanks for your kind letter, to which we are glad to reply.",
        ),
        bodies=(
            "From {due} our office will be found at a new address; telephone numbers stay the same.",
            "The entrance to the yard will be closed for about three weeks, so deliveries should use the rear gate.",
            "Please pass this information on to the colleagues who deal with us, in particular in {city}.",
            "We have taken note of your wishes and will return to them at our next meeting.",
        ),
        endings=("With many thanks for your patience.", "We hope to welcome you soon."),
    ),
}

_CLAUSES = (
    (
        "Subject matter",
        (
            "The provider carries out the services described in the annex with the care of a prudent trader. "
            "Services beyond the annex are charged by the hour after written approval."
        ),
    ),
    (
        "Duration and notice",
        (
            "The agreement starts on the day of the last signature. Either party may end it in writing "
            "with three months' notice to the end of a calendar year."
        ),
    ),
    (
        "Remuneration",
        (
            "The monthly fee is due on the fifth working day. All amounts are net of value added tax. "
            "Set-off is only possible with claims that are undisputed or established by a court."
        ),
    ),
    (
        "Duties of the customer",
        (
            "The customer grants access to the premises during office hours and names a person who "
            "may take decisions. Waiting time caused by the customer is charged."
        ),
    ),
    (
        "Liability",
        (
            "The provider is liable without limit for intent and gross negligence. For slight negligence liability "
            "is limited to the damage that was foreseeable when the agreement was signed."
        ),
    ),
    (
        "Confidentiality",
        (
            "Both parties keep secret whatever they learn about the other's affairs. This duty continues for "
            "five years after the end of the agreement."
        ),
    ),
    (
        "Data protection",
        (
            "Personal data is processed only as far as the agreement requires it. Details are governed by the "
            "separate agreement on processing, which forms part of this document."
        ),
    ),
    (
        "Final provisions",
        (
            "Changes must be made in writing. Should a clause be void, the others remain in force, and the "
            "parties replace the void clause by one that comes closest to its purpose."
        ),
    ),
)

ENGLISH = LanguageWording(
    language="en",
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    first_of_month="1",
    date_formats=("{day} {month} {year}", "{day:0>2}/{number:02}/{year}"),
    amount_formats=("€{amount}", "EUR {amount}"),
    grouping=",",
    decimal=".",
    greetings=("Dear Sir or Madam,", "Dear Customer,"),
    personal_greetings=("Dear {contact},",),
    farewells=("Yours faithfully,", "Yours sincerely,", "Kind regards,"),
    signers=("Accounts Department", "Customer Service", "Head of Administration", "Managing Director"),
    attention=("Attn: {contact}", "For the attention of {contact}"),
    subject_labels=("Re: ", "", "Subject: "),
    page_marks=("Page {page} of {pages}", "page {page}/{pages}", "- {page} of {pages} -"),
    labels={
        "date": "Date",
        "reference": "Our reference",
        "customer": "Customer no.",
        "contact": "Contact",
        "phone": "Phone",
        "email": "Email",
        "due": "Payable by",
        "item": "Description",
        "quantity": "Qty",
        "price": "Unit price",
        "amount": "Amount",
        "net": "Net amount",
        "vat": "VAT {percent} %",
        "total": "Total",
        "booked": "Date",
        "movement": "Transaction",
        "opening": "Opening balance",
        "closing": "Closing balance",
        "gross": "Gross pay",
        "net_pay": "Net pay",
        "reading": "Reading",
        "bank": "Bank details",
        "vat_number": "VAT no.",
        "enclosure": "Encl.",
        "continued": "Reference",
        "day_place": "{city}, {date}",
        "balance": "Amount due",
    },
    goods=(
        "Office paper A4, 80 g, box of 2500 sheets",
        "Toner cartridge, black",
        "Maintenance of the lift, quarterly",
        "Desk lamp with clamp",
        "Cleaning of offices, monthly flat rate",
        "Consulting, per hour",
        "Filing cabinet, oak",
        "Transport and packing",
        "Coffee beans, 1 kg",
        "Software licence, 12 months",
        "Window cleaning, outside",
    ),
    movements=(
        "Rent for office premises",
        "Card payment, petrol station",
        "Salary transfer",
        "Direct debit, telephone",
        "Credit transfer from customer",
        "Insurance premium",
        "Cash withdrawal",
        "Standing order, leasing",
        "Refund of overpayment",
        "Account fee",
    ),
    wages=("Income tax", "Pension insurance", "Health insurance", "Long-term care insurance"),
    clauses=_CLAUSES,
    kinds=_KINDS,
)

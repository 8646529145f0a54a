"""Words by which a page says that it goes on, that it ends a letter, or that it hangs on another page."""

from __future__ import annotations

from ocr_workers.fields.labels import any_of

# fmt: off
GOES_ON_BELOW = any_of(
    "continued (?:on|overleaf)", r"please turn over", r"\bp\.?t\.?o\b", "see (?:reverse|overleaf|next page)",
    "carried forward", "carry forward", "over te dragen", "vervolg op", r"zie (?:ommezijde|achterzijde|keerzijde)",
    r"\bz\.?o\.?z\b",
    "suite (?:au verso|page|à la page)", r"à reporter", r"t\.?s\.?v\.?p\b", "voir (?:au )?verso",
    "fortsetzung (?:n[äa]chste|auf|umseitig)", r"bitte wenden", r"\bb\.?w\.?$", r"[üu]bertrag auf", r"zwischensumme",
    r"segue(?: a tergo)?$", r"da riportare", "continua (?:a tergo|alla pagina)", r"\.\.\./\.*\s?\d?$", r"…/",
)
GOES_ON_ABOVE = any_of(
    "brought forward", r"continued\b", r"\(cont", "overgedragen", "vervolg", "overdracht", r"transport\b",
    r"^\W*suite\b", r"^\W*report\b", "report [àa] nouveau", "fortsetzung", r"^\W*[üu]bertrag", "riporto", "seguito",
)
HANGS_ON = any_of(
    "annex", "appendix", "attachment", "enclosure", "schedule", "exhibit",
    r"(?:general )?terms (?:and|&) conditions", "general (?:terms|conditions)",
    "bijlage", "algemene (?:verkoop|leverings)?-?\\s?voorwaarden", "addendum",
    "annexe", "conditions g[ée]n[ée]rales",
    "anlage", "anhang", "beilage", "beiblatt", "allgemeine (?:gesch[äa]fts|vertrags|versicherungs|liefer)", r"\bagb\b",
    "allegato", "appendice", "condizioni generali",
    before=r"^\W*(?:\d+\.?\s*)?", after=r"",
)
ANNEX_TITLES = (
    "annex", "appendix", "attachment", "enclosure", "bijlage", "addendum", "annexe", "anlage", "anhang", "beilage",
    "beiblatt", "allegato", "appendice",
)
SETTLED = any_of(
    "closing balance", "new balance", "balance (?:due|at)", "total due", "grand total", "amount (?:due|payable)",
    "net pay",
    "eindsaldo", "nieuw saldo", "saldo op", r"te betalen", "totaal", "nettoloon",
    "nouveau solde", "solde (?:final|nouveau|au)", r"net à payer", r"total (?:ttc|g[ée]n[ée]ral|à payer)",
    r"^\W*total\b",
    "endsaldo", "neuer (?:saldo|kontostand)", "schlusssaldo", "gesamtbetrag", "rechnungsbetrag", "endbetrag",
    "auszahlung",
    "saldo (?:finale|al)", "nuovo saldo", "totale", "netto (?:da pagare|in busta)",
)
OPENS = any_of(
    "opening balance", "previous balance", "balance brought", "beginsaldo", "vorig saldo", "oud saldo",
    "solde (?:initial|pr[ée]c[ée]dent|ancien)", "ancien solde", "anfangssaldo", "alter (?:saldo|kontostand)",
    "saldo (?:iniziale|precedente)",
)
ENDS = any_of(
    r"(?:kind|best|warm) regards", r"yours (?:sincerely|faithfully|truly)", "sincerely yours", r"with (?:kind|best) ",
    "met (?:vriendelijke|hartelijke|beleefde) groet", "hoogachtend", "met de meeste hoogachting",
    "(?:veuillez|nous vous prions d['’]|je vous prie d['’])\\s*(?:agr[ée]er|recevoir|croire)",
    "salutations", "cordialement", "bien à vous",
    "mit (?:freundlichen|besten|herzlichen) gr[üu](?:ß|ss|B)en", "hochachtungsvoll", r"freundliche gr[üu](?:ß|ss)e",
    "(?:cordiali|distinti) saluti", "distintamente", "in fede",
)
# fmt: on

"""Layouts of the bench's own, in two families that share no look: one to fit on, one to be judged by."""

from __future__ import annotations

from collections.abc import Callable

from bench.boundary_letters import Pages, Press

Layout = Callable[[Press, int], Pages]
GREET = 2.9


def _numbered(press: Press, form: str, place: str, *, first: bool = True) -> None:
    """Print numbers on all pages once their count is known; `place` is one of head, foot, corner, and -right."""
    total = len(press.pages)
    for number, page in enumerate(press.pages, 1):
        if number == 1 and not first:
            continue
        text = form.format(n=number, t=total)
        y = 9.0 if place.startswith("head") else 279.0
        x = 190 - len(text) * 1.6 if place.endswith("right") else 105 - len(text) * 0.8
        page.append((x, y, text, 2.6))


def _closing(press: Press) -> None:
    press.need(30)
    press.text(press.rng.choice(press.wording.farewells))
    press.y += 12
    press.text(press.sender.clerk)


# Development -----------------------------------------------------------------------------------------------------


def classic(press: Press, length: int) -> Pages:
    """Name at the left, window at the right, plain letter; "page 2/3" at the foot."""
    press.put(25, 12, press.sender.name, 6)
    press.put(25, 20, f"{press.sender.street}, {press.sender.postcode} {press.sender.city}", 2.4)
    press.address(115, 48)
    press.put(25, 85, f"{press.sender.city}, {press.date}")
    press.put(25, 95, f"{press.wording.labels['reference']}: {press.number}")
    press.y = 108
    press.text(press.rng.choice(press.wording.greetings))
    for _ in range(length):
        press.clause()
    _closing(press)
    press.foot()
    word = {"nl": "pagina", "fr": "page", "de": "Seite", "it": "pagina", "en": "page"}[press.language]
    if press.rng.random() < 0.6:
        _numbered(press, word + " {n}/{t}", "foot-right", first=press.rng.random() < 0.7)
    return press.pages


def centred(press: Press, length: int) -> Pages:
    """Name in the middle, no page numbers at all, footer on the first page only."""
    press.centre(12, press.sender.name.upper(), 5)
    press.centre(20, press.sender.email, 2.2)
    press.address(22, 52)
    press.right(80, press.date)
    press.foot(286)
    press.y = 100
    press.put(25, press.y, press.wording.subject_labels[0] + press.number)
    press.y += 10
    press.text(press.rng.choice(press.wording.greetings))
    for _ in range(length):
        press.text(press.rng.choice(press.wording.clauses)[1])
    _closing(press)
    return press.pages


def invoice(press: Press, length: int) -> Pages:
    """No salutation: a title, a table that is carried over, a total."""
    carried = {"nl": "Transport", "fr": "À reporter", "de": "Übertrag", "it": "Riporto", "en": "Carried forward"}
    labels = press.wording.labels

    def later(page: Press, number: int) -> None:
        page.put(25, 15, page.sender.name, 4)
        page.right(15, f"{page.number} - {number}")
        page.row(labels["item"], labels["quantity"], labels["amount"])
        page.row(carried[page.language], "", page.amount())

    def carry(page: Press) -> None:
        page.put(page.left, page.y + 1, carried[page.language])

    press.later, press.before_break, press.bottom = later, carry, 255
    press.right(14, press.sender.name, 5)
    press.right(22, press.sender.vat_number, 2.2)
    press.address(25, 45)
    press.put(120, 45, f"{labels['date']} {press.date}")
    press.put(120, 50, f"{labels['customer']} {press.customer}")
    press.put(25, 80, f"{press.wording.kinds[_kind(press)].subjects[0].split()[0].upper()} {press.number}", 5)
    press.y = 95
    press.row(labels["item"], labels["quantity"], labels["amount"])
    for _ in range(length * 9):
        press.row(press.rng.choice(press.wording.goods), str(press.rng.randrange(1, 30)), press.amount())
    press.row(labels["total"], "", press.amount())
    press.text(f"IBAN {press.iban}")
    for page in press.pages:
        page.append((25, 288, f"{press.sender.name} {press.sender.vat_number} {press.iban}", 2.0))
    return press.pages


def contract(press: Press, length: int) -> Pages:
    """A title in large type, numbered clauses, "2/5" in the middle of the foot; no recipient's block."""
    press.centre(40, press.wording.clauses[0][0].upper(), 6)
    press.centre(52, f"{press.sender.name} / {press.to.name}")
    press.y = 70
    for number in range(1, length * 2 + 3):
        press.clause(number)
    press.put(25, press.y + 8, f"{press.sender.city}, {press.date}")
    _numbered(press, "{n}/{t}", "foot")
    return press.pages


def statement(press: Press, length: int) -> Pages:
    """A bank's: the recipient stands on every page, and the balance runs on."""
    labels = press.wording.labels

    def later(page: Press, number: int) -> None:
        page.put(20, 10, page.sender.name, 5)
        page.address(120, 30)
        page.put(20, 30, f"IBAN {page.iban}")
        page.put(20, 36, f"{page.number}   {number}")
        page.y = 60
        page.row(labels["booked"], labels["movement"], labels["amount"])
        page.row(labels["opening"] if number == 1 else labels["continued"], "", page.amount())

    press.later = later
    later(press, 1)
    for _ in range(length * 10):
        press.row(press.date, press.rng.choice(press.wording.movements), press.amount())
    press.row(labels["closing"], "", press.amount())
    return press.pages


def payslip(press: Press, length: int) -> Pages:
    """One page of figures under a name and a month."""
    del length
    press.put(20, 15, press.sender.name, 3.5)
    press.address(20, 30)
    press.right(15, press.wording.months[press.rng.randrange(12)], 3.5)
    press.y = 70
    for name in press.wording.wages:
        press.row(name, press.amount(), press.amount())
    press.row(press.wording.labels["net_pay"], "", press.amount())
    return press.pages


def flyer(press: Press, length: int) -> Pages:
    """Advertising: a shout, a few lines, a place on the net."""
    press.centre(40, press.wording.kinds[_kind(press)].subjects[0].split("{")[0][:24] or "Aktion", 11)
    press.y = 90
    for _ in range(min(length, 2)):
        press.text(press.rng.choice(press.wording.clauses)[1], 4.2)
    press.centre(270, f"www.{press.sender.email.split('@')[-1]}", 4)
    return press.pages


def with_annex(press: Press, length: int) -> Pages:
    """A classic letter, and an annex that begins with its own title."""
    pages = centred(press, max(1, length // 2))
    pages.append([])
    press.y = 30
    title = {"nl": "Bijlage 1", "fr": "Annexe 1", "de": "Anlage 1", "it": "Allegato 1", "en": "Annex 1"}[press.language]
    press.put(25, 18, title, 5)
    for _ in range(length):
        press.clause()
    return pages


# Held out --------------------------------------------------------------------------------------------------------


def stacked_right(press: Press, length: int) -> Pages:
    """Sender's column at the right edge from top to bottom of the first page; "- 2 -" at the head of later ones."""
    for index, line in enumerate(
        (press.sender.name, press.sender.street, f"{press.sender.postcode} {press.sender.city}", press.sender.phone,
         press.sender.email, press.sender.vat_number, f"{press.wording.labels['reference']}", press.number, press.date)
    ):  # fmt: skip
        press.put(148, 20 + 6 * index, line, 2.5 if index else 4.2)
    press.address(28, 55)
    press.width, press.left, press.y, press.size = 112, 28, 100, 3.2
    press.text(press.rng.choice(press.wording.greetings))
    for _ in range(length):
        press.text(press.rng.choice(press.wording.clauses)[1])
    _closing(press)
    _numbered(press, "- {n} -", "head", first=False)
    return press.pages


def insurer(press: Press, length: int) -> Pages:
    """Every page has a head with policy number and "page 2 de 4", a foot in small print, no salutation."""
    of = {"nl": "van", "fr": "sur", "de": "von", "it": "di", "en": "of"}[press.language]
    word = {"nl": "Blad", "fr": "Page", "de": "Blatt", "it": "Pag.", "en": "Page"}[press.language]
    press.top = 38
    press.put(18, 30, press.sender.name, 5.5)
    press.address(112, 52)
    press.put(18, 52, press.date)
    press.y = 88
    press.put(18, press.y, f"{press.wording.clauses[1][0]} {press.number}", 4.6)
    press.y += 12
    press.left, press.width = 18, 174
    for number in range(1, length + 2):
        press.clause(number)
    for number, page in enumerate(press.pages, 1):
        page.append((18, 12, f"{press.sender.name}", 2.4))
        page.append((150, 12, f"{press.number}", 2.4))
        page.append((150, 17, f"{word} {number} {of} {len(press.pages)}", 2.4))
        page.append((18, 289, f"{press.sender.vat_number} {press.sender.email} {press.iban}", 1.9))
    return press.pages


def authority(press: Press, length: int) -> Pages:
    """An authority's: title in the middle, file number, a lone number at the foot from the second page on."""
    press.put(24, 14, press.sender.name.upper(), 3.6)
    press.put(24, 19, press.sender.city, 2.8)
    press.put(118, 44, press.date)
    press.address(118, 54)
    press.put(24, 84, f"{press.wording.labels['reference']} {press.number}")
    press.centre(98, press.rng.choice(press.wording.clauses)[0].upper(), 4)
    press.y, press.size = 112, 2.7
    for _ in range(length):
        press.text(press.rng.choice(press.wording.clauses)[1])
    press.need(20)
    press.text(press.sender.clerk)
    _numbered(press, "{n}", "foot", first=False)
    return press.pages


def utility(press: Press, length: int) -> Pages:
    """Figures in boxes, terms and conditions at the end in small type, "2 | 4" at the foot."""
    labels = press.wording.labels
    press.put(130, 12, press.sender.name, 7)
    press.address(25, 50)
    for index, (label, value) in enumerate(
        ((labels["customer"], press.customer), (labels["reference"], press.number), (labels["date"], press.date))
    ):
        press.put(125, 50 + 6 * index, label, 2.3)
        press.put(160, 50 + 6 * index, value, 2.5)
    press.y = 92
    for _ in range(length * 4):
        press.row(press.rng.choice(press.wording.goods), press.amount(), press.amount(), press.amount())
    press.row(labels["total"], "", "", press.amount())
    if length > 2:
        press.pages.append([])
        press.y, press.size = 20, 1.9
        title = {"nl": "Algemene voorwaarden", "fr": "Conditions générales", "it": "Condizioni generali"}
        press.put(25, 12, title.get(press.language, "AGB" if press.language == "de" else "Terms and conditions"), 3)
        for number in range(1, 9):
            press.clause(number)
    _numbered(press, "{n} | {t}", "foot-right")
    for page in press.pages:
        page.append((25, 290, f"{press.sender.name} {press.sender.phone} {press.iban}", 1.9))
    return press.pages


def note(press: Press, length: int) -> Pages:
    """A short note: a name, a date, some lines, a greeting."""
    press.right(20, press.date, 3.4)
    press.y, press.size = 45, 3.6
    press.text(press.rng.choice(press.wording.personal_greetings).format(contact=press.to.name))
    for _ in range(min(2, length)):
        press.text(press.rng.choice(press.wording.clauses)[1])
    press.text(press.rng.choice(press.wording.farewells))
    press.text(press.sender.clerk)
    return press.pages


def report(press: Press, length: int) -> Pages:
    """A physician's or an expert's: running head with a name, "Seite 2" in the head, sections in bold."""
    word = {"nl": "Bladzijde", "fr": "Page", "de": "Seite", "it": "Pagina", "en": "Page"}[press.language]
    press.later = lambda page, number: (
        page.put(22, 12, f"{page.to.name}, {page.date}", 2.4), page.right(12, f"{word} {number}", 2.4)
    )  # fmt: skip
    press.top = 24
    press.put(22, 14, press.sender.clerk, 4.4)
    press.put(22, 21, press.sender.name, 2.6)
    press.put(22, 26, press.sender.phone, 2.4)
    press.address(22, 50)
    press.right(78, press.date)
    press.y = 92
    press.put(22, press.y, f"{press.to.name}, {press.number}", 3.3)
    press.y += 9
    press.left, press.width, press.size = 22, 168, 3.0
    for _ in range(length):
        press.clause()
    _closing(press)
    return press.pages


def newsletter(press: Press, length: int) -> Pages:
    """Two columns under a banner, pictures between; nothing says where it ends."""
    press.put(20, 22, press.sender.name.split()[0].upper(), 13)
    press.width, press.left, press.size = 78, 20, 2.8
    press.y, press.top = 60, 25
    for _ in range(length):
        press.clause()
    half = list(press.pages)
    for page in half:
        page.extend((x + 88, y + 0.4, text, size) for x, y, text, size in list(page) if y > 58)
    return press.pages


def telephone_bill(press: Press, length: int) -> Pages:
    """Head, account and number on all pages, "Pagina 2 di 4" at the right; rows of calls."""

    def head(page: Press, number: int) -> None:
        page.put(24, 10, page.sender.name, 4)
        page.put(24, 17, f"{page.wording.labels['customer']} {page.customer}  {page.number}", 2.4)
        page.y = 34 if number > 1 else 95

    press.later = head
    head(press, 1)
    press.address(24, 48)
    press.put(120, 48, press.date)
    for _ in range(length * 8):
        press.row(press.date, f"0{press.rng.randrange(10**7, 10**8)}", press.amount())
    press.row(press.wording.labels["total"], "", press.amount())
    of = {"nl": "van", "fr": "de", "de": "von", "it": "di", "en": "of"}[press.language]
    word = {"nl": "Pagina", "fr": "Page", "de": "Seite", "it": "Pagina", "en": "Page"}[press.language]
    _numbered(press, f"{word} {{n}} {of} {{t}}", "head-right")
    return press.pages


def _kind(press: Press) -> object:
    return press.rng.choice(list(press.wording.kinds))


DEVELOPMENT: tuple[Layout, ...] = (classic, centred, invoice, contract, statement, payslip, flyer, with_annex)
HELD_OUT: tuple[Layout, ...] = (
    stacked_right, insurer, authority, utility, note, report, newsletter, telephone_bill,
)  # fmt: skip

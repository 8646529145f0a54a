"""What the doctor finds, told in the reader's language: what it is about, how it stands, what to do.

Commands and names of settings stay as they are written on the machine; where something lies there is told by
`postkamer doctor` on the machine itself, not by a screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext

from archive_ui.formats import write_size
from archive_ui.health import HealthFinding
from archive_ui.words.names import Text


@dataclass(frozen=True, slots=True)
class HealthWords:
    """One finding in words; `advice` is empty where nothing is to be done."""

    subject: Text
    found: Text
    advice: Text = ""


_READER = lazy_gettext("Reading engine")
_PDF = lazy_gettext("Drawing of PDF pages")
_FONTS = lazy_gettext("Typefaces")
_SANDBOX = lazy_gettext("Sandbox for pages")
_DATA = lazy_gettext("Data folder")
_CONTENT = lazy_gettext("Store of contents")
_MASTER = lazy_gettext("Master key")
_DISK = lazy_gettext("Disk space")
_CLOCK = lazy_gettext("Clock")
_DATABASE = lazy_gettext("Database")
_SCHEMA = lazy_gettext("Database schema")
_APART = lazy_gettext("Mailboxes apart from each other")
_KEYS = lazy_gettext("Keys of the mailboxes")
_RUNS = lazy_gettext("Scan runs")
_BROKER = lazy_gettext("Message broker")
_SCREENS = lazy_gettext("Address of the screens")
_MAIL = lazy_gettext("Mail server")
_ACCOUNTS = lazy_gettext("Signing in with %(name)s")

_VERSION = lazy_gettext("version %(version)s")
_INSTALLED = lazy_gettext("not installed")
_INSTALL = lazy_gettext("Install it: apt-get install %(packages)s")
_FREE = lazy_gettext("%(free)s free")
_IN_ORDER = lazy_gettext("in order")
_FIRST_USE = lazy_gettext("is made when first used")
_TELLS_MORE = lazy_gettext("`postkamer doctor`, run on the machine, says what is wrong and what to do.")
_BUBBLEWRAP = lazy_gettext("Install bubblewrap; in a container, allow user namespaces.")
_ANSWERS = lazy_gettext("%(place)s answers")

WORDS: Mapping[str, HealthWords] = {
    "python": HealthWords("Python", _VERSION),
    "python_other": HealthWords("Python", _VERSION, lazy_gettext("Use Python 3.11, 3.12 or 3.13.")),
    "sqlite": HealthWords("SQLite", _VERSION),
    "sqlite_old": HealthWords(
        "SQLite", _VERSION, lazy_gettext("It is slower than need be: install pysqlite3 with SQLite %(since)s or newer.")
    ),
    "tesseract": HealthWords(_READER, "Tesseract %(version)s"),
    "tesseract_missing": HealthWords(_READER, _INSTALLED, _INSTALL),
    "tesseract_untrained": HealthWords(_READER, lazy_gettext("languages are missing: %(missing)s"), _INSTALL),
    "poppler": HealthWords(_PDF, "poppler %(version)s"),
    "poppler_missing": HealthWords(_PDF, _INSTALLED, _INSTALL),
    "fonts": HealthWords(_FONTS, "%(names)s"),
    "fonts_missing": HealthWords(_FONTS, lazy_gettext("missing: %(missing)s"), _INSTALL),
    "sandbox": HealthWords(_SANDBOX, lazy_gettext("walled off with bubblewrap")),
    "sandbox_weak": HealthWords(_SANDBOX, lazy_gettext("walled off only in part"), _BUBBLEWRAP),
    "sandbox_none": HealthWords(_SANDBOX, lazy_gettext("cannot be set up, so no page is read"), _BUBBLEWRAP),
    "data_folder": HealthWords(_DATA, _IN_ORDER),
    "data_folder_new": HealthWords(_DATA, _FIRST_USE),
    "data_folder_open": HealthWords(
        _DATA,
        lazy_gettext("other users of the machine can look into it"),
        lazy_gettext("Close it to them: chmod 700 on the data folder."),
    ),
    "blobs": HealthWords(_CONTENT, _IN_ORDER),
    "blobs_unwritable": HealthWords(
        _CONTENT,
        lazy_gettext("cannot be written to"),
        lazy_gettext("Let the user that the program runs as write there, or name another data folder."),
    ),
    "bucket": HealthWords(_CONTENT, lazy_gettext("the bucket takes contents")),
    "bucket_refused": HealthWords(_CONTENT, lazy_gettext("the bucket takes no contents (%(cause)s)"), _TELLS_MORE),
    "master_key": HealthWords(_MASTER, lazy_gettext("in order; keep a copy of it elsewhere, apart from the backups")),
    "master_key_new": HealthWords(_MASTER, _FIRST_USE),
    "master_key_refused": HealthWords(_MASTER, lazy_gettext("cannot be used"), _TELLS_MORE),
    "master_key_gone": HealthWords(
        _MASTER,
        lazy_gettext("is gone"),
        lazy_gettext("Put it back from where a copy is kept: what is stored cannot be read without it."),
    ),
    "disk": HealthWords(_DISK, _FREE),
    "disk_little": HealthWords(
        _DISK, _FREE, lazy_gettext("Make room soon; `postkamer sweep` removes what nothing needs any more.")
    ),
    "disk_full": HealthWords(
        _DISK, _FREE, lazy_gettext("Make room now: what cannot be kept is refused. `postkamer sweep` may help.")
    ),
    "clock": HealthWords(_CLOCK, "%(moment)s"),
    "clock_wrong": HealthWords(
        _CLOCK,
        "%(moment)s",
        lazy_gettext("Set the clock and keep it right with NTP: retention and evidence depend on it."),
    ),
    "database": HealthWords(_DATABASE, "%(name)s"),
    "database_old": HealthWords(
        _DATABASE, "%(name)s", lazy_gettext("Upgrade it: the program is tested from PostgreSQL 15 on.")
    ),
    "database_none": HealthWords(
        _DATABASE, lazy_gettext("there is none yet"), lazy_gettext("`postkamer up` makes it.")
    ),
    "database_misconfigured": HealthWords(_DATABASE, lazy_gettext("is not set up properly"), _TELLS_MORE),
    "database_silent": HealthWords(
        _DATABASE,
        lazy_gettext("does not answer (%(cause)s)"),
        lazy_gettext("Start it, and look at its address and password in the settings."),
    ),
    "database_damaged": HealthWords(
        _DATABASE,
        lazy_gettext("is damaged"),
        lazy_gettext("Stop the program and restore a backup into an empty folder."),
    ),
    "schema": HealthWords(_SCHEMA, lazy_gettext("up to date (%(revision)s)")),
    "schema_behind": HealthWords(_SCHEMA, lazy_gettext("lacks %(missing)s"), lazy_gettext("Run `postkamer migrate`.")),
    "tenants_not_apart": HealthWords(
        _APART,
        lazy_gettext("the database does not keep every table apart"),
        lazy_gettext("Correct this before mail comes in; `postkamer doctor`, run on the machine, names the tables."),
    ),
    "keys": HealthWords(_KEYS, lazy_gettext("the master key opens them")),
    "keys_none": HealthWords(_KEYS, lazy_gettext("none yet")),
    "keys_refused": HealthWords(_KEYS, lazy_gettext("the master key does not open them"), _TELLS_MORE),
    "runs_open": HealthWords(
        _RUNS,
        lazy_gettext("not closed for more than a day: %(count)s"),
        lazy_gettext("`postkamer verify` lists them and says how to close each."),
    ),
    "queue_silent": HealthWords(
        lazy_gettext("Queue %(queue)s"),
        lazy_gettext("messages that the broker does not confirm: %(count)s"),
        lazy_gettext("See that RabbitMQ runs and that most of its nodes are up; the messages wait."),
    ),
    "broker": HealthWords(_BROKER, "RabbitMQ"),
    "broker_none": HealthWords(_BROKER, lazy_gettext("none is needed: everything runs in one program")),
    "broker_silent": HealthWords(
        _BROKER,
        lazy_gettext("no queue can be had (%(cause)s)"),
        lazy_gettext("Start RabbitMQ, and look at its address, virtual host, user and password in the settings."),
    ),
    "screens": HealthWords(_SCREENS, lazy_gettext("answers")),
    "screens_free": HealthWords(_SCREENS, lazy_gettext("is free")),
    "screens_taken": HealthWords(
        _SCREENS,
        lazy_gettext("another program has it"),
        lazy_gettext("End that program, or give the screens another address (`listen`)."),
    ),
    "screens_misconfigured": HealthWords(
        _SCREENS,
        lazy_gettext("is not set up properly"),
        lazy_gettext("`listen` is an address and a port, for example 127.0.0.1:8600."),
    ),
    "mail_tls": HealthWords(_MAIL, lazy_gettext("%(place)s answers, over TLS")),
    "mail_starttls": HealthWords(_MAIL, lazy_gettext("%(place)s answers, with STARTTLS")),
    "mail_none": HealthWords(
        _MAIL,
        lazy_gettext("none is set; mails become files"),
        lazy_gettext("Set `smtp`, or nobody gets an invitation or a link to a new password."),
    ),
    "mail_files": HealthWords(_MAIL, lazy_gettext("none is set; mails become files")),
    "mail_plain": HealthWords(_MAIL, _ANSWERS),
    "mail_untrusted": HealthWords(
        _MAIL,
        lazy_gettext("%(place)s cannot be trusted"),
        lazy_gettext("Mend its certificate, or name its authority (`ca_file` in `smtp`)."),
    ),
    "mail_in_clear": HealthWords(
        _MAIL,
        lazy_gettext("%(place)s offers no STARTTLS"),
        lazy_gettext("Set `security` in `smtp` to tls, and its port, mostly 465."),
    ),
    "mail_refused": HealthWords(
        _MAIL,
        lazy_gettext("%(place)s does not take our name and password"),
        lazy_gettext("Correct `username` and `password` in `smtp`."),
    ),
    "mail_silent": HealthWords(
        _MAIL,
        lazy_gettext("%(place)s does not answer"),
        lazy_gettext("Start it, let this machine through to it, and look at host, port and security in `smtp`."),
    ),
    "accounts": HealthWords(_ACCOUNTS, lazy_gettext("answers")),
    "accounts_misconfigured": HealthWords(_ACCOUNTS, lazy_gettext("is not set up properly"), _TELLS_MORE),
    "accounts_untrusted": HealthWords(
        _ACCOUNTS,
        lazy_gettext("cannot be trusted"),
        lazy_gettext("Its certificate must be valid; for one of your own authority set SSL_CERT_FILE."),
    ),
    "accounts_silent": HealthWords(
        _ACCOUNTS,
        lazy_gettext("does not answer"),
        lazy_gettext("Look at `issuer`, and let this machine through to it; people sign in by password meanwhile."),
    ),
    "accounts_odd": HealthWords(_ACCOUNTS, lazy_gettext("does not describe itself as it should"), _TELLS_MORE),
}
VERSIONS: Mapping[str, Text] = {"schema": _SCHEMA, "transport": _BROKER}
EMBEDDED = lazy_gettext("in this program")


def words_of(finding: HealthFinding) -> HealthWords:
    """A finding in the reader's language."""
    words, values = WORDS[finding.code], dict(finding.values)
    if "free_bytes" in values:
        values["free"] = write_size(int(values["free_bytes"]))
    return HealthWords(*(str(text) % values if text else "" for text in (words.subject, words.found, words.advice)))


def version_words(name: str, version: str) -> tuple[str, str]:
    """What a part of the program is called, and its version."""
    return str(VERSIONS.get(name, name)), str(EMBEDDED) if version == "embedded" else version

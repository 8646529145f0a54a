"""Every screen that there is, out of the URL map: a new one is looked at without being named here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import Flask
from werkzeug.routing import BuildError

from archive_ui.app import ROUTES
from tests.integration.archive_ui.test_access_matrix import address
from tests.integration.archive_ui.test_mail_links import link
from tests.integration.archive_ui.test_sharing import share
from tests.integration.archive_ui.town import Town
from tests.integration.archive_ui.visitor import Visitor

# Questions that show another face of the same screen.
FACES: Mapping[str, tuple[str, ...]] = {
    "search": ("?q=water", "?q=giraffe"),
    "document": ("?q=water", "?zoom=1"),
    "indexing_one": ("?turn=90",),
}
# None is anybody who is not signed in. Each sees what nobody before them could open.
PEOPLE = (None, "owner", "operator", "chief")


@dataclass(frozen=True, slots=True)
class Screen:
    """A page that somebody can open.

    Attributes:
        name: The endpoint.
        path: From the root of the site.
    """

    name: str
    path: str

    @property
    def face(self) -> str:
        """What was asked of the endpoint, with its question mark."""
        return "".join(self.path.partition("?")[1:])


def screens(app: Flask, town: Town) -> dict[str | None, list[Screen]]:
    """What there is to see, by the first of `PEOPLE` who can open it."""
    found: dict[str | None, list[Screen]] = {}
    left = sorted((route for route in ROUTES if "GET" in route.methods), key=lambda route: route.name)
    for who in PEOPLE:
        visitor, opened = Visitor(app, who), []
        known = secrets_sent(app, town) if who is None else {}
        for route in left:
            path = known.get(route.name) or path_of(app, town, route.name, who)
            faces = [f"{path}{face}" for face in ("", *FACES.get(route.name, ()))] if path else []
            opened += [Screen(route.name, face) for face in faces if is_page(visitor, face)]
        seen = {screen.name for screen in opened}
        left = [route for route in left if route.name not in seen]
        found[who] = [*opened, *_error_pages(who)]
    return found


def is_page(visitor: Visitor, path: str) -> bool:
    """A whole page, and the one that was asked for: no file, no fragment, no error, no way elsewhere."""
    answer = visitor.get(path)
    assert answer.status_code < 500, path
    return answer.status_code == 200 and answer.mimetype == "text/html" and "<!doctype html>" in answer.text


def secrets_sent(app: Flask, town: Town) -> dict[str, str]:
    """Where links lead that only their receiver has, each made in earnest."""
    Visitor(app).send("/forgotten", {"email": "viewer@example.org"})
    found = {"reset": link(town)}
    owner = Visitor(app, "owner")
    owner.send("/account/email/verify")
    found["verify"] = link(town)
    owner.send("/account/email", {"email": "olga@example.org"})
    found["new_address"] = link(town)
    asked = {"kind": "members", "email": "bo@example.org", "role": "member"}
    owner.send(f"/t/{town.house.tenants['kroon']}/people", asked)
    return {**found, "invitation": link(town), "shared": share(app, town)}


def path_of(app: Flask, town: Town, endpoint: str, who: str | None) -> str | None:
    """Where it is for `who`; None where it takes a secret that nobody made for it."""
    try:
        return address(app, town, endpoint, _home(who), _home(who))
    except BuildError:
        return None


def _home(who: str | None) -> str:
    return "operator" if who in {"operator", "chief"} else "kroon"


def _error_pages(who: str | None) -> Iterator[Screen]:
    if who in {None, "owner"}:
        yield Screen("not found", "/nowhere")

"""Routes and who may come in: a route without an answer to that cannot be written down.

Every view is reached through `Guarded` alone. It answers, in this order: who is it, may
they know that this tenant exists, may they do this, did our own page send the form.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Concatenate

from flask import Flask, g, request
from flask.typing import ResponseReturnValue
from flask_wtf import CSRFProtect
from flask_wtf.csrf import CSRFError, validate_csrf
from sqlalchemy.orm import Session
from wtforms import ValidationError

from archive_ui.cookies import session_token
from archive_ui.deps import UiDeps
from archive_ui.languages import speak_as_account_says
from archive_ui.people import OpenSession, Person, Place, places_of, session_of
from kernel.errors import NotFound, PlatformError
from kernel.ids import TenantId, UserId
from kernel.tenancy.roles import Permission, require
from kernel.tenancy.scope import TenantScope
from kernel.unit_of_work import UnitOfWork


class SignInNeeded(PlatformError):
    """Nobody is signed in, or not any more: sign in, and the page opens."""

    code = "sign_in_needed"


class ProofNeeded(PlatformError):
    """This changes how somebody signs in, and their last proof is too old: type the password again."""

    code = "proof_needed"


class SecondFactorNeeded(PlatformError):
    """The person's role here asks for a second factor, and this session showed none: set one up."""

    code = "second_factor_needed"


@dataclass(frozen=True, slots=True)
class Caller:
    """Anybody at all."""

    deps: UiDeps
    session: OpenSession | None


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody who is signed in, with the tenants that are theirs to see."""

    deps: UiDeps
    person: Person
    places: tuple[Place, ...]
    session: OpenSession


@dataclass(frozen=True, slots=True)
class TenantVisit:
    """Somebody who is signed in, at one tenant where they may do what the route asks."""

    deps: UiDeps
    person: Person
    places: tuple[Place, ...]
    place: Place

    @property
    def tenant_id(self) -> TenantId:
        """The tenant of the address, proven to be one of the person's."""
        return self.place.tenant_id

    @property
    def user_id(self) -> UserId:
        """Who does it, for the journal."""
        return self.person.user_id

    def reading(self) -> AbstractContextManager[Session]:
        """A session that sees this tenant only."""
        return self.deps.database.reading(TenantScope(self.tenant_id))

    def unit_of_work(self) -> UnitOfWork:
        """A writing transaction that sees this tenant only."""
        return self.deps.database.unit_of_work(TenantScope(self.tenant_id))


@dataclass(frozen=True, slots=True)
class OpenRoute:
    """For anybody, signed in or not.

    Attributes:
        is_signed: Its address is itself the right to what it does, so that no form of ours need have been opened:
            mail programs post to it.
        hides_address: The address is a secret, which no referrer ever tells: the form token alone says who asks.
    """

    rule: str
    name: str
    view: Callable[Concatenate[Caller, ...], ResponseReturnValue]
    methods: tuple[str, ...] = ("GET",)
    is_signed: bool = False
    hides_address: bool = False


@dataclass(frozen=True, slots=True)
class PersonRoute:
    """For anybody who is signed in.

    Attributes:
        needs_proof: Only right after the person proved who they are: for what changes how they sign in.
    """

    rule: str
    name: str
    view: Callable[Concatenate[Visit, ...], ResponseReturnValue]
    methods: tuple[str, ...] = ("GET",)
    needs_proof: bool = False


@dataclass(frozen=True, slots=True)
class TenantRoute:
    """For members of the tenant in the address whose role includes `needs`.

    Attributes:
        needs_proof: Only right after the person proved who they are: for what lets others in.
    """

    rule: str
    name: str
    view: Callable[Concatenate[TenantVisit, ...], ResponseReturnValue]
    needs: Permission
    methods: tuple[str, ...] = ("GET",)
    needs_proof: bool = False


Route = OpenRoute | PersonRoute | TenantRoute


@dataclass(frozen=True, slots=True)
class Guarded:
    """A view behind the one guard."""

    deps: UiDeps
    csrf: CSRFProtect
    route: Route

    def __call__(self, **values: Any) -> ResponseReturnValue:  # noqa: ANN401 - what Flask takes out of the address
        """Let the view answer, or refuse."""
        match self.route:
            case OpenRoute(view=view, is_signed=is_signed, hides_address=hides_address):
                caller = Caller(self.deps, self._session())
                if not is_signed:
                    _check_form_token() if hides_address else self.csrf.protect()
                return view(caller, **values)
            case PersonRoute(view=view, needs_proof=needs_proof):
                visit = self._visit()
                self.csrf.protect()
                if needs_proof and not visit.session.is_fresh:
                    raise ProofNeeded("type your password again; then go on")
                return view(visit, **values)
            case TenantRoute(view=tenant_view) as route:
                tenant_visit = self._at_tenant(values.pop("tenant"), route)
                self.csrf.protect()
                return tenant_view(tenant_visit, **values)

    @property
    def __name__(self) -> str:
        """The route's name."""
        return self.route.name

    def _session(self) -> OpenSession | None:
        token = session_token(self.deps.settings, request)
        found = session_of(self.deps.database, self.deps.door, token) if token else None
        if found is not None:
            g.person = found.person
            speak_as_account_says(found.person.language)
        return found

    def _visit(self) -> Visit:
        session = self._session()
        if session is None:
            message = "sign in first; the page opens right after"
            raise SignInNeeded(message)
        g.places = places_of(self.deps.database, session.person.user_id, self.deps.clock.now())
        return Visit(self.deps, session.person, g.places, session)

    def _at_tenant(self, tenant: str, route: TenantRoute) -> TenantVisit:
        visit = self._visit()
        place = next((place for place in visit.places if place.tenant_id == tenant), None)
        if place is None:
            # A tenant that exists and one that does not must look alike to a stranger.
            message = "there is no such page; choose one of your mailboxes"
            raise NotFound(message)
        g.place = place
        require(place.role, route.needs, at_operator=place.is_operator)
        if place.role in self.deps.door.strict_roles and not visit.session.has_second_factor:
            raise SecondFactorNeeded("set up a second factor first; this mailbox asks for one")
        if route.needs_proof and not visit.session.is_fresh:
            raise ProofNeeded("type your password again; then go on")
        return TenantVisit(self.deps, visit.person, visit.places, place)


def _check_form_token() -> None:
    """As `CSRFProtect.protect` does, but for the referrer, of which a secret address has none."""
    if request.method == "POST":
        try:
            validate_csrf(request.form.get("csrf_token", ""))
        except ValidationError as error:
            raise CSRFError(str(error)) from error


def install_routes(app: Flask, deps: UiDeps, routes: Sequence[Route]) -> None:
    """Open every route behind the guard; form tokens are checked there, once somebody may come in."""
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    csrf = CSRFProtect(app)
    for route in routes:
        app.add_url_rule(route.rule, route.name, Guarded(deps, csrf, route), methods=list(route.methods))

    @app.url_defaults
    def stay_at_tenant(endpoint: str, values: dict[str, Any]) -> None:
        place: Place | None = g.get("place")
        if place is not None and "tenant" not in values and app.url_map.is_endpoint_expecting(endpoint, "tenant"):
            values["tenant"] = place.tenant_id

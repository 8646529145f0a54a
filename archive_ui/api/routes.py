"""Routes of the API, told as data: who may call one, what it takes and what it answers.

The guard reads them to let programs in; `openapi` reads the same ones to describe them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Concatenate

from flask import Flask, Request, Response, g, request
from pydantic import BaseModel, ValidationError
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from archive_ui.api.keyholders import key_of
from archive_ui.api.problems import RequestInvalid
from archive_ui.api.rate import RateLimit
from archive_ui.deps import UiDeps
from identity.api_keys import ApiKeyView, KeyScope
from kernel.errors import NotAllowed, NotFound
from kernel.ids import TenantId, UserId
from kernel.tenancy.scope import TenantScope

LONGEST_JSON = 64 * 1024
_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class ApiVisit:
    """A program with a live key, at the tenant that the key opens and at no other."""

    deps: UiDeps
    key: ApiKeyView

    @property
    def tenant_id(self) -> TenantId:
        """The key's tenant; no address ever names one."""
        return self.key.tenant_id

    @property
    def user_id(self) -> UserId:
        """Who does it, for the journal: the key, which is no person."""
        return UserId(f"system:api {self.key.key_id}")

    def reading(self) -> AbstractContextManager[Session]:
        """A session that sees this tenant only."""
        return self.deps.database.reading(TenantScope(self.tenant_id))


ApiAnswer = BaseModel | Response
ApiView = Callable[Concatenate[ApiVisit, ...], ApiAnswer]


@dataclass(frozen=True, slots=True)
class ApiRoute:
    """One operation.

    Attributes:
        needs: What the key must be good for.
        summary: What it does, in one line.
        answer: The model of its JSON, or the media type of the bytes that it answers.
        query: What may stand behind the question mark; handed to the view as `asked`.
        headers: Likewise for headers, handed over as `told`; fields are named as the header, in lower case.
        body: What its JSON body says, handed over as `body`; None where there is none.
        media: Media type and schema of a body that is no JSON.
        problems: Statuses that it may answer beside those that every operation may.
    """

    rule: str
    name: str
    view: ApiView
    needs: KeyScope
    summary: str
    answer: type[BaseModel] | str
    method: str = "GET"
    status: int = 200
    query: type[BaseModel] | None = None
    headers: type[BaseModel] | None = None
    body: type[BaseModel] | None = None
    media: tuple[str, dict[str, Any]] | None = None
    problems: tuple[int, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Guarded:
    """A view behind the one guard: who is it, may the key do this, is the request understood."""

    deps: UiDeps
    route: ApiRoute
    rate: RateLimit

    def __call__(self, **values: str | int) -> Response:
        """Let the view answer, or refuse."""
        visit = ApiVisit(self.deps, key_of(self.deps, request))
        g.allowance = self.rate.take(visit.key.key_id)
        if self.route.needs not in visit.key.scopes:
            raise NotAllowed(f"this key lacks the scope {self.route.needs.value}", scope=self.route.needs.value)
        _check_ids(values)
        answer = self.route.view(visit, **values, **_told(self.route, request))
        return answer if isinstance(answer, Response) else json_answer(answer, self.route.status)

    @property
    def __name__(self) -> str:
        """The route's name."""
        return self.route.name


def json_answer(model: BaseModel, status: int = 200) -> Response:
    """A model as an answer."""
    return Response(model.model_dump_json(), status, mimetype="application/json")


def install_routes(api: Flask, deps: UiDeps, routes: Sequence[ApiRoute]) -> None:
    """Open every route behind the guard; nothing is answered to OPTIONS, so browsers of other sites stay out."""
    rate = RateLimit(deps.settings.api_requests_per_minute)
    for route in routes:
        api.add_url_rule(
            route.rule, route.name, Guarded(deps, route, rate), methods=[route.method], provide_automatic_options=False
        )


def _check_ids(values: dict[str, str | int]) -> None:
    """What cannot be an id is nothing of anybody's; databases are not asked about it."""
    if not all(_ID.fullmatch(value) for value in values.values() if isinstance(value, str)):
        raise NotFound("there is nothing under this address")


def _told(route: ApiRoute, request: Request) -> dict[str, BaseModel]:
    """What the request says beside its address, in the route's own models."""
    told: dict[str, BaseModel] = {}
    if route.query is not None:
        told["asked"] = _understood(route.query, _singles(request.args), "query")
    if route.headers is not None:
        named = {name: request.headers.get(name) for name in route.headers.model_json_schema()["properties"]}
        told["told"] = _understood(route.headers, {n: v for n, v in named.items() if v is not None}, "header")
    if route.body is not None:
        request.max_content_length = LONGEST_JSON
        told["body"] = _understood(route.body, request.get_json(), "body")
    return told


def _singles(given: MultiDict[str, str]) -> dict[str, str]:
    doubled = [name for name, values in given.lists() if len(values) > 1]
    if doubled:
        errors = [{"where": f"query.{name}", "reason": "given more than once"} for name in doubled]
        raise RequestInvalid("a parameter was given more than once", errors=errors)
    return given.to_dict()


def _understood(model: type[BaseModel], values: object, where: str) -> BaseModel:
    try:
        return model.model_validate(values)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        errors = [{"where": ".".join([where, *map(str, e["loc"])]), "reason": e["msg"]} for e in found]
        raise RequestInvalid("the request is not what openapi.json describes", errors=errors) from error

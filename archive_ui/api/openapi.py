"""The description of the API (OpenAPI 3.1), drawn from the routes that the guard runs on: it cannot drift."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from apispec import APISpec
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from archive_ui.api.problems import MEDIA_TYPE
from archive_ui.api.routes import ApiRoute
from archive_ui.api.values import Refusal, StartedUpload

VERSION = "1.0.0"
KEY = "apiKey"
BASE = "/api"
# What every operation may answer beside its own: no key, no right, too many useless keys, our defect, busy.
EVERYWHERE = (401, 403, 429, 500, 503)
_PLACE = re.compile(r"<(?:(\w+):)?(\w+)>")
_REF = "#/components/schemas/{model}"
_PLACES: Mapping[str | None, dict[str, Any]] = {
    None: {"type": "string", "pattern": "^[0-9a-f]{32}$"},
    "int": {"type": "integer", "minimum": 0},
}
DESCRIPTION = "Letters in, archive out. The key decides the tenant; see docs/api.md for a walk through it."


def describe(routes: Sequence[ApiRoute], largest_file: int) -> dict[str, Any]:
    """The whole document; `largest_file` is what this installation takes, in bytes."""
    spec = APISpec(
        "Postkamer", VERSION, "3.1.0", info={"description": DESCRIPTION, "license": {"name": "Apache-2.0"}},
        security=[{KEY: []}],
    )  # fmt: skip
    spec.components.security_scheme(KEY, {"type": "http", "scheme": "bearer"})
    schemas = _schemas(routes)
    schemas[StartedUpload.__name__]["properties"]["size_bytes"]["maximum"] = largest_file
    for name, schema in schemas.items():
        spec.components.schema(name, schema)
    for route in routes:
        spec.path(BASE + _PLACE.sub(r"{\2}", route.rule), operations={route.method.lower(): _operation(route)})
    document: dict[str, Any] = spec.to_dict()
    return document


def _schemas(routes: Iterable[ApiRoute]) -> dict[str, Any]:
    given = {route.answer for route in routes if not isinstance(route.answer, str)} | {Refusal}
    taken = {route.body for route in routes if route.body is not None}
    by_name = sorted(given, key=lambda model: model.__name__), sorted(taken, key=lambda model: model.__name__)
    wanted = [(model, "serialization") for model in by_name[0]] + [(model, "validation") for model in by_name[1]]
    _, whole = models_json_schema(wanted, ref_template=_REF)  # type: ignore[arg-type]  # the words are those of pydantic's Literal
    schemas: dict[str, Any] = whole["$defs"]
    return schemas


def _operation(route: ApiRoute) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": route.name, "summary": route.summary, "description": f"Needs the scope `{route.needs.value}`.",
        "parameters": [*_path_places(route), *_fields(route.query, "query"), *_fields(route.headers, "header")],
        "responses": {str(route.status): _success(route)} | _refusals(route),
    }  # fmt: skip
    body = _body(route)
    return operation | {"requestBody": body} if body else operation


def _path_places(route: ApiRoute) -> list[dict[str, Any]]:
    places = _PLACE.findall(route.rule)
    return [{"name": name, "in": "path", "required": True, "schema": _PLACES[kind or None]} for kind, name in places]


def _fields(model: type[BaseModel] | None, where: str) -> list[dict[str, Any]]:
    if model is None:
        return []
    whole = model.model_json_schema()
    return [
        {"name": name, "in": where, "required": name in whole.get("required", ()), "schema": _plain(schema, whole)}
        for name, schema in whole["properties"].items()
    ]


def _plain(schema: dict[str, Any], whole: dict[str, Any]) -> dict[str, Any]:
    """A parameter's schema by itself: what it refers to put in, and without null, which no address can say."""
    kinds = [kind for kind in schema.get("anyOf", ()) if kind.get("type") != "null"]
    merged = schema | kinds[0] if kinds else dict(schema)
    if "$ref" in merged:
        merged |= whole["$defs"][merged["$ref"].rpartition("/")[2]]
    if merged.get("default", 0) is None:
        del merged["default"]
    return {name: value for name, value in merged.items() if name not in {"$ref", "anyOf", "title"}}


def _body(route: ApiRoute) -> dict[str, Any] | None:
    if route.body is not None:
        return {"required": True, "content": {"application/json": {"schema": _ref(route.body)}}}
    if route.media is not None:
        media_type, schema = route.media
        return {"required": True, "content": {media_type: {"schema": schema}}}
    return None


def _success(route: ApiRoute) -> dict[str, Any]:
    if isinstance(route.answer, str):
        schema: dict[str, Any] = {"type": "string"}
        return {"description": route.summary, "content": {route.answer: {"schema": schema}}}
    return {"description": route.summary, "content": {"application/json": {"schema": _ref(route.answer)}}}


def _refusals(route: ApiRoute) -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": _ref(Refusal)}}
    statuses = sorted({*EVERYWHERE, *route.problems})
    return {str(status): {"description": HTTPStatus(status).phrase, "content": content} for status in statuses}


def _ref(model: type[BaseModel]) -> dict[str, str]:
    return {"$ref": _REF.format(model=model.__name__)}

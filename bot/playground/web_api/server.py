"""The Web API over HTTP: reads a call, checks who makes it, answers it as Slack does, and keeps a record."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.playground.faults import CallFault
from bot.playground.journal import Call
from bot.playground.local_slack import LocalSlack
from bot.playground.web_api import assistant, chat, conversations, identity, small, views
from bot.playground.web_api.limits import RateLimits
from bot.playground.web_api.method import Method, Registry
from bot.playground.wire import JsonObject, SlackError

FORMATS: Mapping[str, str] = {
    "blocks": "invalid_blocks_format",
    "attachments": "invalid_attachments",
    "metadata": "invalid_metadata_format",
}
"""Arguments whose wrong form has an error of its own."""

FOR_NO_METHOD = frozenset({"app_mentions:read", "commands"})
"""Scopes that let events and commands through; no method asks for them."""


def registry() -> Registry:
    """All methods that the playground has."""
    modules = (assistant, chat, conversations, identity, small, views)
    return {item.name: item for module in modules for item in module.METHODS}


class WebApi:
    """Answers `/api/<method>`."""

    def __init__(self, slack: LocalSlack) -> None:
        self._slack = slack
        self._methods = registry()
        self._limits = RateLimits(slack.workspace.clock, slack.config.one_message_a_second)

    async def handle(self, request: Request) -> Response:
        """One call from request to answer. Errors of Slack's own are answers with `ok` false and status 200."""
        name = request.path_params["method"]
        fault = self._slack.workspace.faults.next_call(name)
        if fault is not None and fault.delay:
            await asyncio.sleep(fault.delay)
        arguments: JsonObject = {}
        try:
            arguments = await read_arguments(request)
            answer = self._answer(name, read_token(request, arguments), arguments, fault)
        except SlackError as error:
            answer = _refusal(error)
        journal = self._slack.workspace.journal
        number = journal.next_call()
        journal.record_call(
            Call(number=number, method=name, arguments=arguments, status=answer.status, response=answer.body)
        )
        return JSONResponse(answer.body, answer.status, dict(answer.headers) | self._scope_header())

    def _answer(self, name: str, token: str | None, arguments: JsonObject, fault: CallFault | None) -> "Answer":
        if fault is not None and not fault.after_effect and fault.fails:
            return _failure(fault)
        answer = Answer(self._run(name, token, arguments))
        return _failure(fault) if fault is not None and fault.fails else answer

    def _run(self, name: str, token: str | None, arguments: JsonObject) -> JsonObject:
        method = self._methods.get(name)
        if method is None:
            raise SlackError("unknown_method", req_method=name)
        self._authorise(method, token)
        self._limits.check(name, str(arguments.get("channel", "")))
        try:
            return method.run(self._slack, method.arguments.model_validate(arguments))
        except ValidationError as error:
            raise _wrong_arguments(error) from None

    def _authorise(self, method: Method, token: str | None) -> None:
        credentials = self._slack.config.seed.credentials
        callers = {credentials.bot: "bot", credentials.app: "app"}
        if not token:
            raise SlackError("not_authed")
        if token not in callers:
            raise SlackError("invalid_auth")
        if callers[token] != method.caller:
            raise SlackError("not_allowed_token_type")
        granted = self._slack.config.scopes
        if granted is not None and method.scopes and not granted & method.scopes:
            needed, provided = ",".join(sorted(method.scopes)), ",".join(sorted(granted))
            raise SlackError("missing_scope", needed=needed, provided=provided)

    def _scope_header(self) -> dict[str, str]:
        granted = self._slack.config.scopes
        every = FOR_NO_METHOD.union(*(item.scopes for item in self._methods.values()))
        return {"X-OAuth-Scopes": ",".join(sorted(every if granted is None else granted))}


@dataclass(frozen=True)
class Answer:
    """What the Web API sends back."""

    body: JsonObject
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


def _refusal(error: SlackError) -> Answer:
    body = error.as_response()
    if error.code != "ratelimited":
        return Answer(body)
    return Answer(body, 429, {"Retry-After": str(body.pop("retry_after", 1))})


def _failure(fault: CallFault) -> Answer:
    limited = fault.error == "ratelimited" or fault.status == 429 or fault.retry_after is not None
    body: JsonObject = {"ok": False, "error": fault.error or ("ratelimited" if limited else "internal_error")}
    if limited:
        return Answer(body, 429, {"Retry-After": str(fault.retry_after or 1)})
    return Answer(body, fault.status)


def _wrong_arguments(error: ValidationError) -> SlackError:
    """The refusal for arguments that do not fit; names arguments, never their values."""
    first = error.errors()[0]
    key = str(first["loc"][0]) if first["loc"] else ""
    if first["type"] == "extra_forbidden":
        return SlackError("invalid_arg_name", [f"[ERROR] unknown argument: {key}"])
    if first["type"] == "missing":
        return SlackError("invalid_arguments", [f"[ERROR] missing required field: {key}"])
    if key in FORMATS:
        return SlackError(FORMATS[key])
    return SlackError("invalid_arguments", [f"[ERROR] {first['msg']} [json-pointer:/{key}]"])


async def read_arguments(request: Request) -> JsonObject:
    """Query, form and JSON arguments together, the token taken out of none. Raises `SlackError`."""
    arguments: JsonObject = dict(request.query_params)
    if request.method != "POST":
        return arguments
    content_type = request.headers.get("content-type", "").split(";")[0].strip()
    if content_type == "application/json":
        return arguments | _json_object(await request.body())
    if content_type in ("application/x-www-form-urlencoded", "multipart/form-data"):
        form = await request.form()
        return arguments | {key: value for key, value in form.items() if isinstance(value, str)}
    if await request.body():
        raise SlackError("invalid_post_type" if content_type else "missing_post_type")
    return arguments


def _json_object(body: bytes) -> JsonObject:
    try:
        value = json.loads(body or b"{}")
    except ValueError:
        raise SlackError("invalid_json") from None
    if not isinstance(value, dict):
        raise SlackError("json_not_object")
    return value


def read_token(request: Request, arguments: JsonObject) -> str | None:
    """The token from the Authorization header or from the arguments, which it is removed from."""
    given = arguments.pop("token", None)
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else given

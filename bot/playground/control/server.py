"""The control API over HTTP: `POST /_control/<verb>` to do, `GET /_control/<what>` to look."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.playground.acts.talk import member
from bot.playground.control import doing, reading, requests, testing
from bot.playground.faults import CallFault
from bot.playground.local_slack import LocalSlack
from bot.playground.wire import ControlError, JsonObject

Verb = tuple[type[BaseModel], Callable[[LocalSlack, Any], Awaitable[JsonObject]]]
VERBS: Mapping[str, Verb] = {
    "say": (requests.Say, doing.say),
    "edit": (requests.Edit, doing.edit),
    "delete": (requests.Delete, doing.delete),
    "slash": (requests.Slash, doing.slash),
    "shortcut": (requests.GlobalShortcut, doing.global_shortcut),
    "message_shortcut": (requests.MessageShortcut, doing.message_shortcut),
    "home": (requests.Home, doing.home),
    "click": (requests.Click, doing.click),
    "fill": (requests.Fill, doing.fill),
    "submit": (requests.Submit, doing.submit),
    "close": (requests.Close, doing.close),
    "fail_calls": (CallFault, testing.fail_calls),
    "fail_deliveries": (requests.Troubles, testing.fail_deliveries),
    "clear_faults": (requests.Wish, testing.clear_faults),
    "disconnect": (requests.Disconnect, testing.disconnect),
    "join": (requests.Join, testing.join),
    "regroup": (requests.Regroup, testing.regroup),
    "change_user": (requests.ChangeUser, testing.change_user),
    "deliver": (requests.RawEvent, testing.deliver),
    "request": (requests.RawRequest, testing.request),
    "advance": (requests.Advance, testing.advance),
}
LONGEST_WAIT = 60.0


class Control:
    """Answers everything under `/_control/`."""

    def __init__(self, slack: LocalSlack) -> None:
        self._slack = slack

    async def do(self, request: Request) -> Response:
        """Does one verb. 404 for an unknown one, 422 for a body that does not fit, 409 for what cannot be done."""
        verb = VERBS.get(request.path_params["verb"])
        if verb is None:
            return _problem(404, "there is no such verb")
        shape, run = verb
        try:
            wish = shape.model_validate_json(await request.body() or b"{}")
            return JSONResponse(await run(self._slack, wish))
        except ValidationError as error:
            return _problem(422, str(error.errors(include_input=False, include_url=False)))
        except ControlError as error:
            return _problem(409, str(error))

    async def timing(self, request: Request) -> Response:
        """Changes some of Slack's clocks; how they all stand now."""
        try:
            return JSONResponse(self._slack.retime(await request.json()).model_dump())
        except ValidationError as error:
            return _problem(422, str(error.errors(include_input=False, include_url=False)))
        except (TypeError, ValueError):
            return _problem(422, "the body must be a JSON object")

    async def seen(self, request: Request) -> Response:
        """Messages that `user` sees in `channel` (their direct message with the app by default) or in `thread_ts`."""
        return self._look(request, _messages)

    async def screen(self, request: Request) -> Response:
        """Modals, Home, notices and the agent's signs before `user`."""
        return self._look(request, _screen)

    async def workspace(self, request: Request) -> Response:
        """People, channels and groups."""
        del request
        return JSONResponse(reading.workspace_json(self._slack))

    async def calls(self, request: Request) -> Response:
        """Web API calls after number `since`, of one `method` when it is named."""
        since, name = whole(request.query_params, "since"), request.query_params.get("method")
        kept = self._slack.workspace.journal.calls
        found = [call.model_dump() for call in kept if call.number > since and name in (None, call.method)]
        return JSONResponse({"calls": found})

    async def deliveries(self, request: Request) -> Response:
        """Delivery attempts after number `since`."""
        since = whole(request.query_params, "since")
        kept = self._slack.workspace.journal.deliveries
        return JSONResponse({"deliveries": [item.model_dump() for item in kept if item.number > since]})

    async def wait(self, request: Request) -> Response:
        """Waits for a change after number `since` (of the named `kinds`), at most `seconds`."""
        query = request.query_params
        seconds = min(number(query, "seconds", 10.0), LONGEST_WAIT)
        kinds = frozenset(filter(None, query.get("kinds", "").split(",")))
        changes = await self._slack.workspace.journal.wait(whole(query, "since"), kinds, seconds)
        return JSONResponse({"changes": changes})

    def _look(self, request: Request, read: Callable[[LocalSlack, Mapping[str, str]], JsonObject]) -> Response:
        try:
            return JSONResponse(read(self._slack, request.query_params))
        except (ControlError, KeyError) as error:
            return _problem(409, str(error))


def _messages(slack: LocalSlack, query: Mapping[str, str]) -> JsonObject:
    user, channel = member(slack, query["user"], query.get("channel"))
    found = reading.seen_messages(slack, user, channel, query.get("thread_ts"))
    return {"channel": channel.id, "messages": [item.model_dump() for item in found]}


def _screen(slack: LocalSlack, query: Mapping[str, str]) -> JsonObject:
    user, channel = member(slack, query["user"], query.get("channel"))
    return reading.screen(slack, user, channel, query.get("thread_ts")).model_dump()


def number(query: Mapping[str, str], key: str, otherwise: float = 0.0) -> float:
    """A number of the query. Raises `HTTPException` 422 when it is none."""
    try:
        return float(query.get(key, otherwise))
    except ValueError:
        raise HTTPException(422, f"{key} must be a number") from None


def whole(query: Mapping[str, str], key: str) -> int:
    """A whole number of the query, 0 when it is not there. Raises `HTTPException` 422 when it is none."""
    return int(number(query, key))


def _problem(status: int, message: str) -> Response:
    return JSONResponse({"error": message}, status)

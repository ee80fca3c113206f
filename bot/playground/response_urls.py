"""Response URLs: what the app may do with one, and the messages that a command's own answer shows."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from bot.playground.local_slack import LocalSlack
from bot.playground.permits import ResponseUrl
from bot.playground.posting import Draft, check_draft, post, rewrite, show_to_one
from bot.playground.wire import JsonObject, SlackError


class Answer(BaseModel):
    """What may be posted to a response URL, or given as a command's immediate answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str = ""
    blocks: list[JsonObject] = []
    attachments: list[JsonObject] = []
    response_type: Literal["ephemeral", "in_channel"] = "ephemeral"
    replace_original: bool = False
    delete_original: bool = False
    thread_ts: str | None = None
    metadata: JsonObject | None = None
    mrkdwn: bool = True
    unfurl_links: bool | None = None
    unfurl_media: bool | None = None

    def draft(self, thread_ts: str | None) -> Draft:
        """The message to show. Raises `SlackError`."""
        return check_draft(Draft(self.text, self.blocks, self.attachments, self.thread_ts or thread_ts, self.metadata))


def read_answer(body: object) -> Answer:
    """The answer as posted. Raises `SlackError` when it is not one."""
    try:
        return Answer.model_validate(body)
    except ValidationError:
        raise SlackError("invalid_payload") from None


def show_answer(slack: LocalSlack, url: ResponseUrl, answer: Answer) -> None:
    """Shows an answer where the interaction was: to the person alone, or in the channel. Raises `SlackError`."""
    directory = slack.workspace.directory
    channel = directory.channels[url.channel]
    thread = url.thread_ts if url.thread_ts != url.source_ts else None
    draft = answer.draft(thread if answer.response_type == "ephemeral" else None)
    if answer.response_type == "in_channel":
        post(slack, channel, draft)
    else:
        show_to_one(slack, channel, directory.users[url.user], draft)


class ResponseUrls:
    """Answers `/response/<secret>`."""

    def __init__(self, slack: LocalSlack) -> None:
        self._slack = slack

    async def handle(self, request: Request) -> Response:
        """One use of a response URL: "ok", or an error with 404 when it is spent and 400 when the answer is wrong."""
        try:
            url = self._slack.workspace.permits.use_url(request.path_params["secret"])
        except SlackError as error:
            return JSONResponse(error.as_response(), 404)
        try:
            self._use(url, read_answer(await request.json()))
        except SlackError as error:
            return JSONResponse(error.as_response(), 400)
        except ValueError:
            return JSONResponse(SlackError("invalid_payload").as_response(), 400)
        return PlainTextResponse("ok")

    def _use(self, url: ResponseUrl, answer: Answer) -> None:
        if answer.delete_original:
            self._delete(url)
        elif answer.replace_original and url.source_ts is not None:
            self._replace(url, url.source_ts, answer)
        else:
            show_answer(self._slack, url, answer)

    def _delete(self, url: ResponseUrl) -> None:
        messages = self._slack.workspace.messages
        if url.source_ts is None:
            raise SlackError("cant_delete_message")
        if url.source_is_ephemeral:
            messages.drop_ephemeral(url.source_ts)
            self._slack.workspace.journal.changed("ephemeral")
            return
        message = messages.get(url.channel, url.source_ts)
        if message is None:
            raise SlackError("message_not_found")
        self._slack.remove(message, self._slack.workspace.directory.channels[url.channel])

    def _replace(self, url: ResponseUrl, source_ts: str, answer: Answer) -> None:
        workspace = self._slack.workspace
        draft = answer.draft(url.thread_ts)
        shown = workspace.messages.ephemeral(source_ts)
        message = workspace.messages.get(url.channel, source_ts)
        if url.source_is_ephemeral and shown is not None:
            shown.text, shown.blocks, shown.attachments = draft.text, draft.blocks, draft.attachments
            workspace.journal.changed("ephemeral")
        elif message is not None:
            rewrite(self._slack, message, workspace.directory.channels[url.channel], draft)
        else:
            raise SlackError("message_not_found")

"""A local Slack, a Redis, and somebody who was told things: what hiding works on."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from redis import Redis
from slack_sdk import WebClient

from actions.intents import Intent
from actions.urgency import Urgency
from bot.jobs.hide import Hide
from bot.jobs.screen import Screen
from bot.messages import AnswerRef, Earlier, HideWish, Kind, Origin, Standing
from bot.playground.background import Running
from bot.playground.client import Playground
from bot.store.answers import AnswerStore, ShownAnswer
from bot.store.cipher import Cipher
from bot.store.on_screen import OnScreenStore
from bot.store.threads import ThreadStore

TEAM, PERSON, HANDLE = "T0HARBOUR1", "U0PRACT001", "practitioner"
CHANNEL = "C0TEAM0001"
TELLING = {"type": "section", "text": {"type": "plain_text", "text": "about a child"}}
HOME = {"type": "home", "blocks": [TELLING]}
FORM = {"type": "modal", "callback_id": "form", "title": {"type": "plain_text", "text": "T"}, "blocks": [TELLING]}
BUTTON = {
    "type": "actions",
    "elements": [{"type": "button", "action_id": "helpful", "text": {"type": "plain_text", "text": "Helpful"}}],
}


def now() -> datetime:
    return datetime.now(UTC)


def hiding(slack: WebClient, redis: Redis, cipher: Cipher) -> Hide:
    """As the processes put it together."""
    return Hide(Screen(slack), AnswerStore(redis, cipher), ThreadStore(redis, cipher), OnScreenStore(redis, cipher))


@dataclass
class Told:
    """One practitioner and all that was said to them."""

    running: Running
    redis: Redis
    cipher: Cipher

    def __post_init__(self) -> None:
        environment = self.running.config.environment
        self.client = WebClient(token=environment["SLACK_BOT_TOKEN"], base_url=environment["SLACK_API_URL"])
        self.people: Playground = self.running.client
        self.direct = str(self.client.conversations_open(users=PERSON)["channel"]["id"])
        self.answers, self.threads = AnswerStore(self.redis, self.cipher), ThreadStore(self.redis, self.cipher)
        self.on_screen = OnScreenStore(self.redis, self.cipher)
        self.hide = hiding(self.client, self.redis, self.cipher)

    def say(self, text: str, thread_ts: str | None = None, channel: str | None = None) -> str:
        """A message of the bot's, by default in the direct message; its ts."""
        posted = self.client.chat_postMessage(channel=channel or self.direct, text=text, thread_ts=thread_ts)
        return str(posted["ts"])

    def say_alone(self, text: str) -> str:
        """An ephemeral in the channel."""
        blocks = [{"type": "section", "text": {"type": "plain_text", "text": text}}, BUTTON]
        posted = self.client.chat_postEphemeral(channel=CHANNEL, user=PERSON, text="x", blocks=blocks)
        return str(posted["message_ts"])

    def answered(self, answer_id: str, channel_id: str, ts: str, age: timedelta = timedelta(0)) -> None:
        """An answer of which the trace is kept; without a ts its asker alone sees it."""
        ref = AnswerRef(
            id=answer_id, question_id="q", intent="i", urgency=Urgency.NONE, guidance_version="g", model="m"
        )
        shown = ShownAnswer(ref=ref, team_id=TEAM, user_id=PERSON, channel_id=channel_id, ts=ts, shown_at=now() - age)
        self.answers.remember(shown)

    def stands(self, kind: Kind, standing_id: str, response_url: str = "", answer_id: str = "") -> Standing:
        standing = Standing(
            kind=kind,
            team_id=TEAM,
            user_id=PERSON,
            id=standing_id,
            at=now(),
            channel_id=CHANNEL,
            response_url=response_url,
            answer_id=answer_id,
        )
        self.on_screen.note(standing)
        return standing

    def wish(self, kept_ts: str | None = None, kept_answer: str | None = None) -> HideWish:
        return HideWish(team_id=TEAM, user_id=PERSON, at=now(), kept_ts=kept_ts, kept_answer=kept_answer)

    def asked_in_a_thread(self) -> Origin:
        """A thread of which it is kept what it was about."""
        origin = Origin(
            team_id=TEAM, channel_id=self.direct, user_id=PERSON, message_ts="1.1", thread_ts="1.0", via="dm"
        )
        self.threads.remember(origin, Earlier(intent=Intent.ASK_CONSENT))
        return origin

    def words(self, channel: str | None = None) -> list[str]:
        """What the bot says that stands before the person, threads included."""
        seen = self.people.seen_by(HANDLE, channel)
        threads = [self.people.seen_by(HANDLE, channel, each.ts) for each in seen if each.reply_count]
        found = {each.ts: each for each in [*seen, *(reply for thread in threads for reply in thread)]}
        return [each.words for each in found.values() if each.from_app and not each.deleted]

    def open_form(self) -> str:
        """A modal before the person; its id."""
        self.people.slash(HANDLE, None, "record")
        opened = self.client.views_open(trigger_id=self._delivered("trigger_id"), view=FORM)
        return str(opened["view"]["id"])

    def use_alone(self, text: str, answer_id: str = "") -> str:
        """An ephemeral in the channel, a button of which was used: its ts. The way to it is kept."""
        ts = self.say_alone(text)
        (seen,) = [each for each in self.people.seen_by(HANDLE, CHANNEL) if each.ts == ts]
        self.people.click(HANDLE, seen, "helpful")
        self.stands(Kind.EPHEMERAL, ts, self._delivered("response_url"), answer_id)
        return ts

    def _delivered(self, key: str) -> str:
        """Of the latest thing that Slack tried to deliver: nobody listens here."""
        return str(self.people.deliveries()[-1].payload[key])

"""`sharewise demo`: the whole system against the local Slack, a short conversation, then typed messages."""

import socket
import sys

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from bot.playground.client import Playground
from bot.playground.config import PlaygroundConfig, local_config
from bot.playground.on_paper import message_lines, view_lines
from bot.playground.seen import SeenMessage
from bot.playground.wire import ControlError
from bot.runtime.up import System, free_port
from bot.settings import Settings
from bot.supervision import Program

PORT = 4747
PERSON = "practitioner"
QUESTION = "dad said no, can I still refer to children's services?"
ANSWER_WITHIN = 30.0

DECISION = {
    "decision": "share",
    "what_shared": ["observation"],
    "with_whom": ["children_social_care"],
    "legal_basis": ["public_task"],
    "consent_status": "refused",
}
RATIONALE = (
    "Two further observations this week raise the risk. Waiting for agreement would delay help, so the minimum needed"
    " was shared with children's social care today."
)


def run(once: bool) -> int:
    """Play the conversation; then stay up and take typed messages until Ctrl-C, unless `once`."""
    console = Console()
    config = local_config(port=_port())
    settings = Settings.model_validate({**Settings().model_dump(), **_lowered(config.environment)})
    program = Program("local_slack", _playground(config), order=5)
    with System(settings, Console(stderr=True), [program], config.environment) as system:
        system.wait_until_ready()
        with Playground(config.address) as slack:
            _converse(slack, console)
            if not once:
                console.print(f"\nThe local Slack is at [bold]{config.address}[/bold]. Logs: {system.logs}")
                _take_messages(slack, console, system)
    return 0


def _converse(slack: Playground, console: Console) -> None:
    """A question, its answer, the form refused once and then saved, the confirmation."""
    console.rule("A direct message in the local Slack")
    _typed(console, QUESTION)
    answer = slack.wait_for_reply(PERSON, slack.dm(PERSON, QUESTION), seconds=ANSWER_WITHIN)
    _shown(console, answer)
    console.print("→ presses [ Record a decision ], fills in the form, leaves the rationale empty, saves")
    slack.click(PERSON, answer, "record_decision")
    slack.wait_for_view(PERSON, "decision_form")
    for action_id, value in DECISION.items():
        slack.fill(PERSON, {action_id: value})
    slack.submit(PERSON)
    view = slack.wait_for_view(PERSON, "decision_form")
    console.print(Panel(Text("\n".join(view_lines(view))), title="form", width=96))
    console.print("→ gives the reason, saves again")
    before = {message.ts for message in slack.seen_by(PERSON)}
    slack.fill(PERSON, {"rationale": RATIONALE})
    slack.submit(PERSON)

    def card() -> SeenMessage | None:
        return next((each for each in slack.seen_by(PERSON) if each.from_app and each.ts not in before), None)

    _shown(console, slack.wait_until(card, ANSWER_WITHIN))
    slack.close_view(PERSON, every=True)


def _take_messages(slack: Playground, console: Console, system: System) -> None:
    """What is typed goes out as the practitioner's; a line that starts with a slash is a command."""
    if sys.stdin.isatty():
        console.print("Type a message as the practitioner, or /sharewise help. Ctrl-C stops everything.")
    for line in sys.stdin:
        text = line.strip()
        if text:
            _exchange(slack, console, text)
    system.wait()


def _exchange(slack: Playground, console: Console, text: str) -> None:
    before = {message.ts for message in slack.seen_by(PERSON)}
    try:
        if text.startswith("/"):
            command, _, rest = text.partition(" ")
            slack.slash(PERSON, None, rest, command)
        else:
            slack.dm(PERSON, text)
        slack.wait_until(lambda: _news(slack, before), ANSWER_WITHIN)
    except TimeoutError:
        console.print("(no answer came; the logs may tell why)")
    except ControlError as error:
        console.print(f"({error})")
    for message in _news(slack, before):
        _shown(console, message)


def _news(slack: Playground, before: set[str]) -> list[SeenMessage]:
    top = slack.seen_by(PERSON)
    threads = [reply for each in top if each.reply_count for reply in slack.seen_by(PERSON, None, each.ts)]
    found = {each.ts: each for each in [*top, *threads] if each.from_app and each.ts not in before}
    before.update(found)
    return list(found.values())


def _typed(console: Console, text: str) -> None:
    console.print(Panel(Text(text), title="practitioner", title_align="left", width=96))


def _shown(console: Console, message: SeenMessage) -> None:
    console.print(Panel(Text("\n".join(message_lines(message))), title="Sharewise", title_align="left", width=96))


def _playground(config: PlaygroundConfig) -> tuple[str, ...]:
    return (sys.executable, "-m", "bot.playground", "--port", str(config.port))


def _port() -> int:
    """The usual port, else any that is free."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", PORT))
        except OSError:
            return free_port()
    return PORT


def _lowered(environment: dict[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in environment.items()}

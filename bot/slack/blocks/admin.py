"""What administrators see: which model speaks, from which guidance, how the audit trail stands, who is named."""

from bot.slack.blocks.kit import Blocks, bullets, divider, section
from bot.slack.config import SlackConfig
from bot.slack.ports import Overview

AWAY = "How things stand cannot be shown just now: the store cannot be reached. Please try again in a few minutes."

NO_MODEL = "none that answers just now; keywords stand in for it"


def overview_blocks(overview: Overview | None, config: SlackConfig) -> Blocks:
    """In four lines; none when the store is away."""
    if overview is None:
        return [section(AWAY)]
    lines = (
        f"Language model in use: {overview.model or NO_MODEL}",
        f"Guidance: {overview.guidance}",
        f"Audit trail: {overview.trail}",
        f"Safeguarding leads: {_named(config)}",
    )
    return [bullets("Sharewise, for administrators", lines)]


def admin_part(overview: Overview | None, config: SlackConfig) -> Blocks:
    """The same on the Home tab."""
    return [divider(), *overview_blocks(overview, config)]


def _named(config: SlackConfig) -> str:
    if not config.leads.configured:
        return "nobody is named (LEADS_GROUP or LEADS), so nobody can take a request"
    where = "" if config.has_leads else "; no channel is set where they are told (LEADS_CHANNEL)"
    return f"named by {'the user group' if config.leads.group else 'a list of people'}{where}"

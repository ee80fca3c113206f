from datetime import UTC, datetime

import pytest

from actions.decisions import Owner, Value

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def owner() -> Owner:
    return Owner(team_id="T01", user_id="U01")


@pytest.fixture
def shared() -> dict[str, Value | None]:
    """A good decision to share, first page only."""
    return {
        "decision": "share",
        "what_shared": ("observation", "health"),
        "with_whom": ("children_social_care",),
        "legal_basis": ("public_task",),
        "consent_status": "refused",
        "rationale": "Bruising seen twice this month and the account changed, so social care need it today.",
        "decided_at": "2026-11-23",
        "review_on": "2026-12-07",
    }


@pytest.fixture
def withheld() -> dict[str, Value | None]:
    """A good decision not to share, first page only."""
    return {
        "decision": "not_share",
        "consent_status": "not_considered",
        "rationale": "The caller could not say what the information was for, and nothing points to harm.",
        "harm_of_not_sharing": "Little: the school already holds it and will call back.",
        "decided_at": "2026-11-23",
        "review_on": "2026-11-30",
    }

"""What a message names: who is to be told or asks, the state of consent, a golden rule's number."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class EntityName(StrEnum):
    """The three kinds of entity that the classifier marks."""

    AGENCY = "agency"
    CONSENT_STATUS = "consent_status"
    GOLDEN_RULE = "golden_rule"


class Agency(StrEnum):
    """Who is to be told, or who asks."""

    POLICE = "police"
    SCHOOL = "school"
    CHILDREN_SOCIAL_CARE = "children_social_care"
    HEALTH = "health"
    GP = "gp"
    HEALTH_VISITOR = "health_visitor"
    HOUSING = "housing"
    EARLY_YEARS = "early_years"
    PROBATION = "probation"
    YOUTH_JUSTICE = "youth_justice"
    VOLUNTARY = "voluntary"
    PARENT_CARER = "parent_carer"
    OTHER_LOCAL_AUTHORITY = "other_local_authority"


class ConsentState(StrEnum):
    """How things stand with consent in the case described."""

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    NOT_SOUGHT = "not_sought"
    UNSAFE_TO_SEEK = "unsafe_to_seek"


class Entity(BaseModel):
    """One marked stretch of text; `start` and `end` count characters, `value` is normalised."""

    model_config = ConfigDict(frozen=True)

    entity: str
    value: str
    start: int
    end: int

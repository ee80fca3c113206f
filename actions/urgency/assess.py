"""The level that a message's words call for."""

from actions.urgency.level import Urgency
from actions.urgency.matching import Bits, Field
from actions.urgency.rules import Frame, Rule, Rulebook, rulebook
from actions.urgency.words import read


def assess(text: str) -> Urgency:
    """`alert` for danger now or within hours, `check` for a softer sign, else `none`.

    Pure rules over the words; the time taken grows with the length of the text alone.
    """
    return max((level for _, level in signs(text)), key=lambda level: level.rank, default=Urgency.NONE)


def signs(text: str) -> tuple[tuple[str, Urgency], ...]:
    """Each rule that speaks, and the level left to it after what frames it; for tests and for explaining."""
    book = rulebook()
    field = _laid_out(text, book)
    covers = [(frame, covered) for frame in book.frames if (covered := _covered(field, frame))]
    found = ((rule.name, _level(field, rule, covers)) for rule in book.rules)
    return tuple((name, level) for name, level in found if level is not Urgency.NONE)


def past_or_made_up(text: str) -> bool:
    """Whether the words say of the whole message that it is over, taught, told of, supposed or made up.

    A danger that a model sees there is asked after, not cried out.
    """
    book = rulebook()
    field = _laid_out(text, book)
    whole = (frame for frame in book.frames if frame.covers == "message" and not frame.for_rules_alone)
    return any(_covered(field, frame) for frame in whole)


def _laid_out(text: str, book: Rulebook) -> Field:
    field = Field(read(text, book.spelling), book.known)
    figures = 0
    for idiom in book.idioms:
        figures |= field.back(field.ends(idiom), len(idiom.items))
    field.without(figures)
    field.deny(book.denials, book.but_not)
    return field


def _covered(field: Field, frame: Frame) -> Bits:
    """The words that a frame makes weigh less."""
    places = field.any_end(frame.patterns)
    if not places:
        return 0
    undone = field.sentences(field.any_end(frame.unless))
    if frame.covers == "message":
        return 0 if undone else field.all
    return (field.onward(places) if frame.covers == "onward" else field.sentences(places)) & ~undone


def _level(field: Field, rule: Rule, covers: list[tuple[Frame, Bits]]) -> Urgency:
    places = field.any_end(rule.patterns) | _together(field, rule)
    if not places:
        return Urgency.NONE
    muted = softened = 0
    for frame, covered in covers:
        if frame.only and rule.name not in frame.only:
            continue
        if frame.lowers_to is Urgency.NONE:
            if frame.covers == "message":
                return Urgency.NONE
            muted |= covered
        else:
            softened |= covered
    if not places & ~muted:
        return rule.floor
    return rule.level if places & ~(muted | softened) else Urgency.CHECK


def _together(field: Field, rule: Rule) -> Bits:
    """Where the first of the patterns stands, if the rest stand in its sentence or a neighbouring one."""
    if not rule.together:
        return 0
    first, *rest = rule.together
    places = field.ends(first)
    for one in rest:
        if not places:
            return 0
        places &= field.neighbourhood(field.ends(one))
    return places

"""Dates of birth: dates that words of birth stand beside, and whole dates that no word makes an event's."""

import re
from collections.abc import Iterator

_MONTH_NAME = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
_MONTH = rf"{_MONTH_NAME}\b\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r",? ?['’]?(?:(?:19|20)\d\d|\d\d)"
_DATE = re.compile(
    rf"(?<![\w/.-])(?:\d{{1,2}} ?[/.-] ?\d{{1,2}} ?[/.-] ?(?:\d{{4}}|\d{{2}})|\d{{4}}[/.-]\d{{1,2}}[/.-]\d{{1,2}}|"
    rf"(?<!\d )(?:\d{{8}}|\d{{6}})(?! \d)|\d{{1,2}} \d{{1,2}} (?:\d{{4}}|\d{{2}})(?! ?\d)|"
    rf"{_DAY}{_MONTH_NAME}(?:\d{{4}}|\d{{2}})|{_DAY}(?: of)?[ -]?{_MONTH}(?:[ -]?{_YEAR})?|{_MONTH} {_DAY}(?:{_YEAR})?|"
    rf"{_MONTH} (?:19|20)\d\d)(?![\w/]|-\d)",
    re.IGNORECASE,
)
_BIRTH = re.compile(
    r"\b(?:d\.? ?o\.? ?b\.?s?|dates? of birth|birth ?dates?|born|birthdays?|b-?day|birth|(?<=\()b\.)(?!\w)",
    re.IGNORECASE,
)
_REACH_BEFORE = 45
_REACH_AFTER = 14
_JOINED = re.compile(
    r"[\s)]*(?:[,;&/]|and\b|or\b)[\s,;&()]*(?:and\b)?[\s(]*(?:[\w'’-]{1,20}[\s,:(-]{0,3}){0,3}\Z", re.IGNORECASE
)
_BIRTH_IS = re.compile(
    r"[\s,()=-]*(?:(?:is|was|as) )?(?:(?:his|her|their|the|my) )?(?!born)[a-z. -]{3,14}", re.IGNORECASE
)
_BREAK = re.compile(r"[!?;\n]|\.\s")
_WHOLE = re.compile(
    rf"(?:\d{{1,2}} ?[/.-] ?\d{{1,2}} ?[/.-] ?(?:(?:19|20)\d\d|\d\d)|(?:19|20)\d\d[/.-]\d{{1,2}}[/.-]\d{{1,2}}|"
    rf"{_DAY}(?: of)?[ -]?{_MONTH},?[ -]?(?:19|20)\d\d|{_MONTH} {_DAY},? (?:19|20)\d\d)",
    re.IGNORECASE,
)
_HAPPENED = re.compile(
    r"\b(?:on|by|from|since|until|till|before|after|dated|due|starts?|ends?|published|updated|force|version|meeting|"
    r"conference|moved|met|seen|joined|left|admitted|referred|hearing|court|review|panel|visit|appointment|deadline|"
    r"training|inspection|term|expires?|expired|date is|date was|date|happened|occurred|sent|received|found|written|"
    r"signed|completed|recorded|logged|reported|opened|closed|incident|week|of the)\b"
    r"[\s:,(]*(?:(?:the|about|around|at)\s)?(?:mon|tues|wednes|thurs|fri|satur|sun)?(?:day)?,?\s?\Z",
    re.IGNORECASE,
)
_LOOKED_AT_BEFORE = 40
# Words that make a date between birth and it another's: "born prematurely, seen on 3 May".
_EVENT = re.compile(
    r"\b(?:seen|visit|met|meeting|referred|referral|review|incident|admitted|conference|called|moved|since|until|"
    r"deadline)\b",
    re.IGNORECASE,
)


def birth_dates(text: str) -> Iterator[tuple[int, int]]:
    """Dates just after or before words of birth, those that go on a list of such dates, and whole dates of nothing."""
    yield from _whole_dates(text)
    words = [match.span() for match in _BIRTH.finditer(text)]
    if not words:
        return
    last_end = -1
    index = 0
    for match in _DATE.finditer(text):
        while index + 1 < len(words) and words[index + 1][1] <= match.start():
            index += 1
        beside = _follows(text, words[index], match.start(), last_end) or _precedes(text, words, index, match.end())
        if beside or (last_end >= 0 and match.start() - last_end <= 30 and _listed(text[last_end : match.start()])):
            last_end = match.end()
            yield match.span()


def _whole_dates(text: str) -> Iterator[tuple[int, int]]:
    """A day, a month and a year are a person's far more often than an event's, unless a word says so."""
    for match in _DATE.finditer(text):
        before = text[max(0, match.start() - _LOOKED_AT_BEFORE) : match.start()]
        if _WHOLE.fullmatch(match[0]) and not _HAPPENED.search(before):
            yield match.span()


def _follows(text: str, word: tuple[int, int], start: int, last_end: int) -> bool:
    if not 0 <= start - word[1] <= _REACH_BEFORE or last_end > word[1]:
        return False
    between = text[word[1] : start]
    return not _BREAK.search(between.lstrip(".")) and not _EVENT.search(between)


def _precedes(text: str, words: list[tuple[int, int]], index: int, end: int) -> bool:
    near = (word for word in words[index : index + 2] if 0 <= word[0] - end <= _REACH_AFTER)
    return any(_BIRTH_IS.fullmatch(text[end : word[1]]) for word in near)


def _listed(between: str) -> bool:
    return bool(_JOINED.match(between)) and not _EVENT.search(between)

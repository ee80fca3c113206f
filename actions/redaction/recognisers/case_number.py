"""References of case, crime and hospital systems."""

import re
from collections.abc import Iterator

_SYSTEMS = (
    "case|crime|incident|referral|client|patient|hospital|service user|person|pupil|student|admission|mosaic|lcs|"
    "liquidlogic|eclipse|cpoms|emis|rio|systmone|tenancy|custody|court|ppn|job|log|cad|niche|occurrence|ticket|"
    "reference|refs?|urn|crn|mrn|pid|file|files|id|cases"
)
_CALLED_SO = re.compile(
    rf"\b(?:{_SYSTEMS})\b\.?(?: (?:case|file|record|reference|numbers?|nums?|nos?|refs?|ids?|system)){{0,3}}\.?"
    r"(?: (?:is|was))?"
    r",? ?[:#=-]? ?(?:(?-i:[A-Z]{2,6}) )?#?"
    r"((?=[\w/.-]{0,11}\d)[A-Z0-9]{1,20}(?:[/.-][A-Z0-9]{1,12}){0,5})(?![\w/]|[-.]\w)",
    re.IGNORECASE,
)
_SHAPED_SO = re.compile(r"(?<![\w/-])[A-Z]{2,6}[-/]?(?:\d{2,4}[-/])?\d{4,9}(?:[-/][A-Z0-9]{1,6})?(?![\w/]|-\w)")
_ONE_LETTER = re.compile(r"(?<![\w/-])[A-Z](?:\d{5,8}[A-Z]{0,2}|\d{4}[A-Z]{2})(?![\w/]|-\w)")
"""Such as a prison number (A1234BC) or a probation one; roads have up to four digits and no letters after them."""
_SLASHED = re.compile(
    r"(?<![\w/-])(?:\d{1,3}[A-Z]{0,3}/(?:\d{1,6}/){1,2}\d{2,4}|[A-Z]{2,6}[-/]\d{2,4}[-/]\d{2,6})(?![\w/]|-\w)"
)
_LONG_PART = re.compile(r"\d{4}/|[A-Z]")
_LONG = re.compile(
    r"(?<![\w.,£$€#/+:-])(?!(?:19|20)\d{4}\b)\d{6,9}(?<!000)(?:[/-]\d{2,6})?(?![\w%/]|[-.,:]\d)"
    r"(?=\s*(?:\Z|[^\w\s£$€]|(?:and|or|is|was|on|for|from|about|in|at)\b))"
)
_DATED = re.compile(r"(?<![\w/.-])20\d{6}-\d{3,6}(?![\w/-])")
_MIXED = re.compile(r"(?<![\w/.-])[A-Z]{1,3}\d{2}[A-Z]\d{4,6}(?![\w/-])")
"""Such as a family court's (BS24C50183)."""
_HASH = re.compile(r"(?<![\w&])#(\d{3,10})(?!\w)")
_DATE_OR_TIME = re.compile(
    r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?(?:am|pm)?|\d{4}-\d\d-\d\d|\d+(?:st|nd|rd|th|pm|am|yo|yr)", re.IGNORECASE
)
_LEAST = 4
_YEAR = re.compile(r"(?:19|20)\d\d")
# What has the shape of a reference and names a document, a form or a year.
_DOCUMENTS = re.compile(
    r"(?:GDPR|KCSIE|DPA|WT|WTSC|COVID|ISO|KS|CPR|BS|EN|FORM|YEAR|AGE|ACT|UK)[-/ ]?\d", re.IGNORECASE
)


def case_numbers(text: str) -> Iterator[tuple[int, int]]:
    """The reference itself: the words before it stay outside."""
    for match in _CALLED_SO.finditer(text):
        if len(match[1]) >= _LEAST and not _YEAR.fullmatch(match[1]) and not _is_date(match[1]):
            yield match.span(1)
    for match in _SHAPED_SO.finditer(text):
        if not _DOCUMENTS.match(match[0]):
            yield match.span()
    for match in _ONE_LETTER.finditer(text):
        yield match.span()
    for match in _SLASHED.finditer(text):
        if _LONG_PART.search(match[0]) and not _DOCUMENTS.match(match[0]):
            yield match.span()
    for pattern in (_DATED, _MIXED):
        yield from (match.span() for match in pattern.finditer(text))
    for match in _HASH.finditer(text):
        yield match.span(1)


def long_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Numbers of six to nine digits that count nothing: nothing that could be counted follows them."""
    for match in _LONG.finditer(text):
        yield match.span()


def _is_date(reference: str) -> bool:
    return bool(_DATE_OR_TIME.fullmatch(reference))

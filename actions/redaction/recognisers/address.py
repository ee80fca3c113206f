"""Street addresses: a number, a name and a kind of street; a flat; a street that someone is said to live in."""

import re
from collections.abc import Iterator

_SURE = "road|rd|street|avenue|ave|lane|ln|drive|crescent|cres|terrace|gardens|gdns|grove|mews|boulevard|close|broadway"
"""Kinds of street that little else is called."""
_MAY_BE = (
    "st|av|dr|cl|court|ct|place|pl|way|walk|hill|park|row|square|sq|rise|view|green|parade|mount|croft|house|quay|wharf|"
    "yard|fold|bank|brow|gate|heights|meadows?|villas|estate|towers?|approach|end|fields?|garth|dene|vale|bridge|cross|"
    "common|embankment|circus|lodge|cottages?|farm|buildings|block"
)
"""Kinds that are everyday words too: they count where the name before them has capitals."""
_KINDS = f"{_SURE}|{_MAY_BE}"
_WORD = r"[^\W\d_]['’.\w-]{0,24}"
_PROPER = r"[A-Z]['’\w-]{1,24}"
_FLAT = r"(?:(?:flat|apartment|apt|unit|room)\.? ?\d{1,4}[a-z]?,? ?(?:of |at )?)"
_NUMBER = r"\d{1,4}[a-z]?(?: ?[-/] ?\d{1,4}[a-z]?)?"
_LIVES = (
    r"\b(?:lives?|living|lived|stays?|staying|moved|address|home|house|flat|resident|residing|based)"
    r"(?: is| was| now| currently| with \w{1,20})?(?: at| in| on| to| off|:)? "
)
_NUMBERED = re.compile(
    rf"(?<![\w/.£#-])(?P<place>{_FLAT}?{_NUMBER},? (?P<name>{_WORD}(?: {_WORD}){{0,3}}?)"
    rf" (?P<kind>{_KINDS})\b\.?)(?!['’])",
    re.IGNORECASE,
)
_FLAT_IN = re.compile(
    rf"(?<!\w)(?P<place>{_FLAT}(?P<name>{_WORD}(?: {_WORD}){{0,2}}?) (?P<kind>{_KINDS}))\b", re.IGNORECASE
)
_LIVED_IN = re.compile(
    rf"{_LIVES}(?P<place>{_FLAT}?(?:{_NUMBER},? )?(?P<name>{_PROPER}(?: {_PROPER}){{0,3}}?) (?P<kind>(?i:{_KINDS})))\b"
)
_NUMBERED_HOME = re.compile(
    rf"\b(?:lives?|living|staying|address)(?: is)?(?: at)?:? (?P<place>\d{{1,4}}[a-z]? {_PROPER}(?: {_PROPER})?)(?!\w)"
)
_BEFORE_A_POSTCODE = re.compile(
    rf"(?<![\w/.£#-])(?P<place>{_NUMBER},? {_PROPER}(?: {_PROPER}){{0,2}})"
    rf"(?=,? (?:{_PROPER},? ){{0,2}}[A-Z]{{1,2}}\d[A-Z\d]? ?\d[A-Z]{{2}}\b)"
)
_NAMED_HOUSE_AND_POSTCODE = re.compile(
    rf"\b(?:at|address|address:|of|:) (?P<place>{_PROPER}(?: {_PROPER}){{0,3}}(?:, {_PROPER}(?: \d{{1,3}})?)?)"
    rf"(?=, ?[A-Z]{{1,2}}\d[A-Z\d]? ?\d[A-Z]{{2}}\b)"
)
_FLAT_NAMED = re.compile(rf"(?<!\w)(?P<place>(?i:{_FLAT}the) {_PROPER}(?: {_PROPER}){{0,2}})(?!\w)")
_NAMED_HOUSE_ON_A_STREET = re.compile(
    rf"(?<!\w)(?P<place>(?:The )?{_PROPER}(?: {_PROPER}){{0,2}}, {_PROPER}(?: {_PROPER})? (?i:{_SURE}))(?!\w)"
)
_STREET = re.compile(_SURE, re.IGNORECASE)
# Words that no street is called by, so that "5 minutes down the road" is none.
_NOT_IN_A_NAME_WORDS = """
a across along an and are at away by children close days day down for from go had has have he her his hours i in into
is it just kids left metres mile miles min mins minutes month months more near of off old on one onto opposite or our
out over people percent per pm am police pounds pupils she staff than that the their them they this times to two up
till until we was week weeks were when who with yards year years yr yrs
"""
_NOT_IN_A_NAME = frozenset(_NOT_IN_A_NAME_WORDS.split())


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """From the number (or the flat) to the kind of street; the town and the postcode after it stay outside."""
    for pattern in (_NUMBERED, _FLAT_IN, _LIVED_IN):
        for match in pattern.finditer(text):
            if _is_street(match["name"], match["kind"]):
                yield match.span("place")
    for pattern in (
        _NUMBERED_HOME,
        _BEFORE_A_POSTCODE,
        _NAMED_HOUSE_ON_A_STREET,
        _NAMED_HOUSE_AND_POSTCODE,
        _FLAT_NAMED,
    ):
        for match in pattern.finditer(text):
            yield match.span("place")


def _is_street(name: str, kind: str) -> bool:
    words = name.split()
    if all(word[0].isupper() and not word.isupper() for word in words) and kind[0].isupper():
        return True
    if any(word.lower().strip(".") in _NOT_IN_A_NAME for word in words):
        return False
    return bool(_STREET.fullmatch(kind)) or all(word[0].isupper() for word in words)

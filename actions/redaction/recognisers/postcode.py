"""UK postcodes in an area that exists (Royal Mail's list of postcode areas)."""

import re
from collections.abc import Iterator

_POSTCODE = re.compile(r"(?<![\w-])([A-Z]{1,2})(\d[A-Z\d]?)( {0,2})(\d[A-Z]{2})(?![\w])", re.IGNORECASE)
_AREA_CODES = """
AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL
GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX
PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR
WS WV YO ZE
"""
_AREAS = frozenset(_AREA_CODES.split())
_END = re.compile(r"\d(?:(?i:[ABD-HJLNP-UW-Z]{2})|[A-Z]{2})")
"""The letters that the Post Office uses, in either case; any letters in capitals, since people mistype."""
_SAID_SO = re.compile(r"post ?code\W{0,3}(?:is)?\W{0,3}\Z", re.IGNORECASE)
_ORDINALS = frozenset({"1ST", "2ND", "3RD", "4TH", "5TH", "6TH", "7TH", "8TH", "9TH", "0TH"})


def postcodes(text: str) -> Iterator[tuple[int, int]]:
    """Full postcodes, in capitals or not."""
    for match in _POSTCODE.finditer(text):
        ordinal = match[4].upper() in _ORDINALS and not match[0].isupper()
        if (
            match[1].upper() in _AREAS
            and _END.fullmatch(match[4])
            and (not ordinal or _SAID_SO.search(text[max(0, match.start() - 16) : match.start()]))
        ):
            yield match.span()

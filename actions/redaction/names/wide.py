"""What libraries know of words: first and last names of many countries (Faker), and English (pyspellchecker)."""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from importlib.resources import files

from spellchecker import SpellChecker

from actions.redaction.names.tokens import folded

LOCALES = frozenset(
    {"en", "en_GB", "en_IE", "ga_IE", "en_IN", "en_PK", "en_KE", "en_NG", "ha_NG", "ig_NG", "yo_NG", "tw_GH", "sw"}
    | {"zu_ZA", "az_AZ", "cs_CZ", "es_ES", "fr_DZ", "fr_FR", "hu_HU", "id_ID", "it_IT", "lt_LT", "pl_PL", "pt_BR"}
    | {"pt_PT", "ro_RO", "sk_SK", "tr_TR", "uz_UZ", "vi_VN"}
)
"""Of Faker's, those written in Latin letters whose names are at home in England."""

SHORTEST = 3
"""Letters of a name that counts without a capital."""


@cache
def first_names() -> frozenset[str]:
    """In small letters, without accents."""
    return frozenset(_names("first_name"))


@cache
def last_names() -> frozenset[str]:
    """In small letters, without accents."""
    return frozenset(_names("last_name"))


@cache
def _dictionary() -> SpellChecker:
    return SpellChecker(distance=1)


@cache
def times_seen() -> dict[str, int]:
    """How often each English word was seen in the texts that the dictionary was made from; a rare one 50 times."""
    known: dict[str, int] = dict(_dictionary().word_frequency.dictionary)
    own = files("actions.redaction.names").joinpath("british.txt").read_text(encoding="utf-8").split()
    return known | dict.fromkeys(own, max(known.values()))


def a_slip_away(word: str) -> frozenset[str]:
    """The words that one letter more, less, other or in another place makes of a word."""
    return frozenset(_dictionary().edit_distance_1(word)) & times_seen().keys()


def _names(kind: str) -> Iterator[str]:
    for locale in LOCALES:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for listed in (getattr(provider, name) for name in dir(provider) if name.startswith(kind)):
            if isinstance(listed, Iterable) and not isinstance(listed, str):
                names = (part for name in listed for part in folded(str(name)).split())
                yield from (name for name in names if name.isascii() and name.isalpha() and len(name) >= SHORTEST)

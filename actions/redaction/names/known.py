"""Finders of first names that are on a list, by what stands about them."""

from collections.abc import Iterator

from actions.redaction.names.reader import Range, Reader

_BRACKET = frozenset({" ("})
_WHOSE = frozenset({"our", "my", "the", "his", "her", "their", "a"})
_TOLD = frozenset({"me", "us", "him", "her", "them", "staff", "that", "he", "she", "they", "his", "mum", "dad"})
_BE_OR_HAVE = frozenset({"is", "was", "has", "had", "says", "said"})


def listed(reader: Reader) -> Iterator[Range]:
    """First names on the lists; an ambiguous one only where its capital or the words about it speak for it."""
    for i, token in enumerate(reader.tokens):
        if i in reader.kept:
            continue
        if reader.is_plain_name(i):
            named = token.capital or len(token.base) > 2 or reader.base(i + 1) in reader.company.speaking
        else:
            named = token.base in reader.lists.ambiguous and _speaks_for_itself(reader, i)
        if named:
            yield i, reader.name_end(i)


def _speaks_for_itself(reader: Reader, i: int) -> bool:
    word, following = reader.base(i), reader.base(i + 1)
    follows = reader.follows(i + 1)
    initialled = follows and reader.capital(i) and len(following) == 1 and following not in {"i", "a"}
    ordinary = word in reader.lists.not_names or word in reader.lists.organisations
    if not reader.capital(i):
        told = follows and following in reader.company.disclosing
        told = told and (reader.base(i + 2) in _TOLD or reader.tokens[i].opens)
        beside = reader.base(i - 1) in reader.company.kin and reader.follows(i) and follows and following in _BE_OR_HAVE
        return (told or beside) and not ordinary and len(word) > 2
    surnamed = reader.name_end(i) > i + 1 and following in reader.lists.surnames and not reader.is_first_name(i + 1)
    acts = follows and following in reader.company.acting and word not in reader.lists.organisations
    return surnamed or initialled or acts or reader.gives_age(i) or (reader.mid_sentence_capital(i) and not ordinary)


def opening(reader: Reader) -> Iterator[Range]:
    """A first name of any land that opens a sentence and does something: "Angel has bruises"."""
    for i, token in enumerate(reader.tokens):
        acts = reader.follows(i + 1) and reader.base(i + 1) in reader.company.speaking
        named = reader.first_name_somewhere(i) and reader.could_be_name(i)
        if token.opens and not token.shouted and acts and named:
            yield i, i + 1


def owning(reader: Reader) -> Iterator[Range]:
    """A first name of any land inside a sentence, whatever it is that the person has: "Jules's poem"."""
    for i, token in enumerate(reader.tokens):
        thing = reader.follows(i + 1) and not reader.in_capitals(i + 1)
        named = reader.first_name_somewhere(i) and token.base not in reader.lists.not_names
        if token.possessive and thing and named and reader.mid_sentence_capital(i):
            yield i, i + 1


def in_small_letters(reader: Reader) -> Iterator[Range]:
    """Two words in small letters that are a first name and a surname, the surname no English word: "hoa nguyen"."""
    for i, token in enumerate(reader.tokens):
        pair = reader.follows(i + 1) and not token.capital and not reader.in_capitals(i + 1)
        first = reader.first_name_somewhere(i) and reader.rare(i) and i not in reader.kept
        if pair and first and reader.base(i + 1) in reader.lists.surnames and reader.unknown(i + 1):
            yield i, reader.name_end(i + 1)


def explained(reader: Reader) -> Iterator[Range]:
    """A name, and who it is: "May (foster carer)", "Mark our caretaker", "pritpal the caretaker"."""
    for i in range(len(reader.tokens)):
        if (_in_brackets(reader, i) or _whose(reader, i)) and i not in reader.kept:
            lower = not reader.in_capitals(i) and reader.unknown(i) and not reader.misspelt(i)
            if lower or (reader.capital(i) and reader.is_first_name(i)):
                yield i, i + 1


def _in_brackets(reader: Reader, i: int) -> bool:
    return reader.follows(i + 1, by=_BRACKET) and any(reader.base(j) in reader.company.persons for j in (i + 1, i + 2))


def _whose(reader: Reader, i: int) -> bool:
    imperative = reader.tokens[i].opens and reader.base(i) in reader.company.verbal
    said = reader.base(i + 1) in _WHOSE and reader.base(i + 2) in reader.company.roles
    return reader.follows(i + 1) and said and not imperative

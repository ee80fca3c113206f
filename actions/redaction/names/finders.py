"""The small finders: each gives the ranges of words that it takes for a person's name."""

from collections.abc import Callable, Iterator

from actions.redaction.names.known import explained, in_small_letters, listed, opening, owning
from actions.redaction.names.reader import Range, Reader

Finder = Callable[[Reader], Iterator[Range]]

_AFTER_TITLE = frozenset({" ", "  ", ". ", "."})
_FAMILY = frozenset({"family", "household", "siblings", "twins", "children", "brothers", "sisters"})
_INTRODUCES = frozenset({" ", ": ", " - ", "  ", " ("})
_TITLES_IN_LOWER_CASE = frozenset({"dr", "miss"})
_BE = frozenset({"is", "was"})
_BEEN = frozenset({"been", "got"})
_INTRODUCING = frozenset({("i", "am"), ("this", "is"), ("it", "is"), ("he", "is"), ("she", "is"), ("that", "is")})
_INTRODUCING_IN_ONE = frozenset({"i'm", "im", "it's", "he's", "hes", "she's", "shes", "that's", "thats"})
_SELF = frozenset({"himself", "herself", "themselves", "themself"})
_NAME = frozenset({"name", "names", "surname"})
_STOP = frozenset({". ", "."})
_AND = frozenset({"and", "or"})
_BESIDE = frozenset({" ", ", "})
_SET_OFF = frozenset({", ", " (", " / "})
_LIST = frozenset({", ", " & ", ",", "/", " / ", " + "})


def titled(reader: Reader) -> Iterator[Range]:
    """After Dr, Mrs, PC and the like; the title stays outside."""
    for i, token in enumerate(reader.tokens):
        at = i + 1
        if token.base not in reader.company.titles or not reader.follows(at, by=_AFTER_TITLE):
            continue
        kin = token.base in reader.company.kin and reader.capital(at) and reader.base(at) in reader.lists.surnames
        if kin or reader.could_be_name(at) or _follows_in_lower_case(reader, token.base, at):
            yield at, reader.name_end(at)


def _follows_in_lower_case(reader: Reader, title: str, at: int) -> bool:
    word = reader.base(at)
    if reader.is_plain_name(at) or (word in reader.lists.surnames and word not in reader.company.verbal):
        return title in reader.company.sure_titles or title in _TITLES_IN_LOWER_CASE
    return title in reader.company.sure_titles and len(word) > 2 and word not in reader.lists.not_names


def introduced(reader: Reader) -> Iterator[Range]:
    """After "called", "named", "my name is", "child", "mum": in lower case too where the words leave no doubt."""
    for at in range(1, len(reader.tokens)):
        if reader.follows(at, by=_INTRODUCES) and (_called(reader, at) or _beside_a_person(reader, at)):
            yield at, reader.name_end(at)


def _called(reader: Reader, at: int) -> bool:
    before, earlier, capital = reader.base(at - 1), reader.base(at - 2), reader.capital(at)
    if before in _SELF and earlier in {"calls", "called", "call", "calling"}:
        return capital and _nameable(reader, at)
    if before in reader.company.called:
        said = earlier in reader.company.persons or earlier in reader.company.someone
        said = said or capital or reader.is_plain_name(at)
    else:
        said = (before in _BE and earlier in _NAME) or (
            before in _NAME and earlier != "the" and (capital or reader.is_first_name(at))
        )
    surely = capital and before in reader.company.called and earlier in reader.company.persons | reader.company.someone
    return said and (surely or _nameable(reader, at))


def _nameable(reader: Reader, at: int) -> bool:
    word = reader.base(at)
    lower = not reader.in_capitals(at) and len(word) > 2 and word not in reader.lists.not_names
    return lower or reader.could_be_name(at)


def _beside_a_person(reader: Reader, at: int) -> bool:
    if reader.base(at - 1) not in reader.company.persons:
        return False
    capital = reader.capital(at) and reader.could_be_name(at) and not reader.tokens[at - 1].possessive
    return capital or reader.is_plain_name(at) or _could_be_one(reader, at)


def _could_be_one(reader: Reader, at: int) -> bool:
    """A word that no dictionary holds, and no slip of one that it does."""
    return reader.unknown(at) and not reader.misspelt(at) and reader.gap_after(at) == " "


def introduced_by_a_verb(reader: Reader) -> Iterator[Range]:
    """After "I'm", "this is" or "hes", where a first name follows."""
    for at in range(1, len(reader.tokens)):
        before = (reader.base(at - 2), reader.base(at - 1))
        told = before in _INTRODUCING or before[1] in _INTRODUCING_IN_ONE
        placed = reader.base(at + 1) in {"from", "here"} and reader.base(at) not in reader.company.verbal
        named = reader.is_plain_name(at) or (reader.is_first_name(at) and (reader.capital(at) or placed))
        if told and reader.follows(at) and named:
            yield at, reader.name_end(at)


def owners(reader: Reader) -> Iterator[Range]:
    """Before a possessive 's and what a person has: a mother, a file, a bruise."""
    for i, token in enumerate(reader.tokens):
        after = reader.base(i + 1)
        if token.possessive and reader.could_be_name(i) and not token.shouted and reader.is_first_name(i):
            yield i, i + 1
        if not reader.follows(i + 1):
            continue
        if token.possessive and after in reader.company.owned:
            capital = reader.could_be_name(i) and not token.shouted
            everyday = token.base in reader.company.verbal and after not in reader.company.kin
            if capital or (reader.is_first_name(i) and not everyday):
                yield i, i + 1
        if not token.possessive and after in reader.company.kin | _BEEN and _lost_its_apostrophe(reader, i):
            yield i, i + 1


def _lost_its_apostrophe(reader: Reader, i: int) -> bool:
    """A first name with an s: "aishas mum", "ryans been"."""
    return reader.base(i).endswith("s") and reader.base(i)[:-1] in reader.lists.plain


def spoken_of(reader: Reader) -> Iterator[Range]:
    """A capital that no list knows, where the words treat it as a person: it speaks, or is spoken to or about."""
    for i in range(len(reader.tokens)):
        if not reader.could_be_name(i) or reader.tokens[i].shouted:
            continue
        speaks = reader.base(i + 1) in reader.company.disclosing
        before, earlier = reader.base(i - 1), reader.base(i - 2)
        addressed = before in reader.company.addressing or (
            before in {"to", "with"} and earlier in reader.company.speaking_to
        )
        named = before in reader.company.about and not reader.tokens[i].opens
        if (speaks and reader.follows(i + 1)) or ((addressed or named) and reader.follows(i)):
            yield i, reader.name_end(i)


def surnamed(reader: Reader) -> Iterator[Range]:
    """A word with a capital or an initial before a known surname; a family by its name."""
    for i in range(len(reader.tokens)):
        if not reader.in_capitals(i):
            continue
        known = reader.base(i + 1) in reader.lists.surnames or reader.unknown(i + 1)
        known = known and reader.capital(i + 1) and reader.could_be_name(i + 1)
        if known and reader.follows(i + 1, by=frozenset({" ", ". ", "."})):
            initial = len(reader.base(i)) == 1 and (reader.tokens[i + 1].gap != " " or reader.base(i) not in {"i", "a"})
            if initial or (reader.could_be_name(i) and reader.tokens[i + 1].gap == " "):
                yield i, reader.name_end(i)
        family = reader.base(i + 1) in _FAMILY and reader.follows(i + 1) and _names_a_family(reader, i)
        if family or (reader.base(i - 1) == "the" and reader.capital(i) and _is_plural_surname(reader, i)):
            yield i, i + 1


def after_initials(reader: Reader) -> Iterator[Range]:
    """A surname after an initial and its full stop: "F. Arbuthnot"."""
    for i in range(len(reader.tokens)):
        initial = len(reader.base(i)) == 1 and reader.in_capitals(i)
        named = reader.could_be_name(i + 1) and not reader.tokens[i + 1].shouted and reader.seldom_another_word(i + 1)
        if initial and named and reader.follows(i + 1, by=_STOP):
            yield i, reader.name_end(i + 1)


def _is_plural_surname(reader: Reader, i: int) -> bool:
    word = reader.base(i)
    return word.endswith("s") and word[:-1] in reader.lists.surnames and word[:-1] not in reader.company.surname_words


def _names_a_family(reader: Reader, i: int) -> bool:
    told = reader.base(i - 1) == "the" or reader.base(i) in reader.lists.surnames or reader.base(i).startswith("o'")
    return told and reader.could_be_name(i) and not reader.tokens[i].shouted


def unfamiliar(reader: Reader) -> Iterator[Range]:
    """A word that no dictionary holds, with a capital or before what a person does.

    At the start of a sentence, where every word has a capital, it is no slip of a common one, or what follows suits a
    person.
    """
    for i, token in enumerate(reader.tokens):
        acts = reader.base(i + 1) in reader.company.acting and reader.follows(i + 1)
        lower = not token.capital and len(token.base) > 3 and i not in reader.kept
        if acts and lower and reader.unknown(i) and not reader.misspelt(i):
            yield i, i + 1
        if reader.could_be_name(i) and reader.spelt_like_a_name(i) and reader.unknown(i):
            goes_on = reader.base(i + 1) in reader.company.speaking and reader.follows(i + 1)
            surnamed_or_set_off = reader.could_be_name(i + 1) or reader.follows(i + 1, by=_SET_OFF)
            known_to_be = reader.mid_sentence_capital(i) or token.possessive or goes_on or surnamed_or_set_off
            if known_to_be or not (reader.a_slip(i) or reader.made_of_words(i)):
                yield i, reader.name_end(i)


def initials(reader: Reader) -> Iterator[Range]:
    """Two or three capitals after a word for a person, before what a person does, or with a possessive's."""
    for i, token in enumerate(reader.tokens):
        if not (token.shouted and 2 <= len(token.base) <= 3 and _no_abbreviation(reader, i)):
            continue
        after_person = reader.base(i - 1) in reader.company.before_initials and reader.follows(i)
        acts = reader.base(i + 1) in reader.company.acting and reader.follows(i + 1)
        after_capitals = reader.in_capitals(i - 1) and reader.follows(i)
        alone = not reader.in_capitals(i + 1) and not after_capitals
        if after_person or (alone and len(token.base) == 2 and (acts or token.possessive)):
            yield i, i + 1


def _no_abbreviation(reader: Reader, i: int) -> bool:
    return reader.base(i) not in reader.lists.not_names and reader.base(i) not in reader.lists.organisations


def along_with(reader: Reader, found: frozenset[int]) -> Iterator[Range]:
    """Capitals before or after a name on a list: "Ana, Zebedee and Kit"; `found` holds words of names."""
    for i in found:
        after = i + 2 if reader.base(i + 1) in _AND and reader.follows(i + 1, by=_BESIDE) else i + 1
        joined = reader.follows(after, by=_LIST) if after == i + 1 else reader.follows(after)
        if joined and reader.could_be_name(after) and not reader.tokens[after].shouted:
            yield after, reader.name_end(after)
        before = i - 2 if reader.base(i - 1) in _AND and reader.follows(i) else i - 1
        joined = reader.follows(i, by=_LIST) if before == i - 1 else reader.follows(before + 1, by=_BESIDE)
        joined = joined or (before == i - 1 and reader.follows(i) and reader.rare(before))
        sure = reader.mid_sentence_capital(before) or reader.first_name_somewhere(before)
        opens_list = joined and reader.could_be_name(before) and sure
        beside = before == i - 1 and reader.follows(i)
        if opens_list or (beside and (_surname_first(reader, before) or _first_of_two(reader, before))):
            yield before, before + 1


def _first_of_two(reader: Reader, i: int) -> bool:
    """A first name with a capital, though it be a month's, before a surname: "May Chen"."""
    surname = reader.base(i + 1) in reader.lists.surnames or reader.unknown(i + 1)
    return reader.capital(i) and reader.is_first_name(i) and surname


def _surname_first(reader: Reader, i: int) -> bool:
    word = reader.base(i)
    return word in reader.lists.surnames and word not in reader.company.verbal and reader.could_be_name(i)


FINDERS: tuple[Finder, ...] = (
    titled,
    introduced,
    introduced_by_a_verb,
    owners,
    owning,
    listed,
    in_small_letters,
    opening,
    explained,
    spoken_of,
    surnamed,
    after_initials,
    unfamiliar,
    initials,
)

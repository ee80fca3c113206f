"""Identifiers of every kind to plant in a text: invented people, and numbers from ranges kept for fiction."""

from hypothesis import strategies as st

from actions.redaction import Kind
from actions.redaction.recognisers.upn import check_letter

DIGITS = "0123456789"
GIVEN = ("Aisha", "Kieran", "Zofia", "Oluwaseun", "Nguyen", "Siobhan", "Mohammed", "Ffion", "Tariq", "Precious")
FAMILY = ("Okafor", "Kowalczyk", "Begum", "Harrington", "Doherty", "Abdullahi", "Griffiths", "Szabo", "Rahman")
STREETS = ("Harbour Street", "Elm Road", "Penrose Close", "Queen's Avenue", "Mill Lane", "Station Terrace")
MONTHS = ("Jan", "February", "march", "Apr", "May", "june", "Sept", "October", "Nov", "December")


def _digits(count: int) -> st.SearchStrategy[str]:
    return st.text(DIGITS, min_size=count, max_size=count)


def _nhs_number(nine: str) -> str | None:
    total = sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True))
    check = (11 - total % 11) % 11
    number = f"{nine}{check}"
    return None if check == 10 or nine[0] == "0" or len(set(number)) == 1 else number


def _spaced(number: str, at: tuple[int, ...], by: str) -> str:
    parts = [number[start:end] for start, end in zip((0, *at), (*at, len(number)), strict=True)]
    return by.join(parts)


BETWEEN = st.sampled_from(("", " ", "-"))
NHS_NUMBERS = st.builds(
    lambda number, by: _spaced(str(number), (3, 6), by), _digits(9).map(_nhs_number).filter(bool), BETWEEN
)
UPNS = _digits(12).map(lambda rest: check_letter(rest) + rest)
NATIONAL_INSURANCE = st.builds(
    lambda digits, last, by: _spaced(f"QQ{digits}{last}", (2, 4, 6, 8), by),
    _digits(6),
    st.sampled_from("ABCD"),
    st.sampled_from(("", " ")),
)
PHONES = st.builds(
    lambda start, rest: f"{start}{rest}",
    st.sampled_from(("07700 900", "07700900", "+44 7700 900", "020 7946 0", "0113 496 0", "01632 960", "(0161) 496 0")),
    _digits(3),
)
EMAILS = st.builds(
    lambda name, host: f"{name}@{host}",
    st.from_regex(r"[a-z][a-z0-9._]{0,12}[a-z0-9]", fullmatch=True),
    st.sampled_from(("example.org", "harbour.example", "mail.penrose.example")),
)
POSTCODES = st.builds(
    lambda area, inward, by: f"{area}{by}{inward}",
    st.sampled_from(("LS6", "BD12", "SW1A", "M1", "NE30", "CF10", "ec1v")),
    st.sampled_from(("2AB", "9QD", "1aa", "4TJ")),
    st.sampled_from(("", " ")),
)
BIRTH_DATES = st.one_of(
    st.dates().map(lambda day: f"{day.day:02}/{day.month:02}/{2000 + day.year % 26}"),
    st.dates().map(lambda day: f"{day.day}.{day.month}.{day.year % 26:02}"),
    st.builds(
        lambda day, month, year: f"{day} {month} 20{year:02}",
        st.integers(1, 28),
        st.sampled_from(MONTHS),
        st.integers(0, 26),
    ),
)
ADDRESSES = st.builds(lambda number, street: f"{number} {street}", st.integers(1, 200), st.sampled_from(STREETS))
CASE_NUMBERS = st.one_of(
    st.builds(lambda year, number: f"CIN/20{year}/{number}", st.integers(10, 26), _digits(4)), _digits(7)
)
USERNAMES = st.from_regex(r"[a-z]{3,10}_[a-z0-9]{2,8}", fullmatch=True)
NAMES = st.builds(lambda given, family: f"{given} {family}", st.sampled_from(GIVEN), st.sampled_from(FAMILY))

IDENTIFIERS: dict[Kind, st.SearchStrategy[tuple[str, str]]] = {
    Kind.NHS_NUMBER: st.tuples(st.sampled_from(("", "NHS number ", "nhs no: ")), NHS_NUMBERS),
    Kind.UPN: st.tuples(st.sampled_from(("", "UPN ", "upn is ")), UPNS),
    Kind.NATIONAL_INSURANCE: st.tuples(st.sampled_from(("", "NI number ")), NATIONAL_INSURANCE),
    Kind.PHONE: st.tuples(st.sampled_from(("", "ring ", "mob: ")), PHONES),
    Kind.EMAIL: st.tuples(st.sampled_from(("", "email ")), EMAILS),
    Kind.POSTCODE: st.tuples(st.sampled_from(("", "postcode ")), POSTCODES),
    Kind.DATE_OF_BIRTH: st.tuples(st.sampled_from(("dob ", "DOB: ", "born on ", "date of birth is ")), BIRTH_DATES),
    Kind.ADDRESS: st.tuples(st.sampled_from(("lives at ", "address: ", "they live at ")), ADDRESSES),
    Kind.CASE_NUMBER: st.tuples(st.sampled_from(("case number ", "ref ", "Case no: ")), CASE_NUMBERS),
    Kind.USERNAME: st.tuples(st.sampled_from(("snapchat ", "his insta is ", "@")), USERNAMES),
    Kind.PERSON: st.tuples(st.sampled_from(("", "pupil ", "Mrs ", "mum is ")), NAMES),
}
"""For each kind, words that may stand before it (they stay), and the identifier itself."""

PLANTED = st.one_of(*IDENTIFIERS.values())

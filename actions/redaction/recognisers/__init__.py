"""One module for each kind of identifier; `RECOGNISERS` lists them, the surest first."""

from collections.abc import Callable, Iterable

from actions.redaction.recognisers.address import addresses
from actions.redaction.recognisers.birth_date import birth_dates
from actions.redaction.recognisers.case_number import case_numbers, long_numbers
from actions.redaction.recognisers.email import emails
from actions.redaction.recognisers.national_insurance import national_insurance_numbers
from actions.redaction.recognisers.nhs_number import nhs_numbers
from actions.redaction.recognisers.person import people
from actions.redaction.recognisers.phone import phones
from actions.redaction.recognisers.postcode import postcodes
from actions.redaction.recognisers.upn import upns
from actions.redaction.recognisers.username import usernames
from actions.redaction.spans import Kind

Recogniser = Callable[[str], Iterable[tuple[int, int]]]
"""Gives the ranges of a text that hold its kind of identifier; takes time in step with the text's length."""

RECOGNISERS: tuple[tuple[Kind, Recogniser], ...] = (
    (Kind.EMAIL, emails),
    (Kind.USERNAME, usernames),
    (Kind.UPN, upns),
    (Kind.NATIONAL_INSURANCE, national_insurance_numbers),
    (Kind.NHS_NUMBER, nhs_numbers),
    (Kind.DATE_OF_BIRTH, birth_dates),
    (Kind.CASE_NUMBER, case_numbers),
    (Kind.PHONE, phones),
    (Kind.CASE_NUMBER, long_numbers),
    (Kind.ADDRESS, addresses),
    (Kind.POSTCODE, postcodes),
    (Kind.PERSON, people),
)

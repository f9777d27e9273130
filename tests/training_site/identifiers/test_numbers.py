"""Telephones, identity papers and case files, country by country."""

import pytest

from tests.training_site.identifiers.finding import found
from training_site.identifiers import Country, examine
from training_site.identifiers.papers import is_bsn

KH, ZM, KE, UA, NL = (Country(code) for code in ("KH", "ZM", "KE", "UA", "NL"))

NUMBERS = {
    "Cambodian mobile, nine digits": ("Call 012 345 678 now", "012 345 678", "phone", KH),
    "Cambodian mobile in Khmer digits": ("លេខ ០១២៣៤៥៦៧៨។", "០១២៣៤៥៦៧៨", "phone", KH),
    "Cambodian mobile, ten digits": ("on 097 123 4567", "097 123 4567", "phone", KH),
    "Cambodian number from abroad": ("on +855 12 345 678", "+855 12 345 678", "phone", KH),
    "Zambian mobile": ("on 0977123456", "0977123456", "phone", ZM),
    "Zambian mobile with spaces": ("on 0977 123 456", "0977 123 456", "phone", ZM),
    "Zambian landline": ("on 0211-123456", "0211-123456", "phone", ZM),
    "Zambian number from abroad": ("on +260977123456", "+260977123456", "phone", ZM),
    "Kenyan mobile": ("on 0722 345 678", "0722 345 678", "phone", KE),
    "Kenyan mobile with dashes": ("on 0712-345-678", "0712-345-678", "phone", KE),
    "newer Kenyan mobile": ("on 0110 345678", "0110 345678", "phone", KE),
    "Kenyan number with the trunk zero": ("on +254 (0)722 345 678", "+254 (0)722 345 678", "phone", KE),
    "Ukrainian mobile": ("на 067 123 45 67", "067 123 45 67", "phone", UA),
    "Ukrainian mobile in brackets": ("на (050) 765-43-21", "(050) 765-43-21", "phone", UA),
    "Ukrainian number from abroad": ("на +380 50 123 45 67", "+380 50 123 45 67", "phone", UA),
    "Dutch mobile": ("op 06-12345678", "06-12345678", "phone", NL),
    "Dutch mobile in pairs": ("op 06 12 34 56 78", "06 12 34 56 78", "phone", NL),
    "Dutch landline": ("op 020-123 45 67", "020-123 45 67", "phone", NL),
    "Dutch number with the exit code": ("op 0031 6 11223344", "0031 6 11223344", "phone", NL),
    "Cambodian identity card": ("card 150234567 here", "150234567", "identity_number", KH),
    "Cambodian identity card in Khmer digits": ("ប័ណ្ណ ១៥០២៣៤៥៦៧ នេះ", "១៥០២៣៤៥៦៧", "identity_number", KH),
    "Zambian registration card": ("the card 123456/12/1 of", "123456/12/1", "identity_number", ZM),
    "Zambian registration card with spaces": ("of 118822 / 10 / 1", "118822 / 10 / 1", "identity_number", ZM),
    "Kenyan identity card": ("card 23456789 expired", "23456789", "identity_number", KE),
    "Kenyan taxpayer": ("has A012345678Z too", "A012345678Z", "identity_number", KE),
    "Maisha Namba": ("has 12345678901234 now", "12345678901234", "identity_number", KE),
    "Ukrainian taxpayer": ("код 2987654321 опікуна", "2987654321", "identity_number", UA),
    "Ukrainian passport": ("лежить АБ 123456 там", "АБ 123456", "identity_number", UA),
    "Ukrainian birth certificate": ("лежить І-БК № 123456 там", "І-БК № 123456", "identity_number", UA),
    "Ukrainian identity card": ("картка 001234567 тут", "001234567", "identity_number", UA),
    "Ukrainian register": ("запис 20150603-12345 тут", "20150603-12345", "identity_number", UA),
    "Dutch citizen number": ("nummer 123456782 staat", "123456782", "identity_number", NL),
    "Dutch citizen number with points": ("nummer 1112.22.333 staat", "1112.22.333", "identity_number", NL),
    "Dutch passport": ("document NX4K8P2R1 ligt", "NX4K8P2R1", "identity_number", NL),
    "Ukrainian court": ("номер 607/1184/23 триває", "607/1184/23", "case_number", UA),
    "Dutch court": ("nummer C/16/548921 / JE RK 23-1187 in", "C/16/548921 / JE RK 23-1187", "case_number", NL),
}  # fmt: skip


@pytest.mark.parametrize(("text", "words", "kind", "country"), NUMBERS.values(), ids=NUMBERS)
def test_a_number_is_found_for_its_country(text: str, words: str, kind: str, country: Country) -> None:
    (finding,) = examine(text, countries=[country])

    assert text[finding.start : finding.end] == words
    assert finding.kind == kind
    assert finding.country is country


@pytest.mark.parametrize(("text", "words", "kind", "country"), NUMBERS.values(), ids=NUMBERS)
def test_a_number_is_found_among_all_countries(text: str, words: str, kind: str, country: Country) -> None:
    (finding,) = examine(text)

    assert text[finding.start : finding.end] == words


ANNOUNCED = {
    "identity card": ("ID no. 0123456 was", "0123456", "identity_number"),
    "birth certificate": ("Birth certificate number 44781-2 is", "44781-2", "identity_number"),
    "passport": ("Passport ZN482913 was", "ZN482913", "identity_number"),
    "Dutch paper": ("Documentnummer SPECI2014 was", "SPECI2014", "identity_number"),
    "Ukrainian paper": ("Паспорт серії КН № 654321 там", "КН № 654321", "identity_number"),
    "Khmer paper": ("លិខិតឆ្លងដែនលេខ N01234567 នៅ", "N01234567", "identity_number"),
    "bank account": ("op NL91 ABNA 0417 1643 00 staat", "NL91 ABNA 0417 1643 00", "identity_number"),
    "telephone": ("tel. 345678 after six", "345678", "phone"),
    "case": ("Case number 4471 is open", "4471", "case_number"),
    "file": ("Open file no. 208/23 first", "208/23", "case_number"),
    "letters and year": ("see RC/2024/017 there", "RC/2024/017", "case_number"),
    "letters, court and year": ("see P&C/E045/2023 there", "P&C/E045/2023", "case_number"),
    "Dutch file": ("Dossiernummer 2023-0457 lag", "2023-0457", "case_number"),
    "Ukrainian file": ("Справа № 457 лежала", "457", "case_number"),
    "Khmer file": ("សំណុំរឿងលេខ ០១៧/២០២៤ នៅ", "០១៧/២០២៤", "case_number"),
}


@pytest.mark.parametrize(("text", "words", "kind"), ANNOUNCED.values(), ids=ANNOUNCED)
def test_a_number_is_found_where_a_word_announces_it(text: str, words: str, kind: str) -> None:
    assert (words, kind) in found(text, countries=()) or (words, kind) in found(text)


HARMLESS = {
    "visits": "4 visits, 2 calls and 1 home assessment in 6 weeks",
    "money": "1 200 000 riel for the roof and 350 000 for school",
    "money in one piece": "a grant of 12000000 riel",
    "a short number behind a paper": "her ID 12 was lost",
    "a range of pages": "pages 112 to 126",
    "a time": "from 9.30 to 11.00",
    "a range of years": "between 2015 and 2020",
    "a tool and an indicator": "T44, D2.3 and M02-LO5",
    "a code": "the code QX-41",
    "a resolution": "A/RES/64/142 and CRC/C/GC/21",
    "a circular of the United Nations": "ST/SGB/2003/13",
    "a few cases": "case 3 of 5",
    "an article of law": "section 42 of the law of 2018",
    "a share": "40 per cent, 1 in 10, 3/4",
    "a large number": "in 3500000 households",
}


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_numbers_of_daily_work_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_formats_of_other_countries_are_left_alone() -> None:
    assert found("the card 23456789 of", countries=(Country.NETHERLANDS,)) == []
    assert found("nummer 150234567 staat", countries=(Country.NETHERLANDS,)) == []


def test_a_number_of_several_countries_names_none() -> None:
    (finding,) = examine("Call 0771234567 now")

    assert finding.country is None


def test_a_telephone_of_a_country_that_is_not_asked_for_is_found_in_the_international_form() -> None:
    (finding,) = examine("Call +49 151 23456789 now", countries=[Country.KENYA])

    assert (finding.kind, finding.country) == ("phone", None)


@pytest.mark.parametrize(
    ("digits", "passes"),
    [("123456782", True), ("111222333", True), ("123456789", False), ("12345678", False)],
    ids=["sample", "another", "wrong check", "too short"],
)
def test_a_dutch_citizen_number_passes_the_eleven_test(digits: str, passes: bool) -> None:
    assert is_bsn(digits) is passes

"""What is offered in the place of a finding."""

import pytest

from training_site.identifiers import Kind, LocalList, examine, pseudonym
from training_site.identifiers.ages import band
from training_site.identifiers.pseudonyms import language_of
from training_site.identifiers.reading import Reading


def offers(text: str) -> list[tuple[str, ...]]:
    return [finding.offers for finding in examine(text)]


@pytest.mark.parametrize(
    ("number", "name"),
    [
        (0, "Child A"),
        (1, "Child B"),
        (25, "Child Z"),
        (26, "Child AA"),
        (27, "Child AB"),
        (701, "Child ZZ"),
        (702, "Child AAA"),
    ],
)
def test_pseudonyms_are_counted_by_letters(number: int, name: str) -> None:
    assert pseudonym(number) == name


def test_a_thousand_pseudonyms_differ() -> None:
    assert len({pseudonym(number) for number in range(1000)}) == 1000


@pytest.mark.parametrize(
    ("age", "name"),
    [(0, "0–2"), (2, "0–2"), (3, "3–6"), (6, "3–6"), (7, "7–9"), (9, "7–9"), (10, "10–12"), (12, "10–12"), (13, "13–15"),
     (15, "13–15"), (16, "16–17"), (17, "16–17"), (18, "18+"), (61, "18+")],
)  # fmt: skip
def test_an_age_becomes_a_band(age: int, name: str) -> None:
    assert band(age) == name


def test_a_name_is_offered_a_child_and_an_adult() -> None:
    assert offers("I met Lwandile today") == [("Child A", "Adult A")]


@pytest.mark.parametrize(
    "text", ["I met Lwandile (8) today", "I met Lwandile, aged 8, today", "Бачила Єву, 8 років, там"]
)
def test_an_age_that_is_replaced_becomes_a_band(text: str) -> None:
    ((first, second),) = offers(text)

    assert first == f"{second}, 7–9"


@pytest.mark.parametrize(
    "text",
    [
        "Lwandile is 8 years old",
        "The 8-year-old Lwandile came",
        "Today Lwandile, who is 8 years old, came",
        "Lwandile heeft 8 jaar gewacht",
    ],
)
def test_an_age_nearby_offers_a_band_as_well(text: str) -> None:
    ((first, second),) = offers(text)

    assert second == f"{first}, 7–9"


def test_an_age_in_the_next_sentence_is_somebody_elses() -> None:
    assert offers("I met Lwandile. The boy was 8 years old.") == [("Child A", "Adult A")]


@pytest.mark.parametrize(
    "text",
    ["Then Mrs Banda came", "Then her uncle Peter came", "Then Lwandile (34) came", "Toen kwam oma Truus binnen"],
    ids=["title", "relation", "age", "Dutch relation"],
)
def test_a_grown_person_is_offered_an_adult_first(text: str) -> None:
    ((first, _second),) = offers(text)

    assert first.startswith(("Adult A", "Volwassene A"))


def test_a_khmer_title_is_an_adults() -> None:
    assert offers("លោក គឹម ហុង មក") == [("មនុស្សពេញវ័យ ក", "កុមារ ក")]


def test_a_person_keeps_the_letter_throughout_a_text() -> None:
    text = (
        "I met Lwandile Zulu (8) and Xoliwe Dube. Then Lwandile left. Today Xoliwe cried. Zulu is the name of her aunt."
    )
    firsts = [each[0] for each in offers(text)]

    assert firsts == ["Child A, 7–9", "Child B", "Child A", "Child B", "Child A"]


def test_a_first_name_before_the_whole_name_is_the_same_person() -> None:
    assert [each[0] for each in offers("Then Lwandile came. I know Lwandile Zulu.")] == ["Child A", "Child A"]


def test_a_ukrainian_name_keeps_the_letter_in_all_its_cases() -> None:
    text = "Я бачила Мирославу. Потім Мирослава плакала. Я сказала Мирославі правду."

    assert [each[0] for each in offers(text)] == ["Дитина А"] * 3


def test_a_letter_that_the_writer_uses_is_skipped() -> None:
    assert offers("Child A is well. Today I met Lwandile and Adult B.") == [("Child C", "Adult C")]


def test_who_was_called_an_adult_once_stays_one() -> None:
    assert [each[0] for each in offers("Then Mrs Banda came. I asked Banda why.")] == ["Adult A", "Adult A"]


def test_two_surnames_of_one_first_name_are_two_persons() -> None:
    assert [each[0] for each in offers("I met Lwandile Zulu and then Lwandile Dube.")] == ["Child A", "Child B"]


OFFERED = {
    Kind.PLACE: ("They live in Mukuni now", ("a village", "a town", "a school", "a home")),
    Kind.PHONE: ("Call 0977 123 456 now", ("a phone number",)),
    Kind.IDENTITY_NUMBER: ("the card 123456/12/1 of", ("a document number",)),
    Kind.CASE_NUMBER: ("see RC/2024/017 there", ("a file",)),
    Kind.DATE: ("moved on 12 March 2024 to", ("month n of follow-up",)),
    Kind.COORDINATES: ("it is at -13.6402, 32.6455 there", ("a place",)),
    Kind.EMAIL: ("write to a@b.example then", ("an e-mail address",)),
    Kind.WEB_ADDRESS: ("see t.me/abcdef now", ("a page on the internet",)),
    Kind.INITIALS: ("I met A.B. today", ("Child A", "Adult A")),
}


@pytest.mark.parametrize(("kind", "text", "offered"), [(kind, *row) for kind, row in OFFERED.items()], ids=OFFERED)
def test_each_kind_has_its_offers(kind: Kind, text: str, offered: tuple[str, ...]) -> None:
    (finding,) = examine(text)

    assert (finding.kind, finding.offers) == (kind, offered)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("She went to the school and it was good", "english"),
        ("Zij ging naar de school en het was goed", "dutch"),
        ("Вона пішла до школи", "ukrainian"),
        ("នាងទៅសាលា with me", "khmer"),
        ("", "english"),
        ("12 34", "english"),
    ],
    ids=["English", "Dutch", "Ukrainian", "Khmer", "nothing", "figures"],
)
def test_offers_are_in_the_language_of_the_text(text: str, language: str) -> None:
    assert language_of(Reading(text)) == language


def test_dutch_offers_are_dutch() -> None:
    assert offers("Ik heb met Lwandile gepraat en zij woont in Zwolle") == [
        ("Kind A", "Volwassene A"),
        ("een dorp", "een stad", "een school", "een tehuis"),
    ]


def test_a_khmer_name_keeps_its_letter() -> None:
    found = examine("ឈ្មោះ រតនា មក។ រតនា ទៅ។", local=LocalList.of(["រតនា"]))

    assert [finding.offers[0] for finding in found] == ["កុមារ ក", "កុមារ ក"]

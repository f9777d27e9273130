"""Names and places by their capitals, in Latin and Cyrillic letters."""

import pytest

from tests.training_site.identifiers.finding import found
from training_site.identifiers import Country

NAMES = {
    "two capitals": ("I met Joseph Mwansa there", "Joseph Mwansa"),
    "two capitals at the beginning": ("Joseph Mwansa came", "Joseph Mwansa"),
    "three capitals": ("told Mercy Wanjiku Kamau so", "Mercy Wanjiku Kamau"),
    "one capital in a sentence": ("I asked Lwandile why", "Lwandile"),
    "a word before it that only opens": ("Visited Lwandile today", "Lwandile"),
    "a title": ("with Mrs Banda about", "Banda"),
    "a title with a stop": ("with Mr. Banda about", "Banda"),
    "a relation": ("her uncle Peter wants", "Peter"),
    "a relation with a capital": ("Auntie Beatrice cooked", "Beatrice"),
    "called": ("The mother is called Ruth and", "Ruth"),
    "a possessive": ("Lwandile's brother came", "Lwandile"),
    "a verb of persons": ("Qondeni whispered something", "Qondeni"),
    "a common given name": ("Rosemary – very quiet", "Rosemary"),
    "an age behind is": ("Qondeni is 9 and", "Qondeni"),
    "speech": ('Qondeni: "I want to go home"', "Qondeni"),
    "in brackets": ("the boy (Qondeni) hid", "Qondeni"),
    "a surname with small words": ("De pleegvader, Jan van der Berg, belde", "Jan van der Berg"),
    "a title and small words": ("vroeg mevrouw de Vries wat", "de Vries"),
    "small words with capitals": ("Gezin Van Dongen heeft", "Van Dongen"),
    "an Arabic surname": ("Fatima El Amrani is weer", "Fatima El Amrani"),
    "an apostrophe inside": ("met Nang'ombe today", "Nang'ombe"),
    "a capital inside": ("met McDonald today", "McDonald"),
    "a surname behind an initial": ("mevrouw K. Bakker tekende", "K. Bakker"),
    "a first name and an initial": ("Then Olena K. moved away", "Olena K."),
    "written in capitals": ("and CHANDA MULENGA was written", "CHANDA MULENGA"),
    "a small word behind, and no surname": ("Toen kwam Lwazi van Nederland naar", "Lwazi"),
    "accents": ("with Zoë Müller today", "Zoë Müller"),
    "accents apart": ("with Zoe\u0308 Mu\u0308ller today", "Zoe\u0308 Mu\u0308ller"),
    "Ukrainian": ("запитала Мирослава про", "Мирослава"),
    "Ukrainian behind a verb": ("Запитала Мирослава про", "Мирослава"),
    "Ukrainian title": ("з пані Коваленко про", "Коваленко"),
    "Ukrainian title with a stop": ("З п. Лисенко домовилися", "Лисенко"),
    "Ukrainian patronymic": ("Шевченко Марія Іванівна працює", "Шевченко Марія Іванівна"),
}


@pytest.mark.parametrize(("text", "words"), NAMES.values(), ids=NAMES)
def test_a_name_is_found_whole(text: str, words: str) -> None:
    assert found(text) == [(words, "name")]


AGES = {
    "in brackets": ("met Lwandile (7) today", "Lwandile (7)", "name"),
    "in brackets with years": ("met Lwandile (7 years) today", "Lwandile (7 years)", "name"),
    "behind a comma": ("met Lwandile, 15, today", "Lwandile, 15", "name"),
    "aged": ("met Lwandile, aged 9, today", "Lwandile, aged 9", "name"),
    "years old": ("met Lwandile, 9 years old.", "Lwandile, 9 years old", "name"),
    "Dutch": ("Lwandile, 12 jaar oud, wil", "Lwandile, 12 jaar oud", "name"),
    "Ukrainian": ("бачила Єву, 8 років, там", "Єву, 8 років", "name"),
    "initials": ("M.K. (7) did not", "M.K. (7)", "initials"),
    "initials and a comma": ("J.M., 14, walks", "J.M., 14", "initials"),
    "one initial": ("K. (14) and his brother", "K. (14)", "initials"),
}


@pytest.mark.parametrize(("text", "words", "kind"), AGES.values(), ids=AGES)
def test_the_age_that_is_tied_to_a_name_belongs_to_it(text: str, words: str, kind: str) -> None:
    assert found(text) == [(words, kind)]


def test_initials_are_found() -> None:
    assert found("I met A.B. and T. N. today") == [("A.B.", "initials"), ("T. N.", "initials")]


def test_an_initial_is_found_again_once_it_stood_with_an_age() -> None:
    assert found("K. (14) left. Then K. came back.") == [("K. (14)", "initials"), ("K.", "initials")]


def test_a_single_initial_is_left_to_the_writer() -> None:
    assert found("I spoke with K. about it.") == []


def test_a_name_within_a_sentence_is_found_at_the_beginning_of_another() -> None:
    assert found("I met Xoliwe. Xoliwe and her aunt cook.") == [("Xoliwe", "name"), ("Xoliwe", "name")]


def test_names_in_a_list_are_found() -> None:
    assert found("Xoliwe, Nandipha and I talked") == [("Xoliwe", "name"), ("Nandipha", "name")]
    assert found("Xoliwe and Nandipha are cousins") == [("Xoliwe", "name"), ("Nandipha", "name")]


def test_a_list_over_two_lines_is_none() -> None:
    assert found("Xoliwe and\nNandipha") == []


def test_towns_of_other_countries_are_left_alone() -> None:
    assert found("Battambang is far", countries=(Country.NETHERLANDS,)) == []


PLACES = {
    "in": ("they live in Mukuni now", "Mukuni"),
    "village of": ("the village of Mukuni has", "Mukuni"),
    "district behind": ("from the Mukuni district", "Mukuni"),
    "a province": ("The aunt left Kandal Province early", "Kandal Province"),
    "a town everybody knows": ("Battambang is far", "Battambang"),
    "a town of two words": ("from Siem Reap by bus", "Siem Reap"),
    "a Ukrainian town, inflected": ("приїхали зі Львова вночі", "Львова"),
    "a school": ("Her school, St Mary's Primary School, wrote", "St Mary's Primary School"),
    "a church": ("pastor of Grace Baptist Church offered", "Grace Baptist Church"),
    "a home": ("from Sunrise Children's Home in", "Sunrise Children's Home"),
    "a Dutch school": ("zit op basisschool De Regenboog nu", "basisschool De Regenboog"),
    "a Dutch school with an acronym": ("gaat naar OBS De Wilgen in", "OBS De Wilgen"),
    "a Ukrainian school": ("ходить до ліцею «Калинка» в", "ліцею «Калинка"),
    "a Ukrainian school with a number": ("зі школою (Вишнівська ЗОШ № 2) про", "Вишнівська ЗОШ № 2"),
    "a Ukrainian church": ("біля церкви Святого Юра стоїть", "церкви Святого Юра"),
}


@pytest.mark.parametrize(("text", "words"), PLACES.values(), ids=PLACES)
def test_a_place_is_found_whole(text: str, words: str) -> None:
    assert found(text) == [(words, "place")]


CLEAN = {
    "the beginning of a sentence": "Strengths first, I told myself. Together we read.",
    "a list": "- Visit\n- Call\n1. Trust\n2) Genogram",
    "a table of the programme": "The Best Interests Table made it visible.",
    "a form": "I showed her the Family Strengthening Plan today.",
    "a module": "I read Module Three and Lesson Two.",
    "organisations": "Now World Vision and Save the Children work here with UNICEF.",
    "a ministry": "Then the Ministry of Social Affairs and the Department of Health came.",
    "a law": "See the Children Act of 2022 and the Convention on the Rights of the Child.",
    "a town in the name of a law": "I read the Nairobi Declaration and the Lanzarote Convention.",
    "days and months": "On Monday and in June we met before Christmas.",
    "countries and languages": "In Kenya and Zambia many speak English or Khmer.",
    "acronyms": "the DSWO, the CPWC and MoSVY came",
    "contractions": "Today I'm tired, I'll rest and she'd go.",
    "names that are words": "Hope is not a plan. Grace is what I needed. Mark the best option.",
    "questions": "Will she return? May I ask? Can Monday work?",
    "speech": '"Come tomorrow," she said. "Bring the papers."',
    "a pseudonym": "Child A, 7–9, and Adult B. Then Child A. The aunt agreed with Family C.",
    "a Dutch pseudonym": "Kind A, 7–9, woont bij Volwassene B.",
    "a Ukrainian pseudonym": "Дитина А, 7–9, живе тут. Дорослий Б. Так.",
    "Dutch bodies": "De Raad voor de Kinderbescherming belde Veilig Thuis over de Jeugdwet.",
    "a Dutch method": "Vandaag de methode Vlaggensysteem gebruikt.",
    "Ukrainian bodies": "Вчора Служба у справах дітей і Міністерство соціальної політики України писали.",
    "a Ukrainian law": "За Законом України «Про охорону дитинства» і Конвенцією ООН.",
    "abbreviations": "e.g. the U.N. and the U.S. said so at 7 p.m.",
    "a postscript": "P.S. I forgot the goat.",
}


@pytest.mark.parametrize("text", CLEAN.values(), ids=CLEAN)
def test_what_only_looks_like_a_name_is_left_alone(text: str) -> None:
    assert found(text) == []

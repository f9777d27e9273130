"""The list that an organisation keeps."""

import pytest

from tests.training_site.identifiers.finding import found
from training_site.identifiers import LocalList

LISTED = LocalList.of(
    names=("Sokha", "Chan Sophea", "Zoë", "Nang'ombe", "Srey-Mom", "Gift", "Sem", "Олена", "Данило", "Марійка", "Андрій", "សុខា", "សុខ", "ចាន់ សុភា"),
    places=("Prek Thmei", "Hope Centre", "Зелений Гай", "Лебедів", "ព្រែកថ្មី"),
)  # fmt: skip

SPELLINGS = {
    "as it is": ("and Sokha came", "Sokha", "name"),
    "in lower case": ("why sokha came", "sokha", "name"),
    "in capitals": ("and SOKHA came", "SOKHA", "name"),
    "at the beginning": ("Sokha came", "Sokha", "name"),
    "possessive": ("it was Sokha's idea", "Sokha", "name"),
    "a curly apostrophe": ("it was Sokha\u2019s idea", "Sokha", "name"),
    "a Dutch genitive": ("het was Sokhas idee", "Sokhas", "name"),
    "two words": ("and chan sophea came", "chan sophea", "name"),
    "two words with a hyphen": ("and chan-sophea came", "chan-sophea", "name"),
    "a hyphen on the list": ("and srey mom came", "srey mom", "name"),
    "without its accent": ("and Zoe came", "Zoe", "name"),
    "with an accent apart": ("and Zoe\u0308 came", "Zoe\u0308", "name"),
    "another apostrophe": ("and nang\u02bcombe came", "nang\u02bcombe", "name"),
    "no apostrophe": ("and nangombe came", "nangombe", "name"),
    "a place": ("near prek thmei today", "prek thmei", "place"),
    "a home": ("at the Hope Centre today", "Hope Centre", "place"),
    "Ukrainian, genitive": ("чекала олени довго", "олени", "name"),
    "Ukrainian, dative": ("сказала Олені про", "Олені", "name"),
    "Ukrainian, instrumental": ("говорила з данилом про", "данилом", "name"),
    "Ukrainian, another consonant": ("сказала Марійці про", "Марійці", "name"),
    "Ukrainian, soft": ("бачила Андрія там", "Андрія", "name"),
    "a Ukrainian place": ("приїхали до Зеленого Гаю вранці", "Зеленого Гаю", "place"),
    "a Ukrainian place in -ів": ("приїхали до Лебедова вранці", "Лебедова", "place"),
    "Khmer between words": ("ខ្ញុំជួបសុខានៅផ្ទះ", "សុខា", "name"),
    "Khmer with an invisible space": ("ជួប\u200bសុ\u200bខា\u200bនៅ", "សុ\u200bខា", "name"),
    "Khmer, two words run together": ("ជួបចាន់សុភានៅ", "ចាន់សុភា", "name"),
    "a Khmer place": ("រស់នៅព្រែកថ្មីនេះ", "ព្រែកថ្មី", "place"),
}


@pytest.mark.parametrize(("text", "words", "kind"), SPELLINGS.values(), ids=SPELLINGS)
def test_a_term_is_found_however_it_is_spelt(text: str, words: str, kind: str) -> None:
    assert found(text, local=LISTED) == [(words, kind)]


def test_khmer_marks_typed_in_another_order_are_the_same_name() -> None:
    typed, listed = "ស\u17ca\u17b8", "ស\u17b8\u17ca"  # shifter and vowel in either order

    assert found(f"ជួប {typed} នៅ", local=LocalList.of([listed])) == [(typed, "name")]


@pytest.mark.parametrize(
    "text",
    ["a gift for her", "wat sem betekent", "សុខភាពល្អ", "ទៅសួរសុខទុក្ខ"],
    ids=["an ordinary word", "a short word", "a Khmer word that begins like it", "a Khmer word that ends like it"],
)
def test_an_ordinary_word_is_no_term(text: str) -> None:
    assert found(text, local=LISTED) == []


def test_a_term_within_a_longer_word_is_none() -> None:
    assert found("the sokhaton and chansophea", local=LISTED) == []


def test_a_first_name_on_the_list_takes_the_surname_along() -> None:
    assert found("Then Sokha Lim came", local=LISTED) == [("Sokha Lim", "name")]


def test_the_longest_term_is_found() -> None:
    listed = LocalList.of(names=["Chan"], places=["Chan Village School"])

    assert found("to chan village school", local=listed) == [("chan village school", "place")]


def test_empty_terms_and_repeats_are_left_out() -> None:
    listed = LocalList.of(["", "  ", "Sokha", " Sokha ", "7", "-"])

    assert listed.names == ("Sokha", "7", "-")
    assert found("7 - 7", local=listed) == []


def test_the_list_does_not_show_its_terms() -> None:
    assert repr(LISTED) == "<LocalList: 14 names, 5 places>"
    assert "Sokha" not in str(LISTED)


def test_lists_of_the_same_terms_are_equal() -> None:
    assert LocalList.of(["Sokha"]) == LocalList.of(["Sokha"]) != LocalList.of(["Dara"])
    assert hash(LocalList.of(["Sokha"])) == hash(LocalList.of(["Sokha"]))

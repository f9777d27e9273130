"""Names and places in Khmer."""

import pytest

from tests.training_site.identifiers.finding import found
from training_site.identifiers.khmer import syllables

NAMES = {
    "named": ("ក្មេងស្រីឈ្មោះ រតនា ចូលចិត្តគូររូប", "រតនា", "name"),
    "named, without spaces": ("ក្មេងប្រុសម្នាក់ឈ្មោះធារ៉ាបានរត់ចេញ", "ធារ៉ា", "name"),
    "a title and two words": ("អ្នកស្រី ចាន់ សុភា ថាគាត់", "ចាន់ សុភា", "name"),
    "a title without spaces": ("អ្នកគ្រូពិសីបានសរសេរ", "ពិសី", "name"),
    "a relation": ("យាយ ម៉ាលី មើលថែ", "ម៉ាលី", "name"),
    "a relation without spaces": ("បងមករាជួយខ្ញុំធ្វើម្ហូប", "មករា", "name"),
    "an age behind": ("កុមារី ស្រីពេជ្រ អាយុ ៧ ឆ្នាំ ចូល", "ស្រីពេជ្រ អាយុ ៧ ឆ្នាំ", "name"),
    "a syllable like a word within a name": ("លោក សុជាតា បានទៅ", "សុជាតា", "name"),
    "a relation and an end without spaces": ("ពូសាវ៉ានៅ ទីនោះ", "សាវ៉ា", "name"),
    "a common given name without anything": ("ខ្ញុំជួបស្រីនាងនៅទីនោះ", "ស្រីនាង", "name"),
    "a village": ("រស់នៅភូមិព្រែកក្តាម ក្បែរវត្ត", "ព្រែកក្តាម", "place"),
    "a district": ("រស់នៅស្រុកបាកាន។", "បាកាន", "place"),
    "a school": ("រៀននៅវិទ្យាល័យសន្តិភាព ពេលរសៀល", "សន្តិភាព", "place"),
    "a province everybody knows": ("ធ្វើដំណើរទៅសៀមរាបពេញមួយយប់", "សៀមរាប", "place"),
    "Latin letters within Khmer": ("សន្យាជាមួយ Sophea ថា", "Sophea", "name"),
}


@pytest.mark.parametrize(("text", "words", "kind"), NAMES.values(), ids=NAMES)
def test_a_name_is_found_behind_what_introduces_it(text: str, words: str, kind: str) -> None:
    assert found(text) == [(words, kind)]


CLEAN = {
    "a pseudonym": "កុមារ ក អាយុ ៧–៩ ឆ្នាំ រស់នៅជាមួយជីដូន។",
    "chiefs": "មេភូមិនិងមេឃុំបានចូលរួមប្រជុំ។",
    "teachers": "លោកគ្រូអ្នកគ្រូបានចូលរួមប្រជុំ។",
    "grandparents": "លោកតា លោកយាយ និងអ្នកជិតខាង",
    "siblings": "កុមារ ខ និងបងប្រុសគេងលើពូកតែមួយ។",
    "follow-up": "ក្នុងការតាមដាន យើងបានទៅ។",
    "a home in general": "មណ្ឌលថែទាំកុមារ នៅឃុំផ្សេង។",
    "a title and a verb": "លោក បានទៅ។",
    "a title at the end": "យើងជួបលោក",
    "a name that is too long to be one": "លោកកខគឃងចឆជឈញដឋឌឍណតថទធន",
}


@pytest.mark.parametrize("text", CLEAN.values(), ids=CLEAN)
def test_what_only_looks_like_a_name_is_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ក\u17d2\u178a", "ក\u17d2\u178f"),
        ("ក\u17c1\u17b8", "ក\u17be"),
        ("ក\u17c1\u17b6", "ក\u17c4"),
        ("ស\u17bb\u17b8", "ស\u17ca\u17b8"),
        ("ក\u17b4", "ក"),
    ],
    ids=["subscript DA and TA", "OE in two parts", "OO in two parts", "U for a shifter", "a vowel without a sign"],
)
def test_spellings_that_look_alike_are_one_syllable(one: str, other: str) -> None:
    assert [sign.folded for sign in syllables(one)] == [sign.folded for sign in syllables(other)]


def test_syllables_say_where_they_stand() -> None:
    text = "a ភូមិ b"

    assert [text[sign.start : sign.end] for sign in syllables(text)] == ["ភូ", "មិ"]

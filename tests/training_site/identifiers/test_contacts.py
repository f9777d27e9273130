"""E-mail, addresses on the internet, positions and addresses on the ground."""

import pytest

from tests.training_site.identifiers.finding import found

FOUND = {
    "e-mail": ("write to ruth.banda@post.example.org.", "ruth.banda@post.example.org", "email"),
    "e-mail with a plus": ("write to a+b_c@x-y.example, please", "a+b_c@x-y.example", "email"),
    "page": ("see https://photos.example.net/a/9fk2?id=33.", "https://photos.example.net/a/9fk2?id=33", "web_address"),
    "page without a scheme": ("see www.sunrise-example.org/kids!", "www.sunrise-example.org/kids", "web_address"),
    "profile": ("see facebook.com/joseph.mwansa.54", "facebook.com/joseph.mwansa.54", "web_address"),
    "channel": ("see t.me/zlata_konyky now", "t.me/zlata_konyky", "web_address"),
    "account": ("as @bopha_pp every week", "@bopha_pp", "web_address"),
    "degrees with decimals": ("at -13.6402, 32.6455, behind", "-13.6402, 32.6455", "coordinates"),
    "degrees and minutes": ("at 11°33'24\"N 104°55'13\"E.", "11°33'24\"N 104°55'13\"E", "coordinates"),
    "degrees with curly minutes": ("at 11°33′N, 104°55′E.", "11°33′N, 104°55′E", "coordinates"),
    "English street": ("lives at 14 Church Road, behind", "14 Church Road", "place"),
    "Dutch street": ("woont aan de Dorpsstraat 12a nu", "Dorpsstraat 12a", "place"),
    "Dutch postcode": ("in 8011 AB stond", "8011 AB", "place"),
    "Ukrainian street": ("живе на вул. Шевченка, 12 тепер", "Шевченка, 12", "place"),
    "Khmer street": ("នៅផ្ទះលេខ ១២ ផ្លូវ ២៧១ ។", "១២ ផ្លូវ ២៧១", "place"),
}


@pytest.mark.parametrize(("text", "words", "kind"), FOUND.values(), ids=FOUND)
def test_an_address_is_found(text: str, words: str, kind: str) -> None:
    assert found(text) == [(words, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "see https://www.unicef.org/kenya",
        "see ohchr.org.",
        "the price is 3.500, 4.200",
        "at 9@home",
        "it was 30° warm",
        "a.b.c",
    ],
    ids=["public body", "public body alone", "money", "no address", "temperature", "letters"],
)
def test_what_is_no_address_of_a_person_is_left_alone(text: str) -> None:
    assert found(text) == []

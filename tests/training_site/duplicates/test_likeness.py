"""Two accounts look alike where the name is the same, however it is written, and something more is."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training_site.duplicates.likeness import ADDRESS, PLACE, TELEPHONE, Likeness, likeness, name_key, reasons


def of(name: str = "Maria Lopez", username: str = "x", email: str = "", place: str = "") -> Likeness:
    return likeness(full_name=name, username=username, email=email, places=[place] if place else [])


@pytest.mark.parametrize(
    "written",
    [
        "Lopez, Maria",  # the other way round
        "MARÍA  LÓPEZ",  # capitals and accents
        "Mari\u0301a Lo\u0301pez",  # accents as characters of their own
        "\uff2d\uff41\uff52\uff49\uff41 Lopez",  # wide letters of an Asian keyboard
    ],
)
def test_a_name_is_the_same_however_it_is_written(written: str) -> None:
    assert name_key(written) == name_key("Maria Lopez")


def test_a_name_is_the_same_in_another_script() -> None:
    assert name_key("Олена Коваль") == name_key("Olena Koval")


def test_without_a_name_the_user_name_speaks_and_its_number_does_not() -> None:
    assert name_key("", "maria.lopez2") == name_key("Maria Lopez")


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (of(place="00010001"), of(place="00010001"), (PLACE,)),
        (of(place="0001"), of(place="00010001"), (PLACE,)),  # one lies above the other
        (of(place="00010001"), of(place="00010002"), ()),  # neighbours
        (of(email="maria@example.org"), of(email="Maria+course@example.org"), (ADDRESS,)),
        (of(email="maria@example.org"), of(username="maria@example.org"), (ADDRESS,)),
        (of(username="+855 12 345 678"), of(username="012345678"), (TELEPHONE,)),
        (of(username="1234567"), of(username="1234567"), ()),  # too short for a phone
        (of(), of(), ()),  # a name alone says nothing
        (of(name="Ana Lopez", place="0001"), of(place="0001"), ()),
    ],
)
def test_what_speaks_for_one_person(one: Likeness, other: Likeness, why: tuple[str, ...]) -> None:
    assert reasons(one, other) == why


def test_two_without_any_name_are_not_alike() -> None:
    nameless = of(name="", username="12345678", place="0001")

    assert reasons(nameless, nameless) == ()


WORDS = ["Maria", "ЛОПЕС", "ñandú", "សុខ", "O'Neil", "-"]


def test_the_order_of_words_never_counts() -> None:
    assert {name_key(" ".join(turned)) for turned in permutations(WORDS)} == {name_key(" ".join(WORDS))}


ANYBODY = st.builds(
    likeness,
    full_name=st.sampled_from(["Maria Lopez", "Lopez Maria", "Ana", ""]),
    username=st.sampled_from(["maria", "maria2", "012345678", "m@example.org"]),
    email=st.sampled_from(["", "m@example.org", "m+x@example.org"]),
    places=st.lists(st.sampled_from(["0001", "00010001", "0002"]), max_size=2),
)


@given(ANYBODY, ANYBODY)
def test_likeness_is_mutual(one: Likeness, other: Likeness) -> None:
    assert set(reasons(one, other)) == set(reasons(other, one))

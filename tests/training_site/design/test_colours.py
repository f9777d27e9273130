"""Every pair of colours that meets on a page can be read, in both schemes, in every phase and on old phones."""

import pytest

from tests.training_site.design import colours

TEXT = 4.5
CONTROL = 3.0

GROUNDS = ("paper", "card", "tint", "wash", "right-tint", "wrong-tint", "amber-tint")
PAIRS = [
    *[("ink", ground, TEXT) for ground in GROUNDS],
    *[("soft", ground, TEXT) for ground in ("paper", "card", "wash")],
    *[("accent", ground, TEXT) for ground in GROUNDS],
    ("on", "accent", TEXT),
    ("right", "right-tint", TEXT),
    ("right", "card", TEXT),
    *[("wrong", ground, TEXT) for ground in ("wrong-tint", "card", "paper")],
    *[("amber", ground, TEXT) for ground in ("amber-tint", "card", "tint", "paper")],
    *[("alarm", ground, TEXT) for ground in ("card", "paper")],
    *[("edge", ground, CONTROL) for ground in ("paper", "card")],
]
HUES = [pytest.param(None, id="without oklch"), *[pytest.param(hue, id=name) for name, hue in colours.phases().items()]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("hue", HUES)
def test_what_stands_on_something_can_be_read(scheme: str, hue: int | None) -> None:
    tokens = colours.tokens(scheme, hue)
    too_faint = {
        f"{front} on {ground}": round(colours.contrast(tokens[front], tokens[ground]), 2)
        for front, ground, least in PAIRS
        if colours.contrast(tokens[front], tokens[ground]) < least
    }

    assert not too_faint


def test_every_phase_of_the_programme_has_a_hue() -> None:
    assert set(colours.phases()) == {
        "every", "identification", "tracing", "assessment", "planning", "preparation", "reunification", "follow-up", "closure",
    }  # fmt: skip
    assert len(set(colours.phases().values())) == 9


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        pytest.param("#000", "#ffffff", 21.0, id="black on white"),
        pytest.param("#767676", "#fff", 4.54, id="the faintest grey that passes"),
    ],
)
def test_contrast_is_measured_as_the_standard_does(one: str, other: str, ratio: float) -> None:
    assert colours.contrast(colours.from_hex(one), colours.from_hex(other)) == pytest.approx(ratio, abs=0.01)


def test_oklch_is_turned_into_the_colour_a_screen_shows() -> None:
    assert colours.from_oklch("oklch(62.8% .2577 var(--h, 1))", 29) == pytest.approx((1.0, 0.0, 0.0), abs=0.03)

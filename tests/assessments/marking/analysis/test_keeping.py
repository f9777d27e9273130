"""A tally that was kept and read again is the same tally, and what was counted in portions is what is counted at once."""

import json
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.marking.analysis import keeping
from assessments.marking.analysis.tally import Answered, Tally, merged

laws = settings(max_examples=40, deadline=None)
marks = st.fractions(0, 1, max_denominator=6)
answered = st.builds(
    lambda item, mark, chosen: Answered(item, mark.numerator, mark.denominator, chosen),
    st.sampled_from("abc"),
    marks,
    st.lists(st.sampled_from(["x", "y"]), unique=True, max_size=2).map(tuple),
)
sittings = st.lists(st.lists(answered, min_size=1, max_size=3, unique_by=lambda one: one.item), max_size=8)


def counted(given_sittings: list[list[Answered]]) -> Tally:
    tally = Tally()
    for sitting in given_sittings:
        tally.add(sitting)
    return tally


def kept(tally: Tally) -> Tally:
    return keeping.load(json.loads(json.dumps(keeping.dump(tally))))


@laws
@given(sittings)
def test_a_tally_survives_being_kept(given_sittings: list[list[Answered]]) -> None:
    assert kept(counted(given_sittings)) == counted(given_sittings)


@laws
@given(sittings, st.integers(0, 8))
def test_counting_may_stop_and_go_on_anywhere(given_sittings: list[list[Answered]], cut: int) -> None:
    whole = counted(given_sittings)
    resumed = merged([kept(counted(given_sittings[:cut])), counted(given_sittings[cut:])])
    resumed.refine(resumed.unit * whole.unit)
    whole.refine(whole.unit * (resumed.unit // whole.unit))

    assert Fraction(resumed.unit, whole.unit) == 1
    assert resumed == whole

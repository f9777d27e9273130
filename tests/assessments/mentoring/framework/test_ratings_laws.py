"""Laws of combining evidence, whatever the evidence."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.mentoring.framework.pieces import CEILINGS, Piece
from assessments.mentoring.framework.ratings import PAUSED, Standing, combined
from assessments.mentoring.framework.rules import Rule, rule_for

FIRST = date(2024, 2, 29)
every = settings(max_examples=60, deadline=None)
rules = st.sampled_from(
    [
        rule_for("D1.1", safety_critical=False),
        rule_for("D1.2", safety_critical=True),
        rule_for("D2.1", safety_critical=True),
    ]
)
days = st.integers(0, 800).map(lambda number: FIRST + timedelta(days=number))


@st.composite
def pieces(draw: st.DrawFn) -> Piece:
    acted_on = draw(days)
    kind = draw(st.sampled_from([*CEILINGS, "observation", "observation", "simulation"]))
    by = draw(st.sampled_from("abc"))
    return Piece(
        id=draw(st.integers(0, 10_000)),
        kind=kind,
        level=draw(st.sampled_from([0, 1, 2, 3, 3, 4, 4])),
        acted_on=acted_on,
        entered_on=acted_on + timedelta(days=draw(st.sampled_from([0, 0, 3, 20, 61]))),
        assessor=by,
        source=(kind, by),
        lapse=draw(st.sampled_from([False, False, False, True])),
        validated=draw(st.sampled_from([True, True, True, False])),
        approved=draw(st.booleans()),
    )


evidence = st.lists(pieces(), max_size=12)
"""Some of it is not validated, too late, aged or a lapse."""


def height(standing: Standing) -> int:
    return standing.level or 0


@every
@given(evidence, rules, days, st.randoms(use_true_random=False))
def test_the_order_of_pieces_does_not_matter(found: list[Piece], rule: Rule, today: date, chance: object) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    assert combined(shuffled, rule=rule, today=today) == combined(found, rule=rule, today=today)


@every
@given(evidence, rules, days)
def test_a_piece_told_twice_counts_once(found: list[Piece], rule: Rule, today: date) -> None:
    assert combined(found * 2, rule=rule, today=today) == combined(found, rule=rule, today=today)


@every
@given(evidence, pieces(), rules, days)
def test_an_unvalidated_piece_changes_nothing(found: list[Piece], more: Piece, rule: Rule, today: date) -> None:
    unvalidated = replace(more, validated=False)

    assert combined([*found, unvalidated], rule=rule, today=today) == combined(found, rule=rule, today=today)


@every
@given(evidence, rules, days, st.integers(0, 800))
def test_time_alone_never_raises_a_level(found: list[Piece], rule: Rule, today: date, passing: int) -> None:
    known = [piece for piece in found if piece.entered_on <= today]
    now = combined(known, rule=rule, today=today)
    later = combined(known, rule=rule, today=today + timedelta(days=passing))

    assert height(later) <= height(now)
    assert (later.state == PAUSED) == (now.state == PAUSED)


@every
@given(evidence, pieces(), rules, days)
def test_removing_evidence_never_raises_a_level(found: list[Piece], more: Piece, rule: Rule, today: date) -> None:
    piece = replace(more, lapse=False)
    without = combined(found, rule=rule, today=today)
    with_it = combined([*found, piece], rule=rule, today=today)

    assert height(without) <= height(with_it)
    assert (without.state == PAUSED) >= (with_it.state == PAUSED)


@every
@given(evidence, pieces(), rules, days)
def test_a_lapse_never_raises_a_level(found: list[Piece], more: Piece, rule: Rule, today: date) -> None:
    lapse = replace(more, lapse=True)

    assert height(combined([*found, lapse], rule=rule, today=today)) <= height(combined(found, rule=rule, today=today))


@every
@given(evidence, pieces(), rules, days)
def test_a_lapse_pauses_until_it_was_seen_again(found: list[Piece], more: Piece, rule: Rule, today: date) -> None:
    lapse = replace(more, lapse=True, validated=True)
    standing = combined([*found, lapse], rule=rule, today=today)
    seen_again = any(
        piece.kind in rule.direct
        and piece.level >= 3
        and lapse.acted_on < piece.acted_on <= today
        and piece.validated
        and not piece.lapse
        for piece in found
    )

    if lapse.acted_on <= today and lapse.entered_on <= today and not seen_again:
        assert standing.state == PAUSED
        assert height(standing) <= 2


@every
@given(evidence, rules, days)
def test_a_level_is_one_that_somebody_judged(found: list[Piece], rule: Rule, today: date) -> None:
    """Never an average: it is the level shown by one of the pieces, or the lower one of the pause or of a missing look."""
    standing = combined(found, rule=rule, today=today)
    shown = sorted((piece.shown for piece in found if piece.id in standing.counted), reverse=True)

    if standing.level is not None:
        assert shown[1] >= standing.level
        assert standing.level in {*shown, 2}


@every
@given(evidence, rules, days)
def test_words_alone_never_show_more_than_knowing(found: list[Piece], rule: Rule, today: date) -> None:
    words = [piece for piece in found if piece.kind in ("scenario", "reflection", "session")]

    assert height(combined(words, rule=rule, today=today)) <= 1


@every
@given(evidence, rules, days)
def test_level_3_of_a_safety_critical_indicator_was_seen(found: list[Piece], rule: Rule, today: date) -> None:
    standing = combined(found, rule=rule, today=today)

    if rule.safety_critical and height(standing) >= 3:
        assert any(
            piece.id in standing.counted and piece.kind in rule.direct and piece.level >= 3 and not piece.lapse
            for piece in found
        )


@every
@given(evidence, rules, days)
def test_nothing_is_missing_exactly_where_the_target_is_reached(found: list[Piece], rule: Rule, today: date) -> None:
    standing = combined(found, rule=rule, today=today)

    assert (not standing.missing) == (height(standing) >= rule.target and standing.state != PAUSED)


@every
@given(evidence, rules, days)
def test_a_level_stands_until_its_last_day_and_not_a_day_longer(found: list[Piece], rule: Rule, today: date) -> None:
    known = [piece for piece in found if piece.entered_on <= today]
    standing = combined(known, rule=rule, today=today)

    if standing.fresh_until is not None:
        last = combined(known, rule=rule, today=standing.fresh_until)
        after = combined(known, rule=rule, today=standing.fresh_until + timedelta(days=1))
        assert (height(last), height(after) < height(last)) == (height(standing), True)

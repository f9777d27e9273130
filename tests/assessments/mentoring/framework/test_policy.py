"""A policy is the programme's default with single values changed, and no protection made weaker."""

import json
from dataclasses import replace

import pytest

from assessments.mentoring.framework.bands import CERTIFIED, Band, Every
from assessments.mentoring.framework.policy import CHOICES, NUMBERS, Policy, UnreadablePolicy
from assessments.mentoring.framework.policy_words import in_words
from assessments.mentoring.framework.required import Required

DEFAULT = Policy()
CHANGED = replace(
    DEFAULT,
    bands=(
        Band(kind="individual", to_month=6, every=Every(weeks=1), min_minutes=45),
        Band(kind="individual", stage=CERTIFIED, from_month=2, every=Every(months=1), min_minutes=45),
        Band(kind="review", stage=CERTIFIED, from_month=1, to_month=24, times=2),
    ),
    required_evidence=(Required(kind="feedback", count=3, observers=2),),
    tolerance_days=6,
    mentor_may_be_line_manager="with_second_reader",
    moderation_required=False,
)


def problems(values: dict[str, object]) -> dict[str, list[str]]:
    with pytest.raises(UnreadablePolicy) as caught:
        Policy.read(values)
    return {name: [str(sentence) for sentence in found] for name, found in caught.value.problems.items()}


def test_without_values_the_policy_is_the_programmes() -> None:
    assert Policy.read({}) == DEFAULT
    assert DEFAULT.differences() == {}


@pytest.mark.parametrize("policy", [DEFAULT, CHANGED], ids=["default", "changed"])
def test_a_policy_survives_being_stored(policy: Policy) -> None:
    assert Policy.read(json.loads(json.dumps(policy.as_values()))) == policy
    assert Policy.read(json.loads(json.dumps(policy.differences()))) == policy


def test_an_organisation_stores_what_it_changed() -> None:
    assert set(CHANGED.differences()) == {
        "bands",
        "required_evidence",
        "tolerance_days",
        "mentor_may_be_line_manager",
        "moderation_required",
    }


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_stays_within_its_limits(name: str) -> None:
    least, most = NUMBERS[name]

    for value in (least - 1, most + 1, True, "5", None, 1.0):
        assert problems({name: value}) == {name: [f"Write a whole number from {least} to {most}."]}


@pytest.mark.parametrize("name", CHOICES)
def test_a_choice_is_one_of_its_words(name: str) -> None:
    assert problems({name: "maybe"}) == {name: ["Choose one of the answers."]}
    assert problems({name: ["no"]}) == {name: ["Choose one of the answers."]}
    for word in CHOICES[name]:
        assert getattr(Policy.read({name: word}), name) == word


def test_every_problem_is_named_at_its_own_field() -> None:
    assert problems({"tolerance_days": -1, "moderation_required": "yes", "colour": "red"}) == {
        "colour": ["There is no such setting."],
        "tolerance_days": ["Write a whole number from 0 to 30."],
        "moderation_required": ["Choose yes or no."],
    }


def test_problems_can_be_read_in_one_line() -> None:
    with pytest.raises(
        UnreadablePolicy, match=r"^colour: There is no such setting\.; moderation_required: Choose yes or no\.$"
    ):
        Policy.read({"colour": "red", "moderation_required": 1})


@pytest.mark.parametrize(
    ("values", "name", "message"),
    [
        pytest.param(
            {"tolerance_days": 7},
            "tolerance_days",
            "Has to be less than the shortest interval, which is 7 days.",
            id="tolerance",
        ),
        pytest.param(
            {"tolerance_days": 28, "bands": [{"kind": "log", "every": "1 month"}]},
            "tolerance_days",
            "Has to be less than the shortest interval, which is 28 days.",
            id="tolerance of a month",
        ),
        pytest.param(
            {"late_after_days": 9, "late_limit_days": 8},
            "late_after_days",
            "Cannot be more than the days after which it needs approval.",
            id="late",
        ),
        pytest.param(
            {"group_smallest": 6, "group_largest": 5},
            "group_smallest",
            "Cannot be more than the largest group.",
            id="group",
        ),
        pytest.param(
            {"confidentiality_notice": 99},
            "confidentiality_notice",
            "There is no such version of the notice.",
            id="notice",
        ),
    ],
)
def test_values_that_do_not_fit_together_are_refused(values: dict[str, object], name: str, message: str) -> None:
    assert problems(values) == {name: [message]}


def test_a_rhythm_of_times_alone_leaves_the_tolerance_free() -> None:
    once = {"kind": "review", "to_month": 12, "times": 1}

    assert Policy.read({"bands": [once], "tolerance_days": 30}).tolerance_days == 30


def test_the_rhythm_reads_as_the_programme_wrote_it() -> None:
    lines = [f"{line.when}: {line.what}" for line in in_words(DEFAULT) if line.when]

    assert lines == [
        "Months 1 to 3: An individual session of at least 60 minutes every 2 weeks.",
        "From month 4 until the certificate: An individual session of at least 60 minutes every month.",
        "After the certificate: An individual session of at least 60 minutes every 2 months.",
        "Months 1 to 3: A log entry every week.",
        "From month 4 until the certificate: A log entry every 2 weeks.",
        "After the certificate: A log entry every month.",
        "Until the certificate: A group tutorial of at least 90 minutes every month.",
        "After the certificate: A group tutorial of at least 90 minutes every 3 months.",
        "Months 1 to 3: At least one direct observation.",
        "Months 4 to 12: At least 2 direct observations.",
        "After the certificate: A direct observation every 12 months.",
        "Until the certificate: A progress review every 3 months.",
        "After the certificate: A progress review every 12 months.",
        "Before the certificate: At least 3 direct observations.",
        "Before the certificate, in assessment: At least one direct observation.",
        "Before the certificate, in preparation: At least one direct observation.",
        "Before the certificate, in follow-up: At least one direct observation.",
    ]


def test_the_numbers_read_as_the_programme_wrote_them() -> None:
    assert [str(line.what) for line in in_words(DEFAULT) if not line.when] == [
        "At most 25 % of the individual sessions may be group sessions.",
        "A group has 5 to 8 members.",
        "3 days late still count as kept.",
        "What is entered more than 14 days after it happened is marked as late.",
        "What is entered more than 60 days after it happened counts only when a coordinator confirms it.",
        "The second signature follows the first within 14 days.",
        "An observation is finished within 30 days.",
        "After a safety-critical lapse, practice is observed again within 28 days.",
        "A mentor accompanies at most 6 learners.",
        "4 hours a week are protected for learning.",
        "The words of the log are deleted 12 months after the programme ends.",
        "The words of observations are deleted 24 months after the programme ends.",
        "Records of sessions are deleted 7 years after the two of you have ended.",
        "Private notes are deleted 90 days after the two of you have ended.",
        "A former mentor can read what they signed for 30 more days.",
        "The mentor is never the line manager.",
        "Somebody who judged nothing before looks at the final decision.",
        "Records speak of a child by a code only.",
    ]


def test_a_changed_policy_reads_differently() -> None:
    lines = [f"{line.when or ''}: {line.what}" for line in in_words(CHANGED)]

    assert lines[:4] == [
        "Months 1 to 6: An individual session of at least 45 minutes every week.",
        "From month 2 after the certificate: An individual session of at least 45 minutes every month.",
        "Months 1 to 24 after the certificate: At least 2 progress reviews.",
        "Before the certificate: Feedback from at least 3 people.",
    ]
    assert ": 6 days late still count as kept." in lines
    assert ": The mentor may be the line manager if a second reader looks at every decision." in lines
    assert ": The final decision is not looked at again." in lines


def test_one_of_something_is_not_many() -> None:
    lines = [str(line.what) for line in in_words(Policy.read({"tolerance_days": 1, "protected_hours_weekly": 1}))]

    assert "One day late still counts as kept." in lines
    assert "One hour a week is protected for learning." in lines

"""Evidence, practice tasks, declarations, the profile and other certificates as requirements."""

import pytest

from assessments.certification.laws.facts import (
    PRACTICE_TASK,
    CredentialHeld,
    Declared,
    EvidenceItem,
    Facts,
)
from assessments.certification.laws.facts import ProfileVerified as Verified
from assessments.certification.laws.requirements.declaration_signed import DeclarationSigned
from assessments.certification.laws.requirements.evidence_shown import NO_ONE, EvidenceShown
from assessments.certification.laws.requirements.other_certification_valid import OtherCertificationValid
from assessments.certification.laws.requirements.practice_task import PracticeTask
from assessments.certification.laws.requirements.profile_verified import ProfileVerified
from tests.assessments.certification.laws.requirements.looking import day, look, told


def shown(
    number: int, verified: int | None = None, by: str = "assessor", subject: str = "", kind: str = "licence"
) -> EvidenceItem:
    return EvidenceItem(
        kind=kind,
        on=day(number),
        verified_on=None if verified is None else day(verified),
        verifier_role="" if verified is None else by,
        subject=subject,
        ref=f"{kind}{number}",
    )


class TestEvidenceShown:
    """Something was handed in."""

    TWO = EvidenceShown(key="licence", kind="licence", verified_by="assessor", count=2)

    @pytest.mark.parametrize(
        ("evidence", "expected", "params"),
        [
            pytest.param([], ("not_started", None, "none", "learner"), {}, id="none"),
            pytest.param([shown(1, 2, kind="other")], ("not_started", None, "none", "learner"), {}, id="other kind"),
            pytest.param([shown(-1, 2)], ("not_started", None, "none", "learner"), {}, id="before the cycle"),
            pytest.param([shown(1, 2)], ("in_progress", None, "too_few", "learner"), {"shown": 1}, id="one too few"),
            pytest.param(
                [shown(1, 2), shown(3)],
                ("in_progress", None, "unverified", "assessor"),
                {"shown": 1, "waiting": 1},
                id="one nobody has verified",
            ),
            pytest.param(
                [shown(1, 2), shown(3, 4, by="mentor")],
                ("in_progress", None, "unverified", "assessor"),
                {"shown": 1, "waiting": 1},
                id="one that somebody else has verified",
            ),
            pytest.param(
                [shown(1, 2), shown(3, 182)],
                ("in_progress", None, "unverified", "assessor"),
                {"shown": 1, "waiting": 1},
                id="one that is verified tomorrow",
            ),
            pytest.param(
                [shown(40, 41), shown(3, 100), shown(20, 21)],
                ("met", day(20), "met", ""),
                {"shown": 3},
                id="on the day of the second act, not of its verification",
            ),
        ],
    )
    def test_evidence_counts_once_it_is_verified(
        self, evidence: list[EvidenceItem], expected: tuple[object, ...], params: dict[str, int]
    ) -> None:
        found = look(self.TWO, Facts(evidence=tuple(evidence)))

        assert told(found) == expected
        assert found.params == {"kind": "licence", "needed": 2, **params}

    def test_anybody_may_verify_unless_somebody_is_named(self) -> None:
        anybody = EvidenceShown(key="licence", kind="licence")

        assert look(anybody, Facts(evidence=(shown(1, 2, by="coordinator"),))).met_on == day(1)
        assert told(look(anybody, Facts(evidence=(shown(1),)))) == ("in_progress", None, "unverified", "assessor")

    def test_where_no_one_has_to_verify_it_counts_as_it_is(self) -> None:
        assert look(EvidenceShown(key="k", kind="licence", verified_by=NO_ONE), Facts(evidence=(shown(1),))).met_on

    def test_a_subject_can_be_asked_for(self) -> None:
        about = EvidenceShown(key="k", kind="licence", subject="first-aid")

        assert look(about, Facts(evidence=(shown(1, 2),))).state == "not_started"
        assert look(about, Facts(evidence=(shown(1, 2, subject="first-aid"),))).state == "met"

    def test_no_evidence_at_all_asks_for_nothing(self) -> None:
        assert told(look(EvidenceShown(key="k", kind="licence", count=0), Facts())) == ("met", None, "met", "")


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        pytest.param([], ("not_started", None, "not_shown", "learner"), id="nothing"),
        pytest.param(
            [shown(1, 2, by="mentor", kind=PRACTICE_TASK, subject="rp/04")],
            ("not_started", None, "not_shown", "learner"),
            id="of another module",
        ),
        pytest.param(
            [shown(1, kind=PRACTICE_TASK, subject="rp/03")],
            ("in_progress", None, "unreviewed", "mentor"),
            id="a note that waits for the mentor",
        ),
        pytest.param(
            [shown(1, 2, by="coordinator", kind=PRACTICE_TASK, subject="rp/03")],
            ("in_progress", None, "unreviewed", "mentor"),
            id="a note that another has read",
        ),
        pytest.param(
            [shown(1, 182, by="mentor", kind=PRACTICE_TASK, subject="rp/03")],
            ("in_progress", None, "unreviewed", "mentor"),
            id="a note that is read tomorrow",
        ),
        pytest.param(
            [shown(8, 30, by="mentor", kind=PRACTICE_TASK, subject="rp/03")],
            ("met", day(8), "met", ""),
            id="on the day of the task, not of the review",
        ),
    ],
)
def test_a_practice_task_is_reviewed_by_the_mentor(evidence: list[EvidenceItem], expected: tuple[object, ...]) -> None:
    assert told(look(PracticeTask(key="m03-task", module="rp/03"), Facts(evidence=tuple(evidence)))) == expected


@pytest.mark.parametrize(
    ("signed", "expected"),
    [
        pytest.param([], ("not_started", None, "unsigned", "learner"), id="never"),
        pytest.param([(2, -1)], ("not_started", None, "unsigned", "learner"), id="before the cycle"),
        pytest.param([(1, 5)], ("in_progress", None, "old_version", "learner"), id="an old version"),
        pytest.param([(2, 5)], ("met", day(5), "met", ""), id="this version"),
        pytest.param([(3, 9), (1, 5), (2, 7)], ("met", day(7), "met", ""), id="a later version will do"),
    ],
)
def test_a_declaration_is_signed_in_a_version_that_is_new_enough(
    signed: list[tuple[int, int]], expected: tuple[object, ...]
) -> None:
    conduct = DeclarationSigned(key="conduct", declaration="code-of-conduct", version=2)
    facts = Facts(
        declarations=tuple(
            Declared(key="code-of-conduct", version=version, on=day(number)) for version, number in signed
        )
    )
    found = look(conduct, facts)

    assert told(found) == expected
    assert found.params.get("signed", 1) == 1


@pytest.mark.parametrize(
    ("ever", "number", "expected"),
    [
        pytest.param(True, -500, ("met", day(-500), "met", ""), id="as usual, whenever"),
        pytest.param(False, -500, ("not_started", None, "unverified", "learner"), id="again in each cycle"),
        pytest.param(True, 182, ("not_started", None, "unverified", "learner"), id="never in days to come"),
    ],
)
def test_a_name_is_verified(ever: bool, number: int, expected: tuple[object, ...]) -> None:
    facts = Facts(profile=(Verified(field="name", on=day(number)), Verified(field="birthday", on=day(1))))

    assert told(look(ProfileVerified(key="name", field="name", ever=ever), facts)) == expected


def held(
    start: int, end: int | None = None, withdrawn: int | None = None, code: str = "safeguarding"
) -> CredentialHeld:
    return CredentialHeld(
        certification=code,
        valid_from=day(start),
        valid_until=None if end is None else day(end),
        withdrawn_on=None if withdrawn is None else day(withdrawn),
    )


@pytest.mark.parametrize(
    ("credentials", "expected"),
    [
        pytest.param([], ("not_started", None, "none", "learner"), id="none"),
        pytest.param([held(1, code="other")], ("not_started", None, "none", "learner"), id="another one"),
        pytest.param([held(182)], ("not_started", None, "none", "learner"), id="from tomorrow"),
        pytest.param([held(-900)], ("met", day(-900), "met", ""), id="for ever, whenever it was issued"),
        pytest.param([held(-9, 181)], ("met", day(-9), "met", ""), id="on its last day"),
        pytest.param([held(-9, 180)], ("expired", None, "ended", "learner"), id="ended yesterday"),
        pytest.param([held(-9, 300, 181)], ("expired", None, "withdrawn", "learner"), id="withdrawn today"),
        pytest.param([held(-9, 300, 182)], ("met", day(-9), "met", ""), id="withdrawn tomorrow"),
        pytest.param([held(-9, 10), held(9, 300)], ("met", day(9), "met", ""), id="renewed"),
        pytest.param(
            [held(-9, 10), held(9, 300, 50)], ("expired", None, "ended", "learner"), id="one ended, one withdrawn"
        ),
    ],
)
def test_another_certificate_holds(credentials: list[CredentialHeld], expected: tuple[object, ...]) -> None:
    asked = OtherCertificationValid(key="safe", certification="safeguarding")

    assert told(look(asked, Facts(credentials=tuple(credentials)))) == expected


def test_what_ended_says_when() -> None:
    asked = OtherCertificationValid(key="safe", certification="safeguarding")
    found = look(asked, Facts(credentials=(held(-90, 5), held(-99, 3), held(-9, 300, 50))))

    assert found.params == {"certification": "safeguarding", "ended_on": day(5).isoformat()}

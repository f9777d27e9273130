"""What certification itself keeps: evidence, prior learning, waivers, certificates."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.certification.laws.facts import (
    CredentialHeld,
    Declared,
    EvidenceItem,
    HoursPractised,
    PriorLearning,
    ProfileVerified,
    Waived,
)
from assessments.certification.laws.vouching import Attested
from assessments.certification.selectors.facts import within
from assessments.certification.selectors.sources.credentials import Changed, withdrawn_on
from assessments.services import ledgers
from tests.assessments.certification.selectors.reading import facts
from tests.factories.certification_rows import claimed, cycle, held, shown, vouched, waived
from tests.factories.mentoring import NOW, TODAY
from tests.factories.people import LearnerFactory
from training_site.people.models import User

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
EARLIER = TODAY - 30 * DAY


@pytest.fixture
def learner() -> User:
    return LearnerFactory()


class TestEvidence:
    """Each kind becomes a fact of its own, by the day of the act."""

    def test_a_declaration(self, learner: User) -> None:
        row = shown(learner, kind="declaration", subject="conduct", version="3", occurred_on=EARLIER)
        assert facts(learner).declarations == (
            Declared(key="conduct", version=3, on=EARLIER, ref=f"evidence:{row.pk.hex}"),
        )

    @pytest.mark.parametrize(("source", "number"), [("platform", 1), ("paper", 0), ("import", 0)])
    def test_signing_here_is_enough_and_a_paper_has_to_be_seen(self, learner: User, source: str, number: int) -> None:
        shown(learner, kind="declaration", subject="conduct", version="1", entered=False, source=source)
        assert len(facts(learner).declarations) == number

    @pytest.mark.parametrize("version", ["", "draft", "1.2"])
    def test_a_version_without_a_number_is_older_than_all(self, learner: User, version: str) -> None:
        shown(learner, kind="declaration", subject="conduct", version=version)
        assert [fact.version for fact in facts(learner).declarations] == [0]

    def test_hours(self, learner: User) -> None:
        seen = shown(learner, kind="hours", amount=12, occurred_on=EARLIER)
        waits = shown(learner, kind="hours", amount=5, entered=False)
        assert set(facts(learner).hours) == {
            HoursPractised(hours=Fraction(12), on=EARLIER, verified=True, ref=f"evidence:{seen.pk.hex}"),
            HoursPractised(hours=Fraction(5), on=TODAY, verified=False, ref=f"evidence:{waits.pk.hex}"),
        }

    def test_an_attestation(self, learner: User) -> None:
        row = shown(learner, kind="attestation", subject="m03", verifier_role="mentor")
        shown(learner, kind="attestation", subject="m04", entered=False)
        assert facts(learner).attestations == (
            Attested(role="mentor", key="m03", on=TODAY, ref=f"evidence:{row.pk.hex}"),
        )

    def test_a_verified_detail(self, learner: User) -> None:
        row = shown(learner, kind="profile", subject="name", occurred_on=EARLIER)
        waits = shown(learner, kind="profile", subject="vetting", entered=False)
        assert set(facts(learner).profile) == {
            ProfileVerified(field="name", on=EARLIER, ref=f"evidence:{row.pk.hex}"),
            ProfileVerified(field="vetting", on=TODAY, verified=False, ref=f"evidence:{waits.pk.hex}"),
        }

    @pytest.mark.parametrize("kind", ["document", "completion"])
    def test_documents_and_earlier_completions(self, learner: User, kind: str) -> None:
        seen = shown(learner, kind=kind, subject="first aid", occurred_on=EARLIER, verifier_role="assessor")
        waits = shown(learner, kind=kind, subject="first aid", entered=False)
        assert set(facts(learner).evidence) == {
            EvidenceItem(
                kind=kind,
                on=EARLIER,
                verified_on=TODAY,
                verifier_role="assessor",
                subject="first aid",
                ref=f"evidence:{seen.pk.hex}",
            ),
            EvidenceItem(kind=kind, on=TODAY, subject="first aid", ref=f"evidence:{waits.pk.hex}"),
        }

    @pytest.mark.parametrize(
        "given",
        [{"entered": False, "events": ["refused"]}, {"events": ["withdrawn"]}],
        ids=["refused", "withdrawn"],
    )
    @pytest.mark.parametrize("kind", ["declaration", "hours", "attestation", "profile", "document", "completion"])
    def test_what_was_refused_or_withdrawn_is_nothing(self, learner: User, kind: str, given: dict[str, Any]) -> None:
        shown(learner, kind=kind, subject="x", amount=3 if kind == "hours" else None, source="platform", **given)
        assert facts(learner) == facts(LearnerFactory())

    def test_what_was_verified_afterwards_is_verified(self, learner: User) -> None:
        row = shown(learner, kind="hours", amount=5, entered=False)
        ledgers.append(row, event="verified", by=None, now=NOW)
        assert [fact.verified for fact in facts(learner).hours] == [True]


class TestWords:
    """What was asked for, given or declined, each for its certification."""

    @pytest.mark.parametrize("word", ["asked", "given", "declined"])
    def test_a_word(self, learner: User, word: str) -> None:
        row = vouched(cycle(learner), "visits", word=word, mark="abc")
        assert facts(learner).attestations == (
            Attested(
                role="mentor",
                key="visits",
                on=TODAY,
                word=word,
                certification="practice",
                wording="abc",
                ref=f"attestation:{row.pk.hex}",
            ),
        )

    def test_what_was_taken_back_or_withdrawn_says_nothing(self, learner: User) -> None:
        of = cycle(learner)
        ledgers.append(vouched(of, "visits"), event="taken_back", by=None, now=NOW)
        ledgers.append(vouched(of, "listens", word="asked"), event="withdrawn", by=None, now=NOW)
        assert facts(learner).attestations == ()

    def test_another_certification_does_not_rest_on_it(self, learner: User) -> None:
        ours = vouched(cycle(learner), "visits")
        vouched(cycle(learner, code="other"), "visits")
        here = within(facts(learner), "practice")
        assert [fact.ref for fact in here.attestations] == [f"attestation:{ours.pk.hex}"]


class TestRecognition:
    """Accepted claims and waivers, each of its certification."""

    def test_an_accepted_claim(self, learner: User) -> None:
        row = claimed(cycle(learner), "m01", outcome="accepted", completed_on=EARLIER)
        assert facts(learner).prior_learning == (
            PriorLearning(
                requirement="m01",
                completed_on=EARLIER,
                accepted_on=TODAY,
                certification="practice",
                ref=f"claim:{row.pk.hex}",
            ),
        )

    @pytest.mark.parametrize("outcome", ["", "partly", "rejected"])
    def test_any_other_claim_recognises_nothing(self, learner: User, outcome: str) -> None:
        claimed(cycle(learner), "m01", outcome=outcome)
        assert facts(learner).prior_learning == ()

    def test_a_waiver(self, learner: User) -> None:
        row = waived(cycle(learner), "m02", at=NOW - 3 * DAY)
        assert facts(learner).waivers == (
            Waived(requirement="m02", on=TODAY - 3 * DAY, certification="practice", ref=f"waiver:{row.pk}"),
        )

    def test_what_another_certification_waived_or_accepted_says_nothing(self, learner: User) -> None:
        ours, other = cycle(learner), cycle(learner, code="other")
        kept = {f"waiver:{waived(ours, 'm01').pk}", f"claim:{claimed(ours, 'm02', outcome='accepted').pk.hex}"}
        waived(other, "m01")
        claimed(other, "m02", outcome="accepted")
        known = facts(learner)
        here = within(known, "practice")
        assert len(known.waivers) == len(known.prior_learning) == 2
        assert {fact.ref for fact in (*here.waivers, *here.prior_learning)} == kept
        assert known.differing(here) == {"waivers", "prior_learning"}

    def test_facts_without_either_stay_the_same(self, learner: User) -> None:
        known = facts(learner)
        assert within(known, "practice") is known


class TestCredentials:
    """Certificates, and since when they hold no longer."""

    def test_one_that_holds(self, learner: User) -> None:
        row = held(learner, valid_from=EARLIER, valid_until=TODAY + 700 * DAY)
        assert facts(learner).credentials == (
            CredentialHeld(
                certification="practice",
                valid_from=EARLIER,
                valid_until=TODAY + 700 * DAY,
                withdrawn_on=None,
                ref=f"credential:{row.pk.hex}",
            ),
        )

    def test_one_that_is_suspended_and_one_of_something_else(self, learner: User) -> None:
        held(learner, ("suspended", TODAY), valid_from=EARLIER)
        held(learner, code="other", valid_from=EARLIER)
        found = {(fact.certification, fact.withdrawn_on) for fact in facts(learner).credentials}
        assert found == {("practice", TODAY), ("other", None)}

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            pytest.param([], None, id="nothing happened"),
            pytest.param([("suspended", 1)], 1, id="suspended"),
            pytest.param([("suspended", 40)], 40, id="suspended from a day to come"),
            pytest.param([("suspended", 1), ("reinstated", 5)], None, id="reinstated"),
            pytest.param([("suspended", 1), ("reinstated", 40)], 1, id="reinstated from a day to come"),
            pytest.param([("suspended", 1), ("reinstated", 3), ("suspended", 7)], 7, id="suspended again"),
            pytest.param([("revoked", 2)], 2, id="revoked"),
            pytest.param([("suspended", 1), ("revoked", 6)], 1, id="revoked after it was suspended"),
            pytest.param([("suspended", 1), ("reinstated", 3), ("revoked", 6)], 6, id="reinstated and revoked"),
            pytest.param([("superseded", 4)], 4, id="renewed"),
            pytest.param([("superseded", 4), ("revoked", 8)], 4, id="renewed and revoked afterwards"),
            pytest.param([("corrected", 4)], 4, id="corrected"),
            pytest.param([("expired", 4), ("removed", 5)], None, id="what changes nothing"),
            pytest.param([("revoked", 9), ("suspended", 2)], 2, id="written late"),
        ],
    )
    def test_since_when_one_holds_no_longer(self, changes: list[tuple[str, int]], expected: int | None) -> None:
        began = TODAY - 10 * DAY
        made = [Changed(kind, began + day * DAY) for kind, day in changes]
        assert withdrawn_on(made, today=TODAY) == (None if expected is None else began + expected * DAY)

    @given(
        st.lists(st.tuples(st.sampled_from(["suspended", "reinstated", "revoked", "corrected"]), st.integers(0, 30))),
        st.integers(0, 30),
    )
    def test_a_revocation_is_never_undone(self, changes: list[tuple[str, int]], day: int) -> None:
        made = [Changed(kind, date(2026, 1, 1) + later * DAY) for kind, later in changes if kind != "reinstated"]
        since = withdrawn_on([*made, Changed("revoked", date(2026, 1, 1) + day * DAY)], today=date(2026, 2, 1))
        assert since is not None
        assert since <= date(2026, 1, 1) + day * DAY

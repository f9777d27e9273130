"""check_certifications is silent when all is well, names what is not, and mends only what may be mended."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from assessments.certification.models import Assignment, Change, Credential, Cycle, Decision, RequirementStatus
from assessments.certification.services import following, renewing
from assessments.certification.services.checking import mend, problems
from tests.factories.certification import NOW, RENEWABLE, TODAY, assigned, certification, credential, declared
from tests.factories.people import LearnerFactory

pytestmark = pytest.mark.django_db


def full_house() -> Cycle:
    """Somebody on the way, somebody certified, somebody in the window."""
    version = certification(**RENEWABLE)
    assigned(version)
    cycle = assigned(version)
    declared(cycle.learner)
    following.follow(learners=[cycle.learner_id], now=NOW)
    credential(cycle=Cycle.objects.get(pk=cycle.pk))
    return Cycle.objects.get(pk=cycle.pk)


def found(now: object = NOW) -> list[str]:
    return sorted(problem.kind.code for problem in problems(now=now))  # type: ignore[arg-type]


def past_the_triggers(table: str, change: str, key: object) -> None:
    """As somebody with the database's password would: without the triggers, for a moment."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
            triggers = cursor.fetchall()
            for name, _sql in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute(f"UPDATE {table} SET {change} WHERE id = %s", [str(key).replace("-", "")])
            for _name, sql in triggers:
                cursor.execute(sql.replace("%", "%%"))
        else:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(f"UPDATE {table} SET {change} WHERE id = %s", [str(key)])
            cursor.execute("SET LOCAL session_replication_role = origin")


def test_nothing_is_found_where_all_is_well_at_any_time() -> None:
    cycle = full_house()
    assert found() == []
    for days in (310, 370, 420):
        now = NOW + timedelta(days=days)
        renewing.keep_up(now=now)
        following.follow_everybody(now=now)
        assert found(now) == [], days
    assert Cycle.objects.filter(learner=cycle.learner).count() == 3


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda cycle: Cycle.objects.filter(pk=cycle.pk).update(state="lapsed"), "ledger_differs"),
        (lambda cycle: RequirementStatus.objects.exclude(cycle=cycle).update(state="met"), "statuses_differ"),
        (
            lambda cycle: past_the_triggers("certification_decision", "digest = 'x'", Decision.objects.get().pk),
            "decision_altered",
        ),
        (
            lambda cycle: past_the_triggers("certification_credential", "sha256 = 'x'", Credential.objects.get().pk),
            "snapshot_altered",
        ),
        (
            lambda cycle: past_the_triggers("certification_credential", "badge = '{}'", Credential.objects.get().pk),
            "signature_does_not_hold",
        ),
        (lambda cycle: Change.objects.all().delete(), "changes_cannot_be"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_somebody_changed_past_the_services_is_named(spoil: Callable[[Cycle], object], code: str) -> None:
    spoil(full_house())

    assert code in found()


def test_a_certificate_that_was_not_issued_is_issued_by_mending() -> None:
    full_house()
    Change.objects.all().delete()
    Credential.objects.all().delete()
    assert found() == ["certified_without_credential"]

    assert mend(codes=["certified_without_credential"], now=NOW) == 1

    assert found() == []


def test_somebody_who_is_asked_and_has_no_round_gets_one() -> None:
    version = certification()
    learner = LearnerFactory(in_organisation=version.certification.issuer)
    Assignment.objects.create(
        learner=learner, certification=version.certification, basis="organisation", assigned_at=NOW
    )
    assert found() == ["asked_for_without_a_round"]

    mend(codes=["asked_for_without_a_round"], now=NOW)

    assert found() == ["statuses_differ"]
    mend(codes=["statuses_differ"], now=NOW)
    assert found() == []


def test_what_time_has_done_is_mended_by_writing_it_down() -> None:
    cycle = full_house()
    assert cycle.window_opens_on is not None
    now = NOW + timedelta(days=(cycle.window_opens_on - TODAY).days)
    assert "state_behind_its_dates" in found(now)

    mend(codes=["state_behind_its_dates"], now=now)

    assert found(now) == []


def test_what_was_decided_or_issued_is_never_mended() -> None:
    full_house()
    past_the_triggers("certification_decision", "digest = 'x'", Decision.objects.get().pk)

    assert mend(codes=["decision_altered"], now=NOW) == 0
    assert found() == ["decision_altered"]


def test_the_command_explains_what_it_found_and_fails() -> None:
    full_house()
    out, err = StringIO(), StringIO()
    Cycle.objects.filter(state="assigned").update(state="lapsed")

    with pytest.raises(CommandError, match="things do not hold"):
        call_command("check_certifications", stdout=out, stderr=err)

    assert "ledger_differs: The row says another state than its ledger." in err.getvalue()
    assert "Somebody has to look" in err.getvalue()


def test_the_command_says_how_much_it_looked_at() -> None:
    out = StringIO()

    call_command("check_certifications", stdout=out)

    assert "0 rounds, 0 decisions and 0 credentials are what they should be." in out.getvalue()

"""Removing a holder's data: no word of theirs is left in any table, and whoever asks about the certificate is told the truth."""

from collections.abc import Iterator
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.test import Client

from assessments.certification.models import Change, Claim, Credential, Evidence, NameConfirmation, Vote
from assessments.certification.services import deciding, extensions, measures, removing, sharing
from assessments.certification.services.checking import problems
from assessments.mentoring.canonical import digest
from tests.assessments.certification.services.test_checking import past_the_triggers
from tests.factories import certification as make
from tests.factories.certification_deciding import decider, due
from tests.factories.certification_requests import claim, learning
from tests.factories.certification_rows import shown
from tests.factories.people import CoordinatorFactory, LearnerFactory
from training_site.people.models import User
from training_site.sealing.fields import sealed_fields

pytestmark = pytest.mark.django_db

LATER = make.NOW + timedelta(days=40)
WORDS = "Zborivska"
"""Stands in everything that the holder wrote, or that was written about them."""
NAME = f"Марія {WORDS}"
OF_NOBODY = {
    *("certification.titles", "certification.summaries", "certification.code", "certification.programme_key"),
    *("certification.pathways", "certification.signatories", "certificationversion.document"),
    *("certificationversion.digest", "certificationversion.change", "certificationversion.migration"),
    *("certificationversion.change_note", "assignment.basis", "assignment.end_reason", "cycle.path", "cycle.state"),
    *("requirementstatus.key", "requirementstatus.state", "requirementstatus.code", "requirementstatus.params"),
    *("requirementstatus.waits_for", "requirementstatus.evidence", "waiver.requirement", "waiver.reason"),
    *("extension.state", "leave.state", "leave.kind", "decision.state", "decision.mode", "decision.findings"),
    *("decision.digest", "vote.outcome", "appeal.state", "appeal.subject_machine", "evidence.state", "evidence.kind"),
    *("evidence.version", "evidence.source", "evidence.verifier_role", "claim.state", "claim.requirement"),
    *("refresher.parts", "issuerkey.name", "issuerkey.public", "credential.code", "credential.language"),
    *("credential.zone", "credential.snapshot", "change.kind", "change.reason", "measure.state", "measure.kind"),
    *("measure.reason", "lookup.answer", "certificationevent.machine", "certificationevent.kind"),
    *("certificationevent.reason", "share.secret", "evidence.asked_role", "attestation.requirement"),
    *("attestation.subject", "attestation.role", "attestation.wording", "attestation.mark", "attestation.asked_of"),
    "attestation.state",
}
"""Columns with codes, keys and the issuer's own words: nothing in them is about a holder."""
EMPTIED = {"credential.name", "credential.badge", "credential.token", "credential.sha256", "nameconfirmation.name"}


def everything() -> Credential:
    """Somebody who has a certificate, and words in every table that holds any."""
    row = make.credential(name=NAME, language="en")
    holder = row.holder
    two = [CoordinatorFactory(in_organisation=row.issuer) for _ in range(2)]
    measure = measures.propose(
        credential=row, kind="suspend", reason="fraud", note=WORDS, effective_on=make.TODAY, by=two[0], now=make.NOW
    )
    measures.confirm(measure=measure, by=two[1], now=make.NOW)
    for kind in ("hours", "document", "completion"):
        amount = {"amount": 9} if kind == "hours" else {"subject": WORDS}
        for reference in (WORDS, f"{WORDS} 2"):
            shown(holder, kind=kind, provider=WORDS, reference=reference, entered=False, **amount)
    claim(
        cycle=make.assigned(learning(code="learning", issuer=row.issuer), holder, due_on=LATER.date()),
        statement=WORDS * 9,
    )
    waiting = Claim.objects.get().cycle
    extensions.ask(cycle=waiting, until=LATER.date() + timedelta(days=9), reason=WORDS * 9, by=holder, now=make.NOW)
    decision = due(
        make.certification(code="other", issuer=row.issuer, decision={"mode": "panel", "quorum": 2}), learner=holder
    )
    deciding.vote(decision=decision, outcome="fail", rationale=WORDS * 9, by=decider(decision), now=make.NOW)
    sharing.share(credential=row, until=LATER.date(), competencies=True, by=holder, now=make.NOW)
    return Credential.objects.get(pk=row.pk)


def remove(holder: User) -> removing.Removed:
    return removing.remove(holder=holder, by=None, reason="erasure_request", now=LATER)


def columns() -> Iterator[tuple[type[models.Model], models.Field]]:
    """Every column of certification that can hold words."""
    for model in apps.get_app_config("certification").get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, models.CharField | models.TextField | models.JSONField):
                yield model, field


def found(words: str) -> list[str]:
    """Where in the tables of certification these words stand, sealed ones opened."""
    places = []
    for model in apps.get_app_config("certification").get_models():
        for row in model._default_manager.all():
            plain = [(field.name, str(getattr(row, field.attname))) for owner, field in columns() if owner is model]
            sealed = [(field.name, getattr(row, field.name).opened()) for field in sealed_fields(model)]
            places += [f"{model._meta.model_name}.{name}" for name, text in [*plain, *sealed] if words in text]
    return places


def test_no_word_of_the_holder_is_left_in_any_table() -> None:
    row = everything()
    before = set(found(WORDS))
    assert before >= {"credential.name", "nameconfirmation.name", "measure.note", "claim.statement"}
    assert before >= {
        "extension.reason",
        "vote.rationale",
        "evidence.subject",
        "evidence.provider",
        "evidence.reference",
    }

    removed = remove(row.holder)

    assert found(WORDS) == []
    assert Credential.objects.values_list("badge", "token").get() == (None, "")
    assert removed == removing.Removed(credentials=1, names=1, texts=10, links=1)
    assert remove(row.holder) == removing.Removed()


def test_every_column_that_can_hold_words_is_known_to_be_emptied_or_to_be_about_nobody() -> None:
    emptied = {f"{model._meta.model_name}.{name}" for model, texts in removing.TEXTS.items() for name in texts.plain}
    sealed_models = {model for model in apps.get_app_config("certification").get_models() if sealed_fields(model)}
    present = {f"{model._meta.model_name}.{field.name}" for model, field in columns()}

    assert present - OF_NOBODY - EMPTIED - emptied == set(), "say in services/removing.py what becomes of these"
    assert (OF_NOBODY | EMPTIED | emptied) - present == set()
    assert {model.__name__ for model in sealed_models} - {"IssuerKey"} == {model.__name__ for model in removing.TEXTS}


def test_of_somebody_else_nothing_is_removed() -> None:
    everything()
    other = make.credential(cycle=make.certified(version=make.certification(code="third")), name="Ана Інша")

    remove(Credential.objects.get(name=NAME).holder)

    assert Credential.objects.get(pk=other.pk).name == "Ана Інша"
    assert NameConfirmation.objects.get().learner_id == other.holder_id


def test_number_code_days_and_ledger_stay() -> None:
    row = everything()
    kept = ("pk", "code", "year", "serial", "valid_from", "valid_until", "status_index", "snapshot", "issued_at")

    remove(row.holder)

    after = Credential.objects.get(pk=row.pk)
    assert [getattr(after, name) for name in kept] == [getattr(row, name) for name in kept]
    assert list(after.changes.values_list("kind", "reason")) == [
        ("issued", ""),
        ("suspended", "fraud"),
        ("removed", "erasure_request"),
    ]


def test_from_the_digest_nobody_can_confirm_a_guessed_name() -> None:
    row = make.credential(name=NAME)

    remove(row.holder)

    after = Credential.objects.get(pk=row.pk)
    assert after.sha256 == digest({"name": "", "snapshot": after.snapshot})
    assert after.sha256 != row.sha256


def test_what_waited_for_an_answer_waits_no_more() -> None:
    row = everything()

    remove(row.holder)

    assert set(Claim.objects.values_list("state", flat=True)) == {"withdrawn"}
    assert set(Evidence.objects.exclude(kind="declaration").values_list("state", flat=True)) == {"withdrawn"}
    assert not row.holder.assignments.filter(ended_at=None).exists()
    assert set(row.holder.cycles.values_list("state", flat=True)) == {"suspended", "withdrawn"}
    assert Vote.objects.get().decision.state == "dropped"


def test_the_public_page_tells_the_truth() -> None:
    row = make.credential(name=NAME)
    remove(row.holder)

    with time_machine.travel(LATER, tick=False):
        page = Client().get(f"/verify/{row.code}/").content.decode()
        badge = Client().get(f"/credentials/{row.pk}.json")

    assert "<h1>Holder&#x27;s data removed</h1>" in page
    assert "Практика реінтеграції" in page
    assert "Oct. 4, 2027" in page
    assert WORDS not in page
    assert badge.status_code == 404


def test_the_holder_has_no_door_to_it_any_more() -> None:
    row = make.credential(name=NAME)
    remove(row.holder)
    client = Client()
    client.force_login(row.holder)

    assert {client.get(f"/certificates/held/{row.pk}/{door}").status_code for door in ("", "pdf/", "wallet.json")} == {
        404
    }


def test_checking_finds_nothing_wrong_afterwards() -> None:
    row = everything()
    remove(row.holder)
    out = StringIO()

    call_command("check_certifications", stdout=out)

    assert "are what they should be" in out.getvalue()


@pytest.mark.parametrize("reason", ["", "Because she asked", "r" * 25, "Erasure", "a1"])
def test_a_reason_is_a_code_and_no_sentence(reason: str) -> None:
    row = make.credential(name=NAME)

    with pytest.raises(removing.NoCode):
        removing.remove(holder=row.holder, by=None, reason=reason, now=LATER)
    assert Credential.objects.get().name == NAME


def test_somebody_of_whom_nothing_is_kept_is_no_error() -> None:
    assert remove(LearnerFactory()) == removing.Removed()


def test_who_did_it_stands_in_the_ledger() -> None:
    row = make.credential(name=NAME)
    by = CoordinatorFactory()

    removing.remove(holder=row.holder, by=by, reason="erasure_request", now=LATER)

    assert Change.objects.get(kind="removed").by == by


def test_checking_names_what_was_emptied_past_the_door() -> None:
    row = make.credential()
    past_the_triggers("certification_credential", "name = ''", row.pk)

    assert {problem.kind.code for problem in problems(now=make.NOW)} == {"holder_half_removed", "snapshot_altered"}

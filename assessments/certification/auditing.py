"""What goes from certification into the audit trail: decisions and votes, measures against certificates, and keys."""

from collections.abc import Sequence
from typing import Any

from django.db.models.signals import post_save
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.certification import state
from assessments.certification.models import CertificationEvent, Decision, IssuerKey, Measure, Vote
from assessments.certification.signals import recorded
from training_site.audit.acts import Act, register
from training_site.audit.services.recording import event_of, record, record_each

ACTS = (
    Act("certification.decision", _("Decision about a certificate"), ("step",)),
    Act("certification.vote", _("Vote about a certificate"), ("outcome",)),
    Act("certification.measure", _("Suspension, reinstatement or revocation"), ("step", "kind", "reason")),
    Act("certification.key", _("Signing key"), ("step", "name")),
)
BY_ITSELF = "opened"
"""A decision begins when everything is met: nobody has done anything yet."""
STEPS_OF_A_KEY = {"compromised_at": "given_up", "retired_at": "retired"}


def after_event(instance: CertificationEvent, **_rest: Any) -> None:
    """The ledger has one more event: those about decisions and measures are privileged acts."""
    if instance.machine == state.DECISION.name and instance.kind != BY_ITSELF:
        decision = Decision.objects.select_related("cycle__learner", "organisation").get(pk=instance.subject)
        _record("certification.decision", decision, instance, person=decision.cycle.learner, unit=decision.organisation)
    elif instance.machine == state.MEASURE.name:
        measure = Measure.objects.select_related("credential__holder", "credential__issuer").get(pk=instance.subject)
        credential = measure.credential
        said = {"kind": str(measure.kind), "reason": measure.reason}
        _record(
            "certification.measure", measure, instance, person=credential.holder, unit=credential.issuer, details=said
        )


def after_recording(decisions: Sequence[Decision], events: Sequence[CertificationEvent], **_rest: Any) -> None:
    """Many decisions were written together from earlier records: each is an act of its own."""
    by_key = {decision.pk: decision for decision in decisions}
    acts = [event for event in events if event.subject in by_key and event.kind != BY_ITSELF]
    record_each(
        [
            event_of(
                act="certification.decision",
                actor=event.by,
                row=by_key[event.subject],
                person=by_key[event.subject].cycle.learner,
                unit=by_key[event.subject].cycle.certification.issuer,
                details={"step": event.kind},
                now=event.at,
            )
            for event in acts
        ]
    )


def after_vote(instance: Vote, *, created: bool, **_rest: Any) -> None:
    """Somebody has voted."""
    if created:
        record(
            act="certification.vote",
            actor=instance.by,
            row=instance,
            person=instance.decision.cycle.learner,
            unit=instance.organisation,
            details={"outcome": str(instance.outcome)},
            now=instance.at,
        )


def after_key(instance: IssuerKey, *, created: bool, update_fields: frozenset[str] | None, **_rest: Any) -> None:
    """A key is made, retired or given up: from the command line, or by itself with the first certificate."""
    step = next((said for field, said in STEPS_OF_A_KEY.items() if field in (update_fields or ())), "")
    if created or step:
        details = {"step": step or "made", "name": instance.name}
        record(
            act="certification.key",
            actor=None,
            row=instance,
            unit=instance.organisation,
            details=details,
            now=timezone.now(),
        )


def _record(
    act: str, row: Any, event: CertificationEvent, *, details: dict[str, str] | None = None, **about: Any
) -> None:
    known = {"step": event.kind} | {name: said for name, said in (details or {}).items() if said}
    record(act=act, actor=event.by, row=row, details=known, now=event.at, **about)


def connect_all() -> None:
    """Listen."""
    register(*ACTS)
    post_save.connect(after_event, sender=CertificationEvent, dispatch_uid="certification.audit.event")
    recorded.connect(after_recording, dispatch_uid="certification.audit.records")
    post_save.connect(after_vote, sender=Vote, dispatch_uid="certification.audit.vote")
    post_save.connect(after_key, sender=IssuerKey, dispatch_uid="certification.audit.key")

"""The page of one observation: what was agreed, what was seen, how the learner saw it, who signed, and what can be done now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.mentoring.canonical import digest
from assessments.mentoring.confidentiality import DataClass, Reach
from assessments.mentoring.forms.observation_papers import learner_paper, observer_paper, request_paper
from assessments.mentoring.framework.forms.form import ObservationForm
from assessments.mentoring.models import Dispute, Invitation, Observation, Signature
from assessments.mentoring.pages import observation_words as words
from assessments.mentoring.pages import readers
from assessments.mentoring.pages.decisions import Disagreement, disagreement
from assessments.mentoring.pages.observation_reading import Fact, Part, Rated, parts, rated
from assessments.mentoring.selectors import disputes, observations
from assessments.mentoring.services.disputes import WITHIN
from training_site.people.models import User

DONE = ("submitted", "learner_responded", "signed")


@dataclass(frozen=True, kw_only=True)
class Signed:
    """A signature, as components/mentoring/signatures.html shows it."""

    outcome: str
    who: str
    how: str
    text: str
    is_void: bool


@dataclass(frozen=True, kw_only=True)
class Link:
    """An invitation, as the two of the pair see it."""

    name: str
    contact: str
    about: str
    state_text: str
    conflict_text: str
    revoke_url: str


@dataclass(frozen=True, kw_only=True)
class Acts:
    """Addresses of what this viewer can do now; "" for what not."""

    observe: str = ""
    invite: str = ""
    schedule: str = ""
    cancel: str = ""
    replace: str = ""
    answer: str = ""
    hand_over: str = ""
    disagree: str = ""


@dataclass(frozen=True, kw_only=True)
class Page:
    """Everything the page shows. Parts that the viewer may not read are empty."""

    title: str
    state_text: str
    lag_text: str
    next_text: str
    learner: str
    facts: tuple[Fact, ...]
    agreed: tuple[str, ...]
    request: tuple[Part, ...]
    level_text: str
    level_reason: str
    rated: tuple[Rated, ...]
    parts: tuple[Part, ...]
    answer: tuple[Part, ...]
    lapse_text: str
    replaces: tuple[str, str] | None
    replaced_by: tuple[str, str] | None
    signatures: tuple[Signed, ...]
    disagreements: tuple[Disagreement, ...]
    history: tuple[Fact, ...]
    links: tuple[Link, ...]
    acts: Acts
    readers: readers.Readers
    list_url: str


def observation_page(
    row: Observation, *, viewer: User, reach: Reach, today: date, is_observer: bool = False, lists: bool = False
) -> Page:
    """The page as somebody with this reach sees it: whoever only knows of it sees that it is there, and the judgement as a whole.
    `lists`: whether they may see the list of all of the learner's.
    """
    reads, of = reach >= Reach.READ, observations.form_of(row)
    open_words = row.observer_part.opened() if reads and row.submitted_at else None
    given = observations.answers(open_words)
    pair, is_party = row.relationship, _is_party(row, viewer)
    links = (
        tuple(_link(one, row) for one in observations.invitations_to(row)) if is_party and reach == Reach.WRITE else ()
    )
    acts = _acts(row, viewer, is_observer=is_observer) if reach == Reach.WRITE else Acts()
    heard = disputes.about(row.pk) if row.submitted_at else []
    if viewer.pk == row.learner_id and may_disagree(row, heard, today=today):
        acts = replace(acts, disagree=reverse("mentoring:disagree", args=["observation", row.pk]))
    return Page(
        title=words.title(row),
        state_text=str(words.STATES[row.state]),
        lag_text=words.lag(row),
        next_text=_next(row, viewer, is_observer=is_observer) if reads else "",
        learner=str(pair.learner),
        facts=_facts(row, of, reads=reads),
        agreed=tuple(_(one) for one in of.agree) if reads and row.state in observations.OPEN else (),
        request=parts(request_paper().fields, observations.request_of(row)) if reads else (),
        level_text=words.level(row),
        level_reason=given.get("level_reason", ""),
        rated=rated(of, given) if given else (),
        parts=parts(observer_paper(of).fields, given, but=("level_reason",)),
        answer=parts(learner_paper(of).fields, observations.answers(row.learner_part.opened())) if reads else (),
        lapse_text=_lapse(row) if reads else "",
        replaces=_other(row.replaces) if reads else None,
        replaced_by=_other(getattr(row, "replaced_by", None)) if reads and row.state == "replaced" else None,
        signatures=tuple(_signed(one, row) for one in observations.signatures_of(row)) if reads else (),
        disagreements=tuple(disagreement(one, reads=reads, viewer=viewer) for one in heard),
        history=_history(row) if reads else (),
        links=links,
        # One link at a time: as long as one is open, nobody else is invited.
        acts=replace(acts, invite="") if any(one.revoke_url for one in links) else acts,
        readers=readers.of(DataClass.OBSERVATION, viewer=viewer, learner=pair.learner, mentor=pair.mentor),
        list_url=reverse("mentoring:observations", args=[pair.pk]) if lists else "",
    )


def seen_digest(row: Observation) -> str:
    """The digest of the observer's part as it stands, for the learner's form."""
    return digest(observations.observer_content(row))


def may_disagree(row: Observation, heard: Sequence[Dispute], *, today: date) -> bool:
    """Whether the learner can still ask for their disagreement with it to be heard."""
    if row.state not in DONE or row.submitted_at is None or any(one.state in disputes.OPEN for one in heard):
        return False
    return today <= timezone.localdate(row.submitted_at) + WITHIN


def _is_party(row: Observation, viewer: User) -> bool:
    return viewer.pk in (row.relationship.learner_id, row.relationship.mentor_id)


def _facts(row: Observation, of: ObservationForm, *, reads: bool) -> tuple[Fact, ...]:
    found = [
        Fact(note=_("Day"), text=words.day(row)),
        Fact(note=_("Observed by"), text=words.observer(row)),
    ]
    if reads:
        trust = {step.number: step.label for step in of.entrustment}.get(row.facts.get("entrustment", 0))
        found += [
            Fact(note=_("Looked at especially"), text=", ".join(row.indicators)),
            Fact(note=_("Consent"), text=str(row.get_consent_display()) if row.consent else ""),
            Fact(note=_("From now on"), text=_(trust) if trust else ""),
        ]
    return tuple(one for one in found if one.text)


def _lapse(row: Observation) -> str:
    if not row.facts.get("lapse"):
        return ""
    return _("A safety-critical lapse was seen in %(indicators)s. It pauses until it has been observed again.") % {
        "indicators": ", ".join(row.facts.get("lapse_indicators", []))
    }


def _other(row: Observation | None) -> tuple[str, str] | None:
    return (words.title(row), reverse("mentoring:observation", args=[row.pk])) if row else None


def _signed(one: Signature, row: Observation) -> Signed:
    name = str(one.signer) if one.signer else _guest_name(one.invitation)
    role = _("learner") if one.role == "learner" else _("observer")
    whole = one.digest == row.digest or one.role != "learner"
    return Signed(
        outcome=str(one.get_outcome_display()),
        who=f"{name} · {role}",
        how=f"{date_format(timezone.localtime(one.signed_at), 'DATETIME_FORMAT')} · {words.METHODS[one.method]}",
        text=one.comment.opened() if one.comment else "",
        is_void=not whole,
    )


def _guest_name(invitation: Invitation | None) -> str:
    person = invitation.person.opened() if invitation else None
    return str((person or {}).get("name") or _("Somebody from outside"))


def _history(row: Observation) -> tuple[Fact, ...]:
    return tuple(
        Fact(
            text=str(words.EVENTS[event.kind]),
            note=" · ".join(
                filter(None, [date_format(timezone.localtime(event.at), "DATETIME_FORMAT"), str(event.by or "")])
            ),
        )
        for event in observations.history_of(row)
    )


def _link(one: Invitation, row: Observation) -> Link:
    person: Mapping[str, str] = one.person.opened() or {}
    until = date_format(timezone.localdate(one.expires_at))
    is_open = not one.used_at and not one.revoked_at and row.state in observations.OPEN
    state = _("open until %(day)s") % {"day": until}
    if one.used_at:
        state = _("used on %(day)s") % {"day": date_format(timezone.localdate(one.used_at))}
    elif one.revoked_at:
        state = _("taken back")
    about = [person.get(name, "") for name in ("profession", "registration", "relation")]
    return Link(
        name=person.get("name", ""),
        contact=person.get("contact", ""),
        about=" · ".join(filter(None, about)),
        state_text=state,
        conflict_text=_("declared a conflict of interest") if one.declared_conflict else "",
        revoke_url=reverse("mentoring:revoke_invitation", args=[one.pk]) if is_open else "",
    )


def _acts(row: Observation, viewer: User, *, is_observer: bool) -> Acts:
    def to(name: str) -> str:
        return reverse(f"mentoring:{name}", args=[row.pk])

    is_active = row.relationship.state == "active"
    is_learner = viewer.pk == row.learner_id
    waits = row.state == "submitted"
    has_begun = row.state == "observer_draft"
    before = row.state in observations.BEFOREHAND
    drops = is_observer or (row.observer_id is None and viewer.pk == row.relationship.mentor_id)
    if not is_active:
        return Acts(answer=to("observation_answer") if is_learner and waits else "")
    outside = row.observer_kind == Observation.Observer.EXTERNAL and (before or has_begun)
    return Acts(
        observe=to("observe") if is_observer and (before or has_begun) else "",
        invite=to("observation_invite") if outside and _is_party(row, viewer) else "",
        schedule=to("observation_step") if before else "",
        cancel=to("observation_step") if before or (has_begun and drops) else "",
        replace=to("observation_step") if is_observer and row.state in DONE else "",
        answer=to("observation_answer") if is_learner and waits else "",
        hand_over=to("observation_handover") if not is_learner and waits else "",
    )


def _next(row: Observation, viewer: User, *, is_observer: bool) -> str:
    is_learner = viewer.pk == row.learner_id
    if row.state in observations.BEFOREHAND:
        return _("Agree on what is looked at. Child and caregiver are asked by the learner, without the observer.")
    if row.state == "observer_draft":
        return _("Go on writing; nobody else sees it yet.") if is_observer else _("The observer is writing.")
    if row.state == "submitted":
        if is_learner:
            return _("Read what was seen, say how you saw it, and sign.")
        return _("The learner reads it, says how they saw it, and signs.")
    return {
        "signed": _("Both have signed. It counts as evidence."),
        "replaced": _("The observer has written anew. This one no longer counts."),
        "lapsed": _("Nobody finished it in time. Ask for another one when you can."),
        "cancelled": _("It does not take place."),
        "erased": _("Its time was over, and its words were deleted. That it took place stays."),
    }.get(row.state, "")

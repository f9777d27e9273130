"""One learner with everything that can be written in mentoring, each text with a mark of its own, and everybody who might look."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Collection

from assessments.mentoring.confidentiality import EMERGENCY, DataClass
from assessments.mentoring.models import (
    Action,
    Annex,
    Comment,
    Dispute,
    Escalation,
    PrivateNote,
    Relationship,
    Review,
    Sample,
    Session,
)
from assessments.mentoring.services import (
    addenda,
    audits,
    circulation,
    emergency,
    escalations,
    groups,
    ledger,
    relationships,
    reviews,
    submissions,
)
from tests.factories import evidence
from tests.factories import mentoring_log as log
from tests.factories import mentoring_observations as observing
from tests.factories import mentoring_sessions as meeting
from tests.factories.mentoring import NOW, TODAY, Kind, organisation, pair, session
from tests.factories.mentoring_competency import framework, piece
from tests.factories.mentoring_relationships import agreement
from tests.factories.people import (
    AdministratorFactory,
    CoordinatorFactory,
    LearnerFactory,
    MembershipFactory,
    MentorFactory,
    SuperuserFactory,
    TrainerFactory,
    UserFactory,
)
from training_site.people.models import Organisation, User
from training_site.people.roles import Role

PAIR = frozenset({"learner", "mentor"})
OPENERS = frozenset({"opener", "opening_lead"})
"""Both have emergency access to the records; the second one, a safeguarding lead, to everything that can be opened."""
LEAD = frozenset({"opening_lead"})
LEADS = frozenset({"safeguarding", "opening_lead"})
BESIDE = frozenset({"other_learner", "other_mentor", "coordinator", "administrator", "regional"})
"""Who has to do with the other learner of the place."""
KNOWN = (
    PAIR
    | OPENERS
    | LEADS
    | {"ended_mentor", "supervisor", "line_manager", "assessor", "coordinator", "administrator", "regional"}
)
"""Who has to do with the learner by name: whoever is responsible for them, and whoever answers a request for emergency access."""


WORDS_HERE = "words"
MENTOR_SAID = {
    "strengths": WORDS_HERE,
    "wellbeing_discussed": True,
    "judgement": "on_track",
    "reason": "Two visits went well.",
    "development_plan": "One visit in the evening.",
}
LEARNER_SAID = {"workload": "fits", "protected_time_kept": "partly", "statement": WORDS_HERE}


@dataclass
class Stage:
    """Who is there, what was written by which mark, and the rows that addresses can name."""

    people: dict[str, User | None]
    marks: dict[str, frozenset[str]] = field(default_factory=dict)
    """Mark → who may read the text it stands in."""
    names: dict[str, frozenset[str]] = field(default_factory=dict)
    """Name of somebody → who may meet it on a page of mentoring: what stands beside a name is a fact."""
    rows: dict[str, list[Any]] = field(default_factory=dict)
    """Name of a parameter in an address → values."""
    on_the_link: frozenset[str] = frozenset()
    """Marks and names that whoever holds the link to one form meets on its pages."""
    link: str = ""
    """Where these pages begin."""
    things: dict[str, Any] = field(default_factory=dict)
    """Name of a row in the table of access → its number."""

    def mark(self, name: str, readers: frozenset[str]) -> str:
        """A text that stands nowhere else."""
        text = f"zz{name.replace('_', '')}zz"
        self.marks[text] = readers
        return text

    def row(self, name: str, *values: Any) -> None:
        """Values for a parameter."""
        self.rows.setdefault(name, []).extend(values)

    def person(self, name: str) -> User:
        """Somebody who signs in."""
        found = self.people[name]
        assert found is not None
        return found


def set_the_stage() -> Stage:
    """Everything, written at the moment of the other tests' NOW and read at the true one. What is `searchable()` is found."""
    planted = evidence.plant_programme()
    framework(parent=planted.programme)
    place = organisation()
    stage = Stage(people=_people(place))
    stage.things = {
        "home": planted.programme.get_parent().pk,
        "module": planted.module.pk,
        "lesson": planted.lesson.pk,
        "quiz": planted.quiz.pk,
        "user": stage.person("learner").pk,
        "country": place.pk,
        "group": Group.objects.order_by("pk")[0].pk,
        "collection": Collection.objects.get(depth=1).add_child(name="Pictures").pk,
    }
    _name(stage, "learner", KNOWN)
    _name(stage, "other_learner", LEADS | OPENERS | BESIDE)
    of = pair(learner=stage.person("learner"), mentor=stage.person("mentor"), place=place)
    _around(stage, of, place)
    for write in (
        _agreements,
        _sessions,
        _notes,
        _log,
        _observations,
        _competency,
        _before,
        _emergency,
        _groups,
        _escalations,
    ):
        write(stage, of)
    stage.row("relationship", of.pk)
    stage.row("learner", of.learner_id, stage.person("other_learner").pk)
    stage.row("organisation", place.pk, place.get_parent().pk)
    call_command("update_index", verbosity=0)
    return stage


def _people(place: Organisation) -> dict[str, User | None]:
    region = place.get_ancestors()[1]
    lead, opener = UserFactory(), CoordinatorFactory(in_organisation=place)
    MembershipFactory(user=lead, role=Role.SAFEGUARDING, organisation=place)
    leading = UserFactory()
    MembershipFactory(user=leading, role=Role.SAFEGUARDING, organisation=place)
    return {
        "anonymous": None,
        "learner": LearnerFactory(in_organisation=place),
        "mentor": MentorFactory(in_organisation=place),
        "ended_mentor": MentorFactory(in_organisation=place),
        "other_mentor": MentorFactory(in_organisation=place),
        "other_learner": LearnerFactory(in_organisation=place),
        "supervisor": MentorFactory(in_organisation=place),
        "line_manager": MentorFactory(in_organisation=place),
        "assessor": MentorFactory(in_organisation=place),
        "coordinator": CoordinatorFactory(in_organisation=place),
        "opener": opener,
        "coordinator_elsewhere": CoordinatorFactory(in_organisation=organisation()),
        "regional": CoordinatorFactory(in_organisation=region),
        "safeguarding": lead,
        "opening_lead": leading,
        "trainer": TrainerFactory(in_organisation=place),
        "administrator": AdministratorFactory(in_organisation=place),
        "superuser": SuperuserFactory(),
    }


def _name(stage: Stage, who: str, readers: frozenset[str]) -> None:
    person = stage.person(who)
    person.first_name, person.last_name = f"Qq{who.replace('_', '')}qq", "Name"
    person.save()
    stage.names[person.first_name] = readers


def _around(stage: Stage, of: Relationship, place: Organisation) -> None:
    of.conflict = stage.mark("conflict", PAIR)
    of.save(update_fields=["conflict"])
    mentor = stage.person("supervisor")
    pair(learner=of.mentor, mentor=mentor, place=place)
    for kind, name in ((Kind.LINE_MANAGEMENT, "line_manager"), (Kind.ASSESSOR, "assessor")):
        row = pair(learner=of.learner, mentor=stage.person(name), place=place, kind=kind)
        stage.row("relationship", row.pk)
    others = pair(learner=stage.person("other_learner"), mentor=stage.person("other_mentor"), place=place)
    stage.row("relationship", others.pk)


def _sessions(stage: Stage, of: Relationship) -> None:
    held = {"plain": frozenset(), "shown": frozenset({"assessor"}), "sampled": frozenset({"supervisor"})}
    for name, others in held.items():
        words = {"reflection_summary": stage.mark(f"record_{name}", PAIR | OPENERS | others)}
        row = meeting.at("signed", of=of, words=words)
        stage.row("record", row.pk)
        stage.row("session", row.session_id)
        if name == "plain":
            _said_about(stage, of, row)
        if name == "shown":
            judge = Relationship.objects.get(learner=of.learner, kind=Kind.ASSESSOR)
            handed = submissions.submit(learner=of.learner, to=judge, subject=row.pk, machine="record", now=NOW)
            stage.row("submission", handed.pk)
        if name == "sampled":
            _sample(stage, row)
    seen_differently = meeting.at("part_signed", of=of)
    comment = stage.mark("disagreement", PAIR | OPENERS)
    meeting.signed_by(seen_differently, of.mentor, outcome="disagree", comment=comment)
    stage.row("record", seen_differently.pk)
    stage.row("session", seen_differently.session_id)
    draft = meeting.at("draft", of=of, words={"reflection_summary": stage.mark("record_draft", frozenset({"mentor"}))})
    shared = meeting.at("shared", of=of, words={"reflection_summary": stage.mark("record_shared", PAIR | OPENERS)})
    remark = circulation.remark(
        record=shared, by=of.learner, body=stage.mark("record_comment", PAIR | OPENERS), now=NOW
    )
    stage.row("remark", remark.pk)
    stage.row("record", draft.pk, shared.pk)
    stage.row("session", draft.session_id, shared.session_id)


def _said_about(stage: Stage, of: Relationship, row: Any) -> None:
    """An addendum to a signed record, and an action that was agreed in it."""
    added = addenda.write(
        record=row, by=of.learner, reason="omission", body=stage.mark("addendum", PAIR | OPENERS), now=NOW
    )
    action = Action(organisation=of.organisation, relationship=of, record=row, owner=of.learner)
    action.body = stage.mark("action", PAIR)
    ledger.begin(action, event="agreed", by=of.mentor, now=NOW)
    stage.row("addendum", added.pk)
    stage.row("action", action.pk)


def _sample(stage: Stage, row: Any) -> None:
    now = timezone.now()
    drawn = Sample(
        organisation_id=row.organisation_id,
        record=row,
        supervisor=stage.person("supervisor"),
        announced_at=now - audits.ANNOUNCED - timedelta(hours=1),
        opens_at=now - timedelta(hours=1),
        closes_at=now + audits.OPEN,
    )
    drawn.save()
    stage.row("sample", drawn.pk)


def _notes(stage: Stage, of: Relationship) -> None:
    planned = session(of=of)
    stage.row("session", planned.pk)
    for author, kind in ((of.learner, "preparation"), (of.mentor, "aide_memoire")):
        note = PrivateNote(organisation=of.organisation, session=planned, author=author, kind=kind, saved_at=NOW)
        only = frozenset({"learner" if author == of.learner else "mentor"})
        note.body = f'{{"text": "{stage.mark(kind, only)}"}}'
        note.save()
    annex = Annex(organisation=of.organisation, session=_held(of), author=of.learner, at=NOW)
    annex.body = stage.mark("annex", PAIR | LEAD)
    annex.save()


def _held(of: Relationship) -> Session:
    return Session.objects.filter(relationship=of, state="held").order_by("pk")[0]


def _log(stage: Stage, of: Relationship) -> None:
    private = log.entry(of=of, words=stage.mark("private_entry", frozenset({"learner"})))
    shared = log.entry(of=of, words=stage.mark("shared_entry", PAIR | LEAD), shared=True)
    shown = log.entry(of=of, words=stage.mark("shown_entry", PAIR | LEAD | {"assessor"}), read=True)
    judge = Relationship.objects.get(learner=of.learner, kind=Kind.ASSESSOR)
    submissions.submit(learner=of.learner, to=judge, subject=shown.pk, machine="entry", now=NOW)
    comment = Comment(organisation=of.organisation, subject=shared.pk, machine="entry", author=of.mentor, at=NOW)
    comment.body = stage.mark("entry_comment", PAIR)
    comment.save()
    made = log.commitment(learner=of.learner, words=stage.mark("commitment", PAIR))
    log.local_terms(
        of.organisation,
        by=stage.person("coordinator"),
        names=(stage.mark("local_term", frozenset({"coordinator", "opener", "administrator", "regional"})),),
    )
    stage.row("entry", private.pk, shared.pk, shown.pk)
    stage.row("commitment", made.pk)


def _observations(stage: Stage, of: Relationship) -> None:
    readers = PAIR | LEAD | {"supervisor"}
    plain = observing.signed(observing.submitted(of=of, changed={"strengths": stage.mark("observation", readers)}))
    shown = observing.signed(
        observing.submitted(of=of, changed={"strengths": stage.mark("observation_shown", readers | {"assessor"})})
    )
    judge = Relationship.objects.get(learner=of.learner, kind=Kind.ASSESSOR)
    submissions.submit(learner=of.learner, to=judge, subject=shown.pk, machine="observation", now=NOW)
    outside = observing.asked(of=of, outside=True)
    guest = replace(observing.GUEST, name=stage.mark("guest", PAIR))
    invitation, token = observing.link(outside, guest=guest, now=timezone.now())
    stage.row("observation", plain.pk, shown.pk, outside.pk)
    stage.row("invitation", invitation.pk)
    stage.row("token", token, "no-such-link")
    stage.link = f"/mentoring/observe/{token}/"
    stage.on_the_link = frozenset({guest.name, of.learner.first_name})


def _competency(stage: Stage, of: Relationship) -> None:
    pair_and_supervisor = PAIR | {"supervisor"}
    row = piece(of=of, kind="work_product", rationale=stage.mark("evidence", pair_and_supervisor))
    stage.row("evidence", row.pk)
    stage.row("code", "D1.1", "D2.2")
    from tests.factories.mentoring_competency import signed_off, supported

    supported(of, indicator="D2.2")
    decision = signed_off(
        of, indicator="D2.2", rationale=f"{stage.mark('decision', pair_and_supervisor)} in three visits"
    )
    stage.row("decision", decision.pk)
    dispute = Dispute(organisation=of.organisation, learner=of.learner, subject=decision.pk, subject_machine="decision")
    dispute.statement = stage.mark("dispute", pair_and_supervisor)
    ledger.begin(dispute, event="raised", by=of.learner, now=NOW)
    stage.row("dispute", dispute.pk)
    stage.row("machine", "decision", "observation")
    stage.row("subject", decision.pk)
    review = Review(
        organisation=of.organisation,
        relationship=of,
        learner=of.learner,
        month=3,
        occurred_on=TODAY,
    )
    review.mentor_part = {"salt": "s", "answers": {"strengths": stage.mark("review_draft", PAIR)}}
    ledger.begin(review, event="opened", by=of.mentor, now=NOW)
    stage.row("review", review.pk)
    _signed_review(stage, of)


def _signed_review(stage: Stage, of: Relationship) -> None:
    """The next one, whose time has come: written by both, signed by both."""
    row = reviews.begin(relationship=of, by=of.mentor, month=6, now=timezone.now())
    for by, words in ((of.mentor, MENTOR_SAID), (of.learner, LEARNER_SAID)):
        who = "mentor" if by == of.mentor else "learner"
        mark = stage.mark(f"review_of_the_{who}", PAIR | {"supervisor", "assessor"})
        told = {key: mark if value is WORDS_HERE else value for key, value in words.items()}
        reviews.save(review=row, by=by, part=reviews.Part(answers=told, revision=0), now=NOW)
    row = reviews.freeze(review=row, by=of.mentor, now=NOW)
    for by in (of.mentor, of.learner):
        row = reviews.sign(review=row, by=by, seen_digest=row.digest, outcome="agree", comment="", now=NOW)
    stage.row("review", row.pk)


def _agreements(stage: Stage, of: Relationship) -> None:
    agreement(of=of, goal_1=stage.mark("agreement", PAIR | {"supervisor"}))


def _before(stage: Stage, of: Relationship) -> None:
    """What the learner and a mentor of before wrote, and signed or not."""
    Relationship.objects.filter(pk=of.pk).update(is_primary=False)
    before = pair(learner=of.learner, mentor=stage.person("ended_mentor"), place=of.organisation)
    agreement(of=before)
    signed = meeting.at(
        "signed",
        of=before,
        words={"reflection_summary": stage.mark("record_of_before", OPENERS | {"learner", "ended_mentor"})},
    )
    open_one = meeting.at(
        "shared",
        of=before,
        words={"reflection_summary": stage.mark("record_of_before_unsigned", OPENERS | {"learner"})},
    )
    log_entry = log.entry(of=before, words=stage.mark("entry_of_before", LEAD | {"learner"}), shared=True)
    relationships.move(
        before, event="ended", by=None, reason="agreed", now=timezone.now(), ends_on=timezone.localdate()
    )
    Relationship.objects.filter(pk=of.pk).update(is_primary=True)
    stage.row("relationship", before.pk)
    stage.row("record", signed.pk, open_one.pk)
    stage.row("entry", log_entry.pk)


def _emergency(stage: Stage, of: Relationship) -> None:
    words = stage.mark("emergency", PAIR | OPENERS | LEADS | {"coordinator", "administrator", "regional"})
    now = timezone.now()
    grant = emergency.ask(
        requester=stage.person("opener"),
        learner=of.learner,
        reason="child_safety",
        words=f"{words} {words}",
        scope=[DataClass.RECORD],
        hours=24,
        now=now,
    )
    emergency.approve(grant=grant, approver=stage.person("safeguarding"), now=now)
    leads = emergency.ask(
        requester=stage.person("opening_lead"),
        learner=of.learner,
        reason="child_safety",
        words=f"{words} {words}",
        scope=list(EMERGENCY),
        hours=24,
        now=now,
    )
    emergency.approve(grant=leads, approver=stage.person("opener"), now=now)
    stage.row("grant", grant.pk, leads.pk)


def _groups(stage: Stage, of: Relationship) -> None:
    assert of.organisation is not None
    now = timezone.now()
    group = groups.form(
        by=stage.person("coordinator"),
        place=of.organisation,
        name="Tuesday",
        facilitator=of.mentor,
        programme_key=of.programme_key,
        now=now,
    )
    groups.join(group=group, learner=of.learner, by=stage.person("coordinator"), now=now)
    arranging = PAIR | {"coordinator", "opener"}
    held = groups.record(
        group=group,
        by=of.mentor,
        occurred_on=timezone.localdate(),
        minutes=90,
        topic=stage.mark("topic", arranging),
        note=stage.mark("learning_note", PAIR),
        rules_read=True,
        present=[of.learner_id],
        client_id=uuid4(),
        now=now,
    )
    stage.row("group", group.pk)
    stage.row("tutorial", held.pk)


def _escalations(stage: Stage, of: Relationship) -> None:
    """An alert has no words; its one text is the number of the case in the employer's own system."""
    escalations.note(
        relationship=of,
        by=of.learner,
        channel=Escalation.Channel.values[0],
        raised_on=TODAY,
        reference=stage.mark("reference", PAIR | LEADS),
        support_offered=True,
        now=NOW,
    )


def numbers(values: list[Any]) -> Iterator[str]:
    """Values as they stand in an address."""
    for value in values:
        yield str(value) if isinstance(value, UUID | int) else value

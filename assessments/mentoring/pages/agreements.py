"""The agreement of a pair, as each of the people who may see it does: the two, whoever mentors the mentor, the line manager."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.mentoring.canonical import digest
from assessments.mentoring.confidentiality import DataClass
from assessments.mentoring.forms.agreements import AgreeForm
from assessments.mentoring.forms.signing import SignBox, SignForm
from assessments.mentoring.models import Agreement, Relationship, Signature
from assessments.mentoring.pages import readers
from assessments.mentoring.pages.agreement_text import Line, Part, parts, rhythm
from assessments.mentoring.pages.readers import Notice, Readers
from assessments.mentoring.pages.wording import ROLES
from assessments.mentoring.selectors import agreements, frameworks
from assessments.mentoring.selectors.agreements import AS_ASKED, Given
from assessments.mentoring.services.agreement_signatures import UNCHECKED
from assessments.mentoring.services.agreements import missing
from training_site.people.models import User

FACTS = ("C1",)
SHARED = ("C1", "C2")
ALL = ("C1", "C2", "C5")
"""What the two read; C5 is theirs alone."""


@dataclass(frozen=True, kw_only=True)
class Signed:
    """A signature as a line."""

    who: str
    what: str
    """ "agrees", and the day."""
    remark: str
    void: str
    """Why it no longer holds; empty while it does."""


@dataclass(frozen=True, kw_only=True)
class Version:
    """Another version of the agreement."""

    title: str
    url: str


@dataclass(frozen=True, kw_only=True)
class AgreementPage:
    """An agreement to read, and what can be done with it."""

    title: str
    state: str
    next: str
    """Who has to do what now."""
    statements: tuple[str, ...]
    parts: tuple[Part, ...]
    rhythm: tuple[Line, ...]
    signatures: tuple[Signed, ...]
    readers: Readers
    notice: Notice
    missing: tuple[str, ...] = ()
    sign: SignBox | None = None
    edit_url: str = ""
    edit_warning: str = ""
    renew_url: str = ""
    others: tuple[Version, ...] = ()
    back_url: str = ""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """Who looks at it, and when."""

    viewer: User
    now: datetime
    is_party: bool
    """One of the two; else whoever mentors the mentor."""
    can_act: bool
    """Whether the relationship is active now."""

    @property
    def today(self) -> date:
        """The day."""
        return timezone.localdate(self.now)


def agreement_page(
    row: Agreement, rows: Sequence[Agreement], seen: Seen, *, form: AgreeForm | None = None
) -> AgreementPage:
    """One version to read (three queries)."""
    pair, paper = row.relationship, agreements.paper_of(row)
    given = agreements.signatures(row)
    has_signed = any(one.signature.signer_id == seen.viewer.pk and not one.is_void for one in given)
    is_open = row.state in agreements.OPEN and seen.is_party and seen.can_act
    open_questions = missing(row, today=seen.today) if is_open else ()
    ready = is_open and not open_questions and UNCHECKED not in row.facts
    return AgreementPage(
        title=_(paper.title),
        state=state_text(row),
        next=_next(row, seen, has_signed=has_signed, ready=ready) if seen.can_act else "",
        statements=tuple(_(statement) for statement in paper.statements),
        parts=parts(
            paper,
            {**row.facts, **(row.words.opened() or {})},
            indicators=frameworks.indicators(pair.programme_key),
            classes=ALL if seen.is_party else SHARED,
        ),
        rhythm=rhythm(row.facts[AS_ASKED]["bands"]),
        signatures=tuple(_signed(one, remark=True) for one in given),
        readers=readers.of(DataClass.AGREEMENT, viewer=seen.viewer, learner=pair.learner, mentor=pair.mentor),
        notice=readers.notice(row.facts[AS_ASKED]["notice"]),
        missing=tuple(_(field.label) for field in open_questions),
        sign=_box(row, seen, form) if ready and not has_signed else None,
        edit_url=f"{_url(pair)}?edit=1" if is_open else "",
        edit_warning=_("Every change makes the signature void; it is signed anew.")
        if row.state == "awaiting_other"
        else "",
        renew_url=_renew_url(row, rows, seen),
        others=tuple(_version(other) for other in rows if other != row),
        back_url=reverse("mentoring:pair", args=[pair.pk]) if seen.is_party else "",
    )


@dataclass(frozen=True, kw_only=True)
class EmployerPage:
    """The facts of an agreement, for the line manager."""

    learner: str
    mentor: str
    state: str
    parts: tuple[Part, ...]
    rhythm: tuple[Line, ...]
    signatures: tuple[Signed, ...]
    readers: Readers
    sign: SignBox | None


def employer_page(row: Agreement, viewer: User, *, form: SignForm | None = None) -> EmployerPage:
    """What the employer sees and signs. No words are opened."""
    pair = row.relationship
    given = agreements.signatures_of_facts(row)
    has_signed = any(one.signature.signer_id == viewer.pk and not one.is_void for one in given)
    form = form or SignForm(initial={"digest": digest(agreements.facts_content(row))})
    return EmployerPage(
        learner=str(pair.learner),
        mentor=str(pair.mentor),
        state=state_text(row),
        parts=parts(
            agreements.paper_of(row),
            row.facts,
            indicators=frameworks.indicators(pair.programme_key),
            classes=FACTS,
        ),
        rhythm=rhythm(row.facts[AS_ASKED]["bands"]),
        signatures=tuple(_signed(one, remark=one.signature.signer_id == viewer.pk) for one in given),
        readers=readers.of(DataClass.FACTS, viewer=viewer, learner=pair.learner, mentor=pair.mentor),
        sign=None
        if has_signed
        else SignBox(
            form=form,
            url=reverse("mentoring:agreement_employer", args=[pair.pk]),
            signs_as=_("You sign as %(name)s, line manager.") % {"name": viewer},
            statement=_("I have read these facts, and I will keep the time free."),
            heading=_("Sign the part of the employer"),
            note=_("Learner and mentor read your remark. You do not see the log, and do not ask for it."),
        ),
    )


def current_digest(row: Agreement, *, facts_only: bool = False) -> str:
    """The digest of what is stored now (one query)."""
    row.refresh_from_db()
    return digest(agreements.facts_content(row) if facts_only else agreements.content(row))


def state_text(row: Agreement) -> str:
    """Where an agreement stands, in words."""
    review = date_format(row.review_on) if row.review_on else ""
    texts = {
        "draft": _("A draft; nobody has signed it yet"),
        "awaiting_other": _("Signed by one of you"),
        "active": _("In force; you look at it again on %(day)s") % {"day": review},
        "due_review": _("In force, and due: you wanted to look at it again on %(day)s") % {"day": review},
        "superseded": _("Replaced by a newer version"),
        "ended": _("No longer in force"),
    }
    return texts[row.state]


def _next(row: Agreement, seen: Seen, *, has_signed: bool, ready: bool) -> str:
    pair = row.relationship
    other = pair.mentor if seen.viewer == pair.learner else pair.learner
    if row.state not in agreements.OPEN or not seen.is_party:
        return ""
    if UNCHECKED in row.facts:
        return _("It was saved while somebody typed. Open it and save it once, so that the words are looked through.")
    if not ready:
        return _("Before you can sign, some answers are missing.")
    if has_signed:
        return _("You have signed. Now %(name)s reads and signs it, or changes it with you.") % {"name": other}
    if row.state == "awaiting_other":
        return _("%(name)s has signed. Read it, then sign it or change it.") % {"name": other}
    return _("It is complete. Read it together, then both of you sign.")


def _signed(one: Given, *, remark: bool) -> Signed:
    signature = one.signature
    role = ROLES.get(signature.role, signature.role)
    day = date_format(timezone.localtime(signature.signed_at))
    return Signed(
        who=f"{signature.signer}, {role}",
        what=f"{Signature.Outcome(signature.outcome).label} · {day}",
        remark=signature.comment.opened() if remark else "",
        void=_("No longer holds: the text was changed afterwards.") if one.is_void else "",
    )


def _box(row: Agreement, seen: Seen, form: AgreeForm | None) -> SignBox:
    pair = row.relationship
    is_learner = seen.viewer == pair.learner
    return SignBox(
        form=form
        or AgreeForm(initial={"digest": digest(agreements.content(row))}, organisation_id=pair.organisation_id),
        url=reverse("mentoring:agreement_sign", args=[pair.pk]),
        signs_as=_("You sign as %(name)s, %(role)s.")
        % {"name": seen.viewer, "role": ROLES["learner" if is_learner else "mentor"]},
        statement=_("I have read this, and it says what we agreed."),
        heading=_("Sign the agreement"),
    )


def _renew_url(row: Agreement, rows: Sequence[Agreement], seen: Seen) -> str:
    may = row.state in agreements.IN_FORCE and seen.is_party and seen.can_act and not agreements.being_made(rows)
    return reverse("mentoring:agreement_renew", args=[row.relationship_id]) if may else ""


def _version(row: Agreement) -> Version:
    title = _("Version %(number)d: %(state)s") % {"number": row.version, "state": state_text(row)}
    return Version(title=title, url=f"{_url(row.relationship)}?version={row.version}")


def _url(pair: Relationship) -> str:
    return reverse("mentoring:agreement", args=[pair.pk])

"""Composing a certification: a draft of the rules is edited until nothing stands in its way, and then published for ever."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from assessments.certification.laws.cycles import OPEN
from assessments.certification.laws.obstacles import Obstacle, obstacles
from assessments.certification.laws.rules import Rules
from assessments.certification.models import Certification, CertificationVersion, Cycle
from assessments.certification.selectors.addresses import words_of_the_site
from assessments.certification.selectors.known import known_around
from assessments.certification.selectors.powers import may_compose
from assessments.certification.selectors.rules import details_mark, rules_of
from assessments.certification.services import announcing
from training_site.people.models import Organisation, User
from training_site.people.permissions import COMPOSE_CERTIFICATION

__all__ = [
    "ChangedMeanwhile",
    "CodeTaken",
    "Hindered",
    "NotTheLead",
    "Terms",
    "TheFirst",
    "compose",
    "describe",
    "discard",
    "draft",
    "publish",
    "retire",
    "save",
]


class NotTheLead(Exception):
    """Only a programme lead of the issuer composes its certifications."""


class ChangedMeanwhile(Exception):
    """Somebody else has saved the draft since the page was opened, or it was published."""


class Hindered(Exception):
    """The version cannot be published; `obstacles` say why and where."""

    def __init__(self, found: tuple[Obstacle, ...]) -> None:
        super().__init__()
        self.obstacles = found


class CodeTaken(Exception):
    """Another certification has this code, or an address of the site has it as a word."""


class TheFirst(Exception):
    """The first draft is all that a certification has."""


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What a new version means for people who are on their way."""

    change: str = CertificationVersion.Change.NONE
    migrate_by: date | None = None
    """They follow the new rules from this day on; None: they finish by those they began with."""
    note: str = ""
    """What is new, for those whom it concerns."""

    @property
    def migration(self) -> str:
        """As a version stores it."""
        kinds = CertificationVersion.Migration
        return kinds.NEXT_CYCLE if self.migrate_by is None else kinds.NOW


NOTHING_NEW = Terms()


@transaction.atomic
def compose(
    *,
    code: str,
    titles: dict[str, str],
    summaries: dict[str, str],
    issuer: Organisation,
    programme_key: str,
    document: dict[str, Any],
    by: User,
    now: datetime,
    pathways: tuple[str, ...] = (),
    signatories: tuple[dict[str, str], ...] = (),
) -> CertificationVersion:
    """A new certification with a first draft. Raises NotTheLead, CodeTaken, laws.problems.Malformed."""
    if not COMPOSE_CERTIFICATION.allows(by, issuer, today=timezone.localdate(now)):
        raise NotTheLead
    if code in words_of_the_site():
        raise CodeTaken
    try:
        with transaction.atomic():
            certification = Certification.objects.create(
                code=code,
                titles=titles,
                summaries=summaries,
                issuer=issuer,
                programme_key=programme_key,
                pathways=list(pathways),
                signatories=list(signatories),
                created_at=now,
                created_by=by,
            )
    except IntegrityError:
        raise CodeTaken from None
    return _new_version(certification, document, by, now)


@transaction.atomic
def describe(
    *,
    certification: Certification,
    titles: Mapping[str, str],
    summaries: Mapping[str, str],
    pathways: Sequence[str],
    signatories: Sequence[Mapping[str, str]],
    seen: str,
    by: User,
    now: datetime,
) -> Certification:
    """Say anew what it is called, who follows it and who signs: on what is issued from now on. Raises NotTheLead, ChangedMeanwhile.

    `seen` is the mark (`selectors.rules.details_mark`) of what stood on the page.
    """
    _check(certification, by, now)
    fresh = Certification.objects.select_for_update(of=("self",)).get(pk=certification.pk)
    if details_mark(fresh) != seen:
        raise ChangedMeanwhile
    fresh.titles, fresh.summaries = dict(titles), dict(summaries)
    fresh.pathways, fresh.signatories = list(pathways), [dict(one) for one in signatories]
    fresh.save(update_fields=["titles", "summaries", "pathways", "signatories"])
    return fresh


@transaction.atomic
def draft(*, certification: Certification, by: User, now: datetime) -> CertificationVersion:
    """The draft that is being edited, or a new one with the rules as they are published. Raises NotTheLead."""
    _check(certification, by, now)
    Certification.objects.select_for_update(of=("self",)).get(pk=certification.pk)
    there = certification.versions.filter(published_at=None).first()
    if there is not None:
        return there
    last = certification.versions.order_by("-number").first()
    return _new_version(certification, last.document if last else {}, by, now)


@transaction.atomic
def save(
    *, version: CertificationVersion, document: dict[str, Any], revision: int, by: User, now: datetime
) -> CertificationVersion:
    """Save a draft as it was edited from a revision. Raises NotTheLead, ChangedMeanwhile, laws.problems.Malformed."""
    fresh = _locked(version, revision, by, now)
    rules = Rules.read(document)
    fresh.document, fresh.digest = rules.document(), rules.digest()
    fresh.revision += 1
    fresh.save()
    return fresh


@transaction.atomic
def discard(*, version: CertificationVersion, revision: int, by: User, now: datetime) -> None:
    """Throw a draft away, as it was seen. The first one stays: else the certification would have no rules.

    Raises NotTheLead, ChangedMeanwhile, TheFirst.
    """
    fresh = _locked(version, revision, by, now)
    if fresh.number == 1:
        raise TheFirst
    fresh.delete()


@transaction.atomic
def publish(
    *, version: CertificationVersion, revision: int, by: User, now: datetime, terms: Terms = NOTHING_NEW
) -> CertificationVersion:
    """Publish a draft as it was seen. From now on whoever begins follows it. Raises NotTheLead, ChangedMeanwhile, Hindered."""
    fresh = _locked(version, revision, by, now)
    found = obstacles(rules_of(fresh), known=known_around(fresh.certification, today=timezone.localdate(now)))
    if found:
        raise Hindered(found)
    fresh.change, fresh.change_note = terms.change, terms.note
    fresh.migration, fresh.migrate_by = terms.migration, terms.migrate_by
    fresh.published_at, fresh.published_by = now, by
    fresh.save()
    if fresh.migration == CertificationVersion.Migration.NOW:
        _ask_to_migrate(fresh)
    announcing.announce(version=fresh, now=now)
    return fresh


@transaction.atomic
def retire(*, certification: Certification, by: User, now: datetime) -> Certification:
    """Nobody is assigned any more; what was issued stays. Raises NotTheLead."""
    _check(certification, by, now)
    fresh = Certification.objects.select_for_update(of=("self",)).get(pk=certification.pk)
    fresh.retired_at, fresh.retired_by = fresh.retired_at or now, fresh.retired_by or by
    fresh.save(update_fields=["retired_at", "retired_by"])
    return fresh


def _check(certification: Certification, by: User, now: datetime) -> None:
    if not may_compose(by, certification, today=timezone.localdate(now)):
        raise NotTheLead


def _locked(version: CertificationVersion, revision: int, by: User, now: datetime) -> CertificationVersion:
    """The draft as it is now, held until the transaction ends. Raises NotTheLead, ChangedMeanwhile."""
    _check(version.certification, by, now)
    rows = CertificationVersion.objects.select_for_update(of=("self",))
    fresh = rows.select_related("certification").filter(pk=version.pk).first()
    if fresh is None or not fresh.is_draft or fresh.revision != revision:
        raise ChangedMeanwhile
    return fresh


def _new_version(
    certification: Certification, document: dict[str, Any], by: User, now: datetime
) -> CertificationVersion:
    rules = Rules.read(document)
    last: int = certification.versions.aggregate(last=Max("number"))["last"] or 0
    return CertificationVersion.objects.create(
        certification=certification,
        number=last + 1,
        document=rules.document(),
        digest=rules.digest(),
        created_at=now,
        created_by=by,
    )


def _ask_to_migrate(version: CertificationVersion) -> None:
    """Open rounds follow the new rules from the day that the version names."""
    open_ones = Cycle.objects.filter(certification_id=version.certification_id, state__in=OPEN)
    open_ones.filter(version__number__lt=version.number).update(migrate_by=version.migrate_by)

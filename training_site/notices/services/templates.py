"""Keeping templates for an organisation: what is changed becomes another version, what was sent keeps the words it was sent with."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from training_site.notices import kept
from training_site.notices.messages import Said, unfit_gaps
from training_site.notices.models import OwnTemplate, TemplateWords
from training_site.people.models import Organisation, User


class NotTheirs(Exception):
    """Somebody writes to nobody in this organisation, or the template is no longer in use."""


class TitleTaken(Exception):
    """The organisation keeps a template of this title already."""


class UnfitWords(Exception):
    """Nothing is said, or a gap that nothing fills stands in it; `gaps` as they are written."""

    def __init__(self, gaps: list[str]) -> None:
        super().__init__(*gaps)
        self.gaps = gaps


@transaction.atomic
def keep(*, organisation: Organisation, title: str, said: Said, by: User, now: datetime) -> OwnTemplate:
    """A new template with its first words. Raises NotTheirs, TitleTaken, UnfitWords."""
    _check(said)
    if not kept.places_to_keep(by, today=timezone.localdate(now)).filter(pk=organisation.pk).exists():
        raise NotTheirs
    try:
        with transaction.atomic():
            made = OwnTemplate.objects.create(organisation=organisation, title=" ".join(title.split()))
    except IntegrityError as error:
        raise TitleTaken from error
    _write(made, said, number=1, by=by, now=now)
    return made


@transaction.atomic
def change(*, template: OwnTemplate, said: Said, by: User, now: datetime) -> TemplateWords:
    """Say it otherwise from now on; the same words again are no new version. Raises NotTheirs, UnfitWords."""
    _check(said)
    fresh = _held(template, by, now)
    last = kept.versions_of(fresh)[0]
    if kept.said_in(last) == said:
        return last
    return _write(fresh, said, number=last.number + 1, by=by, now=now)


@transaction.atomic
def end(*, template: OwnTemplate, by: User, now: datetime) -> None:
    """Nobody writes with it any more. Raises NotTheirs."""
    fresh = _held(template, by, now)
    fresh.ended_at = now
    fresh.save(update_fields=["ended_at"])


def _held(template: OwnTemplate, by: User, now: datetime) -> OwnTemplate:
    fresh = OwnTemplate.objects.select_for_update(of=("self",)).get(pk=template.pk)
    if fresh.ended_at is not None or not kept.KEEP_TEMPLATE.allows(by, fresh, today=timezone.localdate(now)):
        raise NotTheirs
    return fresh


def _check(said: Said) -> None:
    gaps = [gap for text in said for gap in unfit_gaps(text)]
    if gaps or not all(text.strip() for text in said):
        raise UnfitWords(gaps)


def _write(template: OwnTemplate, said: Said, *, number: int, by: User, now: datetime) -> TemplateWords:
    words = TemplateWords(template=template, organisation_id=template.organisation_id, number=number, by=by, at=now)
    words.subject, words.body = said
    words.save(force_insert=True)
    return words

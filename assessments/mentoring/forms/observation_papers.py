"""An observation form of the framework as papers: what is asked when it is arranged, what the observer fills in, what the learner adds.

So the questions of an observation are built, checked and kept apart by data class like those of every other paper.
"""

from dataclasses import replace
from functools import cache

from django.utils.translation import gettext_noop as _

from assessments.mentoring.framework.fields import Choice, Field
from assessments.mentoring.framework.forms.form import COMMENT_WORDS, ObservationForm
from assessments.mentoring.framework.forms.reader import form
from assessments.mentoring.framework.papers.reader import Paper

ITEM, NOTE = "item_", "note_"
"""Prefixes of the two questions about an item: how it was rated, and a word on it."""
COACHING = "coaching_visit"
"""The form whose questions beforehand fit every observation. Source: T46."""
HOW = (
    Choice(key="spoken", label=_("In words")),
    Choice(key="written", label=_("In writing")),
    Choice(key="shown", label=_("With a picture, a sign or a gesture of their own")),
)
NOBODY_TO_ASK = "not_applicable"
SEEN_FIRST = ("heard_and_seen", "strengths", "to_change", "lapse", "lapse_indicators", "lapse_plan")
"""Of the questions at the end, those before the judgement."""
REASON_WORDS = 60


@cache
def request_paper() -> Paper:
    """What learner and mentor say beforehand. Nothing of it is required: the talk about it is."""
    asked = [
        replace(one, required=False, required_when=None) for one in form(COACHING).before if one.data_class == "C2"
    ]
    wanted_first = sorted(asked, key=lambda one: one.key != "wants_observed")
    return _paper("observation_request", 1, tuple(wanted_first))


@cache
def observer_paper(of: ObservationForm) -> Paper:
    """What the observer fills in: the day and the consent, every item, the judgement."""
    return _paper(of.key, of.version, (*_day_and_consent(of), *_items(of), *_judgement(of)))


@cache
def learner_paper(of: ObservationForm) -> Paper:
    """What the learner adds after the debrief, with what the two agreed there."""
    return _paper(of.key, of.version, tuple(one for one in of.after if one.by in ("learner", "both")))


def asks_a_family(of: ObservationForm) -> bool:
    """Whether there may be somebody whose consent is needed."""
    return any(one.key == "consent" and len(one.choices) > 1 for one in of.before)


def _day_and_consent(of: ObservationForm) -> tuple[Field, ...]:
    day = _asked("acted_on", _("On which day did you observe?"), "date", required=True)
    if not asks_a_family(of):
        return (day,)
    consent = next(one for one in of.before if one.key == "consent")
    family = ("consent", tuple(one.key for one in consent.choices if one.key != NOBODY_TO_ASK))
    return (
        day,
        consent,
        *(one for one in of.before if one.key == "asked_alone"),
        _asked("consent_how", _("How did they agree?"), "choice", choices=HOW, required_when=family),
        _asked(
            "notice_given",
            _("They knew before the day that somebody would come along, and what for."),
            "confirm",
            required_when=family,
        ),
    )


def _items(of: ObservationForm) -> tuple[Field, ...]:
    scale = tuple(Choice(key=step.key, label=step.label) for step in of.scale)
    return tuple(
        field
        for item in of.items
        for field in (
            _asked(ITEM + item.key, item.text, "choice", required=True, choices=scale),
            _asked(NOTE + item.key, _("A word on it"), "text", max_words=COMMENT_WORDS),
        )
    )


def _judgement(of: ObservationForm) -> tuple[Field, ...]:
    after = tuple(one for one in of.after if one.by == "observer")
    levels = tuple(Choice(key=str(step.level), label=step.label) for step in of.scale if step.level)
    trust = tuple(Choice(key=str(step.number), label=step.label) for step in of.entrustment)
    return (
        *(one for one in after if one.key in SEEN_FIRST),
        _asked("level", _("What did you see, all in all?"), "choice", required=True, choices=levels),
        _asked("level_reason", _("Why this level?"), "text", required=True, max_words=REASON_WORDS),
        _asked(
            "entrustment",
            _("How far would you trust the learner with this from now on?"),
            "choice",
            required=True,
            choices=trust,
        ),
        *(one for one in after if one.key not in SEEN_FIRST),
    )


def _asked(
    key: str,
    label: str,
    kind: str,
    *,
    required: bool = False,
    required_when: tuple[str, tuple[str, ...]] | None = None,
    choices: tuple[Choice, ...] = (),
    max_words: int | None = None,
) -> Field:
    """A question to the observer: codes are facts, words are shared by the pair."""
    return Field(
        key=key,
        label=label,
        kind=kind,
        by="observer",
        data_class="C2" if max_words else "C1",
        required=required,
        required_when=required_when,
        choices=choices,
        max_words=max_words,
    )


def _paper(key: str, version: int, fields: tuple[Field, ...]) -> Paper:
    return Paper(key=key, version=version, tool="T44", title="", purpose="", statements=(), fields=fields)

"""What came of a sitting of a quiz, as its template prints it once it is handed in."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.bands import band_of, read
from assessments.models import QuizAttempt, QuizMark
from assessments.presenting import questions
from assessments.presenting.before import hindrance_words
from assessments.presenting.calibration import Calibration, calibration
from assessments.presenting.questions import SectionView
from assessments.presenting.shapes import Link
from assessments.presenting.sittings import Around, Compiled, counting_text, number_text, percent
from assessments.reviewing import Moment, Shown, moment, shown
from assessments.services.standings import Stands, highest_mark


@dataclass(frozen=True, kw_only=True)
class ResultView:
    """A sitting that was handed in."""

    title: str
    number_text: str
    passed: bool
    headline: str
    score_text: str
    pass_text: str
    percent: int
    missing: tuple[str, ...]
    anew_text: str
    """That it was marked anew, and what it was before."""
    overall: str
    """What is said about the result; empty where nothing is."""
    withheld: str
    """What is not shown now, and when it will be."""
    calibration: Calibration | None
    """Certainty beside what was right; None where it was not asked for, or what was right is not shown now."""
    sections: tuple[SectionView, ...]
    counting_text: str
    """What counts of several sittings; empty where this one speaks for itself."""
    again_url: str
    again_text: str
    """Why it cannot be taken again now, and from when it can; empty where nothing stands in the way."""
    save_url: str
    """Where its answers were sent: what still waits on a device is forgotten."""
    next: Link | None
    module: Link | None


def result(
    sitting: QuizAttempt,
    compiled: Compiled,
    stands: Stands,
    *,
    around: Around,
    now: datetime,
    mark: QuizMark | None = None,
) -> ResultView:
    """What came of a sitting by its newest mark, as far as it was promised to be shown by now."""
    passed = bool(sitting.passed)
    score = sitting.score or Fraction(0)
    at = moment(submitted_at=sitting.submitted_at, closes_at=sitting.promise.closing, now=now)
    seen = shown(sitting.promise.review, at, passed=passed)
    items = [
        questions.closed_item(sitting, item, number, compiled[item.key], stands[item.key], seen=seen)
        for number, item in enumerate(sitting.frozen_items, start=1)
    ]
    band = band_of(read(sitting.promise.bands), score) if Shown.OVERALL in seen else None
    return ResultView(
        title=around.title,
        number_text=number_text(sitting),
        passed=passed,
        headline=_("Passed") if passed else _("Not passed yet"),
        score_text=_score_text(sitting, score) if Shown.MARKS in seen else "",
        pass_text=_("Pass mark %(percent)d %%") % {"percent": sitting.pass_mark},
        percent=percent(score) if Shown.MARKS in seen else 0,
        missing=_missing_texts(sitting, score, seen),
        anew_text=_anew_text(mark) if mark and Shown.MARKS in seen else "",
        overall=band.text if band else "",
        withheld=_withheld_text(sitting, at, seen),
        calibration=calibration(stands) if Shown.CORRECTNESS in seen else None,
        sections=questions.sections(sitting, items) if Shown.ATTEMPT in seen else (),
        save_url=reverse("assessments:quiz_save", args=[sitting.pk]),
        counting_text=counting_text(around.sittings, marks=Shown.MARKS in seen),
        again_url="" if around.refused else around.again_url,
        again_text=hindrance_words(around.refused)[1] if around.refused else "",
        next=around.next,
        module=around.module,
    )


def _withheld_text(sitting: QuizAttempt, at: Moment, seen: Collection[Shown]) -> str:
    """That there will be more to see once the quiz has closed."""
    later = shown(sitting.promise.review, Moment.CLOSED, passed=bool(sitting.passed))
    closing = sitting.promise.closing
    if not sitting.promise.review or closing is None or at is Moment.CLOSED or later <= set(seen):
        return ""
    when = date_format(timezone.localtime(closing), "SHORT_DATETIME_FORMAT")
    return _("You will see more of this attempt once the quiz has closed, on %(when)s.") % {"when": when}


def _score_text(sitting: QuizAttempt, score: Fraction) -> str:
    total = sum((Fraction(item.points) for item in sitting.frozen_items), Fraction(0)) * highest_mark(sitting)
    return _("%(earned)s of %(total)s points · %(percent)d %%") % {
        "earned": _decimal(score * total),
        "total": _decimal(total),
        "percent": percent(score),
    }


def _decimal(number: Fraction) -> str:
    """With two decimals at most, rounded down like the percentage."""
    return f"{int(number * 100) / 100:g}"


def _anew_text(mark: QuizMark) -> str:
    return _("Marked anew on %(day)s, because a question was corrected: %(old)d %% before, %(new)d %% now.") % {
        "day": date_format(timezone.localtime(mark.at), "DATE_FORMAT"),
        "old": percent(Fraction(mark.old_numerator, mark.old_denominator)),
        "new": percent(mark.score or Fraction(0)),
    }


def _missing_texts(sitting: QuizAttempt, score: Fraction, seen: Collection[Shown]) -> tuple[str, ...]:
    texts: list[str] = []
    if score * 100 < sitting.pass_mark:
        texts.append(_("To pass, at least %(percent)d %% must be right.") % {"percent": sitting.pass_mark})
    missed = set(sitting.missed_critical or ())
    numbers = [str(number) for number, item in enumerate(sitting.frozen_items, start=1) if item.key in missed]
    if numbers and Shown.CORRECTNESS not in seen:
        texts.append(_("What is about child safety must be right, and was not."))
    elif numbers:
        texts.append(
            ngettext(
                "Question %(numbers)s is about child safety and must be right.",
                "Questions %(numbers)s are about child safety and must be right.",
                len(numbers),
            )
            % {"numbers": ", ".join(numbers)}
        )
    return tuple(texts)

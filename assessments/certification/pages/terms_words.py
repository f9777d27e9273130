"""Everything that rules say beside their paths, in sentences."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.certification.laws.clauses import ASSESSOR, AUTOMATIC, FIXED_DAY, RECERT_PATH_DURING_GRACE, RELATIVE
from assessments.certification.laws.expiry import DAYS_BEFORE, EXPIRY, FIXED
from assessments.certification.laws.rules import Rules
from assessments.certification.pages.periods import day_text, days_text, period_text


def terms_lines(rules: Rules) -> tuple[str, ...]:
    """One sentence each."""
    return tuple(_lines(rules))


def _lines(rules: Rules) -> Iterator[str]:
    if rules.active is None:
        yield _("It holds for ever.")
    else:
        yield _("It holds for %(long)s.") % {"long": period_text(rules.active)}
        yield from _renewal(rules)
    yield _decision(rules)
    due = _due(rules)
    if due:
        yield due
    yield _("Days begin and end in the zone %(zone)s.") % {"zone": str(rules.zone)}


def _renewal(rules: Rules) -> Iterator[str]:
    if not rules.window.is_zero:
        yield _("It can be renewed in its last %(long)s.") % {"long": period_text(rules.window)}
    yield _basis(rules)
    if rules.early_credit.mode == DAYS_BEFORE:
        yield _("What is done up to %(long)s before that window counts for the renewal.") % {
            "long": days_text(rules.early_credit.days)
        }
    if not rules.grace.is_zero:
        yield _("After it has expired there is a grace of %(long)s.") % {"long": period_text(rules.grace)}
    if rules.on_expiry == RECERT_PATH_DURING_GRACE:
        yield _("While the grace lasts, the renewal can still be finished; then the whole way begins anew.")
    else:
        yield _("Once it has expired, the whole way begins anew.")


def _basis(rules: Rules) -> str:
    if rules.basis == FIXED:
        return _("Everybody renews on the same day of the year, after %(long)s at least.") % {
            "long": period_text(rules.minimum_active)
        }
    if rules.basis == EXPIRY:
        return _("A renewal counts from the day the last one ends.")
    return _("A renewal counts from the day everything was met again.")


def _decision(rules: Rules) -> str:
    if rules.decision.mode == AUTOMATIC:
        return _("It is awarded at once when everything is met.")
    if rules.decision.mode == ASSESSOR:
        return _("One person who has not judged this practice decides.")
    number = rules.decision.quorum
    return ngettext("A panel decides; %(n)d has to agree.", "A panel decides; %(n)d have to agree.", number) % {
        "n": number
    }


def _due(rules: Rules) -> str:
    if rules.due.mode == FIXED_DAY and rules.due.on:
        return _("The first one is due by %(day)s.") % {"day": day_text(rules.due.on)}
    if rules.due.mode == RELATIVE and rules.due.days is not None:
        return _("The first one is due within %(days)s.") % {"days": days_text(rules.due.days)}
    return ""

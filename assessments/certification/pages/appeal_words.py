"""What an appeal leads to where it is upheld, in words: for whoever hears it, and afterwards for the learner."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.certification.models import Measure
from assessments.certification.selectors.appealed import Appealable

FOLLOWS: Mapping[str, str | Promise] = {
    "decision": _("The round is decided upon again. Those who voted before do not vote."),
    "claim": _("The claim waits again, for another assessor."),
    "extension": _("The question for more time waits again, for somebody else."),
    Measure.Kind.SUSPEND: _(
        "It is proposed that the certificate counts again. A second person, who had no part in it, confirms that."
    ),
    Measure.Kind.REVOKE: _(
        "It is proposed that another certificate is issued in place of the revoked one. A second person, who had no part in it, confirms "
        "that; where it has expired meanwhile, a new round begins."
    ),
}
"""What was appealed against → what follows."""


def follows(about: Appealable | None) -> str:
    """What an upheld appeal about something leads to; "" where it is nothing one can appeal against."""
    if about is None:
        return ""
    return str(FOLLOWS[about.row.kind if isinstance(about.row, Measure) else about.machine])

"""What people are told about certificates: sentences, days and links; never a reason, a score or a name."""

from django.utils.translation import gettext_lazy as _

from training_site.notices import kinds
from training_site.notices.kinds import Kind

KINDS = (
    Kind(
        "certification.ready",
        _("A certificate waits for a decision"),
        _("Since %(on)s somebody has met everything that is asked for."),
        facts=("on",),
    ),
    Kind(
        "certification.awarded",
        _("You are certified"),
        _("It was decided on %(on)s."),
        facts=("on",),
    ),
    Kind(
        "certification.not_awarded",
        _("A decision about your certificate"),
        _("It was made on %(on)s. Its page says what comes next, and how to appeal."),
        facts=("on",),
    ),
    Kind(
        "certification.name",
        _("Your certificate waits for your name"),
        _("Please confirm how your name is written. Then it is issued."),
    ),
    Kind(
        "certification.issued",
        _("Your certificate is here"),
        _("It was issued on %(on)s: as a page, to print, and for your wallet."),
        facts=("on",),
    ),
    Kind(
        "certification.signed_anew",
        _("Your certificates were signed anew"),
        _(
            "On %(on)s: what they say has not changed, the old signatures no longer count. Print them anew, and take them into your "
            "wallet again."
        ),
        facts=("on",),
    ),
    Kind(
        "certification.window",
        _("Your certificate can be renewed"),
        _("It is valid through %(until)s. The short way to renew it is ready for you."),
        facts=("until",),
    ),
    Kind(
        "certification.expires",
        _("Your certificate expires"),
        _("It is valid through %(until)s. You see there what is still missing."),
        facts=("until",),
    ),
    Kind(
        "certification.mentee_expires",
        _("A certificate of somebody you mentor expires"),
        _("It is valid through %(until)s."),
        facts=("until",),
    ),
    Kind(
        "certification.lapsed",
        _("Your certificate has expired"),
        _("It was valid through %(until)s. You see there how to get it again."),
        facts=("until",),
    ),
    Kind(
        "certification.measure",
        _("Something about your certificate has changed"),
        _("It takes effect on %(on)s. Its page says what, and how to appeal."),
        facts=("on",),
    ),
    Kind(
        "certification.version",
        _("What your certificate asks for has changed"),
        _("Since %(on)s there is a new version. You see there what it means for you."),
        facts=("on",),
    ),
    Kind(
        "certification.request",
        _("A question about a certificate waits for you"),
        _("It was asked on %(on)s."),
        facts=("on",),
    ),
    Kind(
        "certification.answer",
        _("Your question about a certificate was answered"),
        _("It was answered on %(on)s."),
        facts=("on",),
    ),
)


def register_all() -> None:
    """Make the kinds known."""
    for kind in KINDS:
        kinds.register(kind)

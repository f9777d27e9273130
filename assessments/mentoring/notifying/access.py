"""What people are told about emergency access, audits and what was handed in."""

from django.utils.translation import gettext_lazy as _

from training_site.notices.kinds import Kind

ACCESS = (
    Kind(
        "mentoring.emergency_asked",
        _("Somebody asks for emergency access"),
        _("It opens what is closed to everybody. Read why it is asked for, and approve or refuse it."),
        urgent=True,
    ),
    Kind(
        "mentoring.emergency_answered",
        _("Your request for emergency access was answered"),
        _("A second person has decided about it."),
    ),
    Kind(
        "mentoring.emergency_opened",
        _("Emergency access to a mentoring record"),
        _("Two people opened it for %(hours)s hours. Read why, and who has looked at what, and when."),
        facts=("hours",),
        urgent=True,
    ),
    Kind(
        "mentoring.audit_announced",
        _("A record was drawn for an audit"),
        _(
            "The mentor of your mentor may read one signed record from %(opens_on)s on. The learner can object until then."
        ),
        facts=("opens_on",),
    ),
    Kind(
        "mentoring.submitted",
        _("Something was handed in to you"),
        _("A learner shows you a piece of their work, for you to judge."),
    ),
)

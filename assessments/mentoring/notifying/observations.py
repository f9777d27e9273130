"""What mentoring tells people about observations: days and numbers, never what was seen."""

from django.utils.translation import gettext_lazy as _

from training_site.notices.kinds import Kind

OBSERVATIONS = (
    Kind(
        "mentoring.observation_asked",
        _("An observation is asked for"),
        _("Observation %(number)d: look at what it is about, and agree on a day."),
        facts=("number",),
    ),
    Kind(
        "mentoring.observation_scheduled",
        _("An observation has its day"),
        _("It is planned for %(on)s. Child and caregiver are asked beforehand, without the observer."),
        facts=("on",),
    ),
    Kind(
        "mentoring.observation_cancelled",
        _("An observation does not take place"),
        _("Observation %(number)d was called off."),
        facts=("number",),
    ),
    Kind(
        "mentoring.observation_submitted",
        _("You were observed"),
        _("What was seen on %(on)s is written down. Read it, say how you saw it, and sign by %(by)s."),
        facts=("on", "by"),
        urgent=True,
    ),
    Kind(
        "mentoring.observation_replaced",
        _("An observation was replaced"),
        _("The observer has written anew about %(on)s. The earlier one stays to be read and no longer counts."),
        facts=("on",),
    ),
    Kind(
        "mentoring.observation_signed",
        _("An observation is complete"),
        _("The observation of %(on)s is signed by both and counts as evidence."),
        facts=("on",),
    ),
    Kind(
        "mentoring.observation_lapsed",
        _("An observation was not finished in time"),
        _("Observation %(number)d has lapsed. Ask for another one when you can."),
        facts=("number",),
    ),
    Kind(
        "mentoring.safety_lapse",
        _("Something is to be made safe, and seen again"),
        _(
            "A safety-critical lapse was seen on %(on)s. It is no punishment: until it has been observed again, by %(by)s, there is no "
            "contact unaccompanied."
        ),
        facts=("on", "by"),
    ),
    Kind(
        "mentoring.observer_invited",
        _("Somebody from outside was invited to observe"),
        _("The link is open until %(until)s. You see whom it was given to, and can take it back."),
        facts=("until",),
    ),
    Kind(
        "mentoring.observer_is_somebody_else",
        _("A link reached the wrong person"),
        _("The link for observation %(number)d is closed. Check the address, and invite once more."),
        facts=("number",),
    ),
)

"""What people are told about sessions and records."""

from django.utils.translation import gettext_lazy as _

from training_site.notices.kinds import Kind

SESSIONS = (
    Kind(
        "mentoring.session_planned",
        _("A session is planned"),
        _("Your next session is on %(on)s. You can prepare it here."),
        facts=("on",),
    ),
    Kind(
        "mentoring.session_moved",
        _("A session was moved"),
        _("The session of %(before)s is now on %(on)s."),
        facts=("before", "on"),
    ),
    Kind(
        "mentoring.session_cancelled",
        _("A session does not take place"),
        _("The session of %(on)s was called off. Plan another one when you can."),
        facts=("on",),
    ),
    Kind(
        "mentoring.record_shared",
        _("A record can be read"),
        _("The record of your session of %(on)s was shared with you. Say what is missing, or sign it."),
        facts=("on",),
    ),
    Kind(
        "mentoring.record_returned",
        _("A record came back to you"),
        _("There is a remark on the record of %(on)s. Change what needs changing, and share it again."),
        facts=("on",),
    ),
    Kind(
        "mentoring.record_awaits_signature",
        _("A record waits for your signature"),
        _("Please read and sign the record of %(on)s by %(by)s."),
        facts=("on", "by"),
    ),
    Kind(
        "mentoring.record_signed",
        _("A record is signed by both of you"),
        _("The record of %(on)s is complete."),
        facts=("on",),
    ),
    Kind(
        "mentoring.record_lapsed",
        _("A record was not signed in time"),
        _("The record of %(on)s has one signature and counts as held, not signed."),
        facts=("on",),
    ),
    Kind(
        "mentoring.record_disagreed",
        _("Two people see a session differently"),
        _(
            "Learner and mentor signed the record of %(on)s with a disagreement. You see that there is one, not what it is about. "
            "Ask both whether they want help with it."
        ),
        facts=("on",),
    ),
    Kind(
        "mentoring.addendum_awaits_signature",
        _("Something was added to a signed record"),
        _("An addendum to the record of %(on)s waits for your signature."),
        facts=("on",),
    ),
    Kind(
        "mentoring.attestation_asked",
        _("A learner asks you to confirm attendance"),
        _("The session of %(on)s took place, but its record was not signed in time. You confirm the fact alone."),
        facts=("on",),
    ),
)

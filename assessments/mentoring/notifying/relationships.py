"""What people are told about relationships and agreements."""

from django.utils.translation import gettext_lazy as _

from training_site.notices.kinds import Kind

RELATIONSHIPS = (
    Kind(
        "mentoring.proposed",
        _("Mentoring is proposed to you"),
        _("It would begin on %(starts_on)s. Look at it, and say whether it fits."),
        facts=("starts_on",),
    ),
    Kind(
        "mentoring.named",
        _("Somebody new in your mentoring"),
        _("A line manager, peer, assessor or moderator is named from %(starts_on)s on. Your mentoring page says who."),
        facts=("starts_on",),
    ),
    Kind(
        "mentoring.accepted",
        _("You both said yes"),
        _("Your mentoring begins on %(starts_on)s. The next step is to agree how you will work."),
        facts=("starts_on",),
    ),
    Kind(
        "mentoring.declined",
        _("A proposal was declined"),
        _("Mentoring from %(starts_on)s on does not come about. Please propose somebody else."),
        facts=("starts_on",),
    ),
    Kind(
        "mentoring.paused",
        _("Your mentoring pauses"),
        _("Since %(on)s nothing is asked of you, and nothing falls due."),
        facts=("on",),
    ),
    Kind("mentoring.resumed", _("Your mentoring goes on"), _("Since %(on)s the rhythm counts again."), facts=("on",)),
    Kind(
        "mentoring.ended",
        _("Mentoring has ended"),
        _("On %(on)s a mentoring relationship of yours ended. What was signed stays."),
        facts=("on",),
    ),
    Kind(
        "mentoring.change_asked",
        _("A learner would like another mentor"),
        _("Since %(on)s they have none. Everybody may change once without giving reasons. Please propose somebody."),
        facts=("on",),
    ),
    Kind(
        "mentoring.agreement_awaits_signature",
        _("An agreement waits for your signature"),
        _("It was signed by the other one on %(on)s. Read it, and sign it or change it."),
        facts=("on",),
    ),
    Kind(
        "mentoring.agreement_awaits_employer",
        _("The employer's part of a learning agreement waits for you"),
        _("Protected time, rhythm and dates are agreed since %(on)s. You see and sign these facts only."),
        facts=("on",),
    ),
    Kind(
        "mentoring.agreement_in_force",
        _("Your agreement is in force"),
        _("You both signed. You will look at it again on %(review_on)s."),
        facts=("review_on",),
    ),
    Kind(
        "mentoring.agreement_due",
        _("Your agreement is due for review"),
        _("You wanted to look at it again on %(review_on)s. Does it still fit?"),
        facts=("review_on",),
    ),
)

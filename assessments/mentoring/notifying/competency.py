"""What people are told about evidence, levels, disagreements and reviews."""

from django.utils.translation import gettext_lazy as _

from training_site.notices.kinds import Kind

COMPETENCY = (
    Kind(
        "mentoring.evidence_added",
        _("Something you did was taken as evidence"),
        _("Since %(on)s there is more on your map. You see there who judged it, and for which indicator."),
        facts=("on",),
    ),
    Kind(
        "mentoring.evidence_withdrawn",
        _("A piece of evidence no longer counts"),
        _("It was withdrawn on %(on)s. Your map says why."),
        facts=("on",),
    ),
    Kind(
        "mentoring.level_signed_off",
        _("A level was signed off"),
        _("On %(on)s somebody decided about a level of yours. You can read why, and say so if you see it differently."),
        facts=("on",),
    ),
    Kind(
        "mentoring.level_to_confirm",
        _("A level waits for your confirmation"),
        _("It was signed off on %(on)s. As line manager you see the level and how many pieces it rests on."),
        facts=("on",),
    ),
    Kind(
        "mentoring.level_to_moderate",
        _("A level waits for a second look"),
        _("Since %(on)s a decision waits for a moderator who has judged nothing of this learner before."),
        facts=("on",),
    ),
    Kind(
        "mentoring.level_confirmed",
        _("A level was confirmed by the line manager"),
        _("It was confirmed on %(on)s."),
        facts=("on",),
    ),
    Kind(
        "mentoring.level_upheld",
        _("A moderator found a level right"),
        _("It was upheld on %(on)s."),
        facts=("on",),
    ),
    Kind(
        "mentoring.level_returned",
        _("A level came back"),
        _("Since %(on)s a decision no longer stands. Its page says why, and it can be decided anew."),
        facts=("on",),
    ),
    Kind(
        "mentoring.level_resumed",
        _("An indicator stands again"),
        _("It was observed again, and stands since %(on)s."),
        facts=("on",),
    ),
    Kind(
        "mentoring.dispute_raised",
        _("A learner sees a judgement differently"),
        _(
            "Please name somebody who judged nothing before, to hear it. It was raised on %(on)s; you see only that it was."
        ),
        facts=("on",),
    ),
    Kind(
        "mentoring.dispute_to_hear",
        _("You are asked to hear a disagreement"),
        _("A learner raised it on %(on)s. Read the statement, and answer it."),
        facts=("on",),
    ),
    Kind(
        "mentoring.dispute_heard_by_somebody",
        _("Your disagreement is being heard"),
        _("Somebody who judged nothing of yours reads what you wrote on %(on)s."),
        facts=("on",),
    ),
    Kind(
        "mentoring.dispute_answered",
        _("A disagreement was answered"),
        _("It was raised on %(on)s. The answer stands beside the judgement."),
        facts=("on",),
    ),
    Kind(
        "mentoring.review_due",
        _("A progress review is due"),
        _("The review of month %(month)s belongs to the days around %(on)s. Plan it together."),
        facts=("month", "on"),
    ),
    Kind(
        "mentoring.review_opened",
        _("A progress review has begun"),
        _("The review of month %(month)s is open. Write your own part: it is yours alone to write."),
        facts=("month",),
    ),
    Kind(
        "mentoring.review_awaits_signature",
        _("A progress review waits for your signature"),
        _("Please read and sign the review of month %(month)s."),
        facts=("month",),
    ),
    Kind(
        "mentoring.review_signed",
        _("A progress review is signed by both"),
        _("The review of month %(month)s is complete. Whoever manages the learner sees its outcome."),
        facts=("month",),
    ),
    Kind(
        "mentoring.review_returned",
        _("A progress review came back"),
        _("The review of month %(month)s is a draft again. The signatures under it are void."),
        facts=("month",),
    ),
    Kind(
        "mentoring.review_heard",
        _("Somebody looked at a progress review"),
        _("The review of month %(month)s was confirmed or upheld."),
        facts=("month",),
    ),
)

"""What people are told about texts that others mark, and about quizzes that were marked anew."""

from django.utils.translation import gettext_lazy as _

from training_site.notices import kinds
from training_site.notices.kinds import Kind

KINDS = (
    Kind(
        "assessments.text_marked",
        _("Your text is marked"),
        _("Somebody has read your text, and says what is good in it and what is missing."),
    ),
    Kind(
        "assessments.colleague_asked",
        _("Texts of colleagues wait for you"),
        _(
            "Enough of you have handed in. Read what some of them wrote, and say what is good in it and what is missing."
        ),
    ),
    Kind(
        "assessments.quiz_marked_anew",
        _("Your quiz was marked anew"),
        _("A question was corrected after you had answered it. Your result is another one now."),
    ),
)


def register_all() -> None:
    """Make them known."""
    for kind in KINDS:
        kinds.register(kind)

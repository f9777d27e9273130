"""The form of a quiz at the editor's desk: what every page of the curriculum checks, and what only a quiz can get wrong."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments import bands
from assessments.models import QuestionBank
from assessments.reviewing import Moment, Shown, cell
from assessments.selectors.questions import usable
from modules.dialect.activities.draw import Draw
from modules.dialect.parser import parse
from modules.dialect.problems import Problem
from modules.dialect.sentences import say
from modules.forms import MarkdownPageForm, leading_to_its_line

MOMENTS = {
    Moment.DURING: gettext_lazy("While it is open, as soon as a question is marked"),
    Moment.JUST_AFTER: gettext_lazy("In the two minutes after handing in"),
    Moment.OPEN: gettext_lazy("Later, while the quiz can still be taken"),
    Moment.CLOSED: gettext_lazy("Once the quiz has closed"),
}
THINGS = {
    Shown.ATTEMPT: gettext_lazy("the questions and the answers given"),
    Shown.CORRECTNESS: gettext_lazy("what was right"),
    Shown.MARKS: gettext_lazy("points"),
    Shown.SPECIFIC: gettext_lazy("what is said about the answer"),
    Shown.GENERAL: gettext_lazy("why"),
    Shown.RIGHT: gettext_lazy("the right answer"),
    Shown.OVERALL: gettext_lazy("what is said about the result"),
}
MATRIX = [(label, [(cell(at, what), name) for what, name in THINGS.items()]) for at, label in MOMENTS.items()]


class QuizPageForm(MarkdownPageForm):
    """The form of a quiz."""

    review = forms.MultipleChoiceField(
        label=gettext_lazy("What is shown, and when"),
        choices=MATRIX,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Nothing ticked: the usual way. Everything is shown at once, but the right answers only where nothing can be tried any more."
        ),
    )

    def obstacles(self, cleaned: dict[str, Any]) -> list[tuple[str, str]]:
        """Banks that are not the editor's, and texts about results that no result could reach."""
        lines = [
            _("Row %(row)d: begin with a percentage up to 100 that stands only once: “80: Well done.”")
            % {"row": fault.row}
            for fault in bands.faults(cleaned.get("bands") or [])
        ]
        foreign = (("body", leading_to_its_line(problem)) for problem in self._foreign(cleaned.get("body", "")))
        return [*super().obstacles(cleaned), *(("bands", line) for line in lines), *foreign]

    def _foreign(self, body: str) -> Iterator[Problem]:
        draws = [node for node in parse(body).activities if isinstance(node, Draw)] if "draw" in body else []
        if not draws or self.for_user is None:
            return
        usual = usable(self.for_user, today=timezone.localdate())
        foreign = set(QuestionBank.objects.exclude(pk__in=usual).values_list("key", flat=True))
        for draw in draws:
            if draw.bank in foreign:
                message = say(
                    "you may not draw from the bank '%(bank)s'; ask an editor of its organisation, or name another",
                    bank=draw.bank,
                )
                yield Problem(code="foreign-bank", line=draw.line, message=message)

"""Deciding about a level, its page, and what line manager and moderator do with it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.mentoring.confidentiality import Standing
from assessments.mentoring.forms.decisions import DecideForm, DisagreeForm, ReturnForm
from assessments.mentoring.models import Decision, Relationship
from assessments.mentoring.pages.decisions import Acts, decide_page, decision_page
from assessments.mentoring.pages.level_words import missing_text
from assessments.mentoring.selectors import competency, disputes
from assessments.mentoring.selectors.competency import Kind
from assessments.mentoring.selectors.relationships import is_line_manager
from assessments.mentoring.services import decisions
from assessments.mentoring.services.disputes import WITHIN
from assessments.mentoring.services.ledger import NotNow
from assessments.mentoring.views.map import AtAnIndicator, OfALearner

REFUSED: dict[type[Exception], Promise] = {
    decisions.PausedUntilObserved: _(
        "After a safety-critical lapse nothing is signed off here before it has been observed again."
    ),
    decisions.IsTheLineManager: _(
        "You also manage this learner. In your organisation somebody else decides about levels: ask the coordinator for an assessor."
    ),
    decisions.DecidedMeanwhile: _(
        "Somebody decided about this indicator since you opened the page. Your words are below; look at what stands now, then decide."
    ),
    decisions.UnknownIndicator: _("The framework has changed meanwhile."),
}
"""Why a valid form was not taken."""
REASONS: tuple[type[Exception], ...] = (*REFUSED, decisions.NotSupported)
TARGET = 3


class DecideView(AtAnIndicator):
    """The page on which a primary mentor or assessor decides."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, _request: HttpRequest, learner: int, code: str) -> HttpResponse:
        """Where the learner stands by the rule, and the form."""
        self.enter(learner, code)
        self.noted()
        level = self.levels.standings[code].level
        return self.ask(code, self.form(initial={"seen": self.seen(code), "level": str(level or "")}))

    def post(self, request: HttpRequest, learner: int, code: str) -> HttpResponse:
        """Decide; or the page again, with the words and the reason."""
        self.enter(learner, code)
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.ask(code, form, status=form.status)
        given = form.cleaned_data
        try:
            made = decisions.sign_off(
                learner=self.learner,
                indicator=code,
                level=int(given["level"]),
                rationale=given["rationale"],
                by=self.person,
                seen=given["seen"],
                now=self.now,
            )
        except decisions.NotTheDecider as error:
            raise Http404 from error
        except REASONS as reason:
            form.put(seen=self.seen(code))
            form.add_error("level" if isinstance(reason, decisions.NotSupported) else None, _in_words(reason))
            return self.ask(code, form, status=409)
        return HttpResponseRedirect(reverse("mentoring:decision", args=[made.pk]))

    def enter(self, learner: int, code: str) -> None:
        """For who decides about this learner's levels now."""
        self.look_up(learner, code)
        right = competency.right_of(self.person.pk, learner, decisions.DECIDES, today=self.today)
        if right is None or self.view.has(Standing.LEARNER):
            raise Http404
        self.right: Relationship = right

    def form(self, *data: Any, **given: Any) -> DecideForm:
        """The form."""
        return DecideForm(*data, framework=self.levels.framework, organisation_id=self.right.organisation_id, **given)

    def seen(self, code: str) -> str:
        """The decision that stands now."""
        decision = competency.standing_decisions(self.learner.pk).get(code)
        return str(decision.pk) if decision else ""

    def ask(self, code: str, form: DecideForm, *, status: int = 200) -> HttpResponse:
        """The page."""
        page = decide_page(
            self.levels, code, learner=self.learner, viewer=self.person, view=self.view, today=self.today
        )
        return self.page("mentoring/decide.html", {"decide": page, "form": form}, status=status)


class AtADecision(OfALearner):
    """Something at the address of a decision."""

    decision: Decision

    def load(self, number: UUID) -> None:
        """Look up the decision, and what the person is to its learner. Raises Http404."""
        rows = Decision.objects.select_related("learner", "decided_by", "relationship__mentor")
        self.decision = get_object_or_404(rows, pk=number)
        self.find(self.decision.learner_id)

    def show(self, *, status: int = 200, **forms: Any) -> HttpResponse:
        """The page, with what the person can do."""
        row = self.decision
        levels = competency.levels_of(row.learner_id, today=self.today, indicator=row.indicator)
        history = competency.history(row.pk)
        acts = self.acts(history_has={one.kind for one in history}, today=self.today)
        page = decision_page(
            row,
            levels,
            viewer=self.person,
            view=self.view,
            history=history,
            disputes=disputes.about(row.pk),
            acts=acts,
            today=self.today,
        )
        shown = {
            "disagree_form": DisagreeForm() if acts.disagree else None,
            "return_form": ReturnForm() if acts.give_back else None,
        }
        return self.page("mentoring/decision.html", {"decision": page, **shown, **forms}, status=status)

    def acts(self, *, history_has: set[str], today: date) -> Acts:
        """What the person can do with the decision now."""
        row, me = self.decision, self.person.pk
        waits = row.state in ("signed_off", "confirmed")
        number = [row.pk]
        if self.view.has(Standing.LEARNER):
            judged = disputes.judgement("decision", row.pk)
            open_still = judged is not None and today <= judged.on + WITHIN
            raised = any(one.state in disputes.OPEN for one in disputes.about(row.pk))
            may = open_still and not raised
            return Acts(disagree=reverse("mentoring:disagree", args=["decision", row.pk]) if may else "")
        confirms = waits and "confirmed" not in history_has and row.decided_by_id != me
        confirms = confirms and self.view.has(Standing.LINE_MANAGER) and is_line_manager(me, row.learner_id)
        moderates = (
            waits
            and competency.right_of(me, row.learner_id, (Kind.MODERATOR,), today=today) is not None
            and not competency.has_judged(me, row.learner_id)
        )
        decides = competency.right_of(me, row.learner_id, decisions.DECIDES, today=today) is not None
        return Acts(
            confirm=reverse("mentoring:decision_confirm", args=number) if confirms else "",
            uphold=reverse("mentoring:decision_uphold", args=number) if moderates else "",
            give_back=reverse("mentoring:decision_return", args=number) if moderates else "",
            decide=reverse("mentoring:decide", args=[row.learner_id, row.indicator]) if decides else "",
        )

    def back(self, saying: str | Promise = "") -> HttpResponse:
        """To the page of the decision."""
        if saying:
            messages.info(self.request, str(saying))
        return HttpResponseRedirect(reverse("mentoring:decision", args=[self.decision.pk]))


class DecisionView(AtADecision):
    """The page of a decision."""

    http_method_names = ["get", "head", "options"]

    def get(self, _request: HttpRequest, decision: UUID) -> HttpResponse:
        """What was decided, on what, and who has looked at it; the look is noted first."""
        self.load(decision)
        self.noted()
        return self.show()


class ConfirmView(AtADecision):
    """`POST`: the line manager confirms."""

    http_method_names = ["post", "options"]

    def post(self, _request: HttpRequest, decision: UUID) -> HttpResponse:
        """Confirm."""
        self.load(decision)
        try:
            decisions.confirm(decision=self.decision, by=self.person, now=self.now)
        except decisions.NotTheLineManager as error:
            raise Http404 from error
        except (decisions.SaidAlready, NotNow):
            return self.back(CHANGED)
        return self.back()


class UpholdView(AtADecision):
    """`POST`: a moderator finds it right."""

    http_method_names = ["post", "options"]

    def post(self, _request: HttpRequest, decision: UUID) -> HttpResponse:
        """Uphold."""
        self.load(decision)
        try:
            decisions.uphold(decision=self.decision, by=self.person, now=self.now)
        except (decisions.NotTheModerator, decisions.JudgedBefore) as error:
            raise Http404 from error
        except NotNow:
            return self.back(CHANGED)
        return self.back()


class ReturnView(AtADecision):
    """`POST`: a moderator gives it back."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, decision: UUID) -> HttpResponse:
        """Give it back with a reason."""
        self.load(decision)
        form = ReturnForm(request.POST)
        if not form.is_valid():
            if not self.acts(history_has=set(), today=self.today).give_back:
                raise Http404
            return self.show(return_form=form, status=400)
        try:
            decisions.give_back(
                decision=self.decision, by=self.person, reason=form.cleaned_data["reason"], now=self.now
            )
        except (decisions.NotTheModerator, decisions.JudgedBefore) as error:
            raise Http404 from error
        except NotNow:
            return self.back(CHANGED)
        return self.back()


CHANGED = _("This changed meanwhile. Here is how it stands now.")


def _in_words(reason: Exception) -> str:
    if not isinstance(reason, decisions.NotSupported):
        return str(REFUSED[type(reason)])
    missing = missing_text(reason.missing, target=TARGET)
    if not reason.level:
        return str(_("The evidence does not carry a level yet.")) + f" {missing}"
    said = str(_("The evidence carries level %(level)d at most.")) % {"level": reason.level}
    return f"{said} {missing}".strip()

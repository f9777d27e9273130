"""The map of a learner, one indicator of it, rating oneself, and the passport to take along."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from assessments.mentoring.confidentiality import DataClass, Reach, Standing, Viewpoint, level
from assessments.mentoring.forms.evidence import RateForm
from assessments.mentoring.models import Relationship
from assessments.mentoring.pages.indicator import Looking, indicator_page
from assessments.mentoring.pages.level_words import heard_text
from assessments.mentoring.pages.map import PIECES, SHOW, map_page
from assessments.mentoring.pages.passport import as_json, passport
from assessments.mentoring.selectors import competency
from assessments.mentoring.selectors.competency import Heard, Levels
from assessments.mentoring.services import access, decisions, ratings
from assessments.mentoring.views.private import PrivateView, demand
from training_site.people.models import User


class OfALearner(PrivateView):
    """Something about the levels of a learner, for those who are responsible for them."""

    learner: User
    view: Viewpoint

    def find(self, learner_id: int, *, wanted: Reach = Reach.READ) -> None:
        """Look up the learner and what the person is to them. Raises Http404 for whoever may not."""
        self.view = self.seen_from(learner_id)
        demand(level(self.view), wanted)
        mine = learner_id == self.person.pk
        self.learner = self.person if mine else get_object_or_404(User, pk=learner_id)

    @property
    def today(self) -> date:
        """The day of the request."""
        return timezone.localdate(self.now)

    def noted(self, action: str = access.Action.VIEW) -> None:
        """Write down that the person looked."""
        access.looked(self.view, data_class=DataClass.LEVEL, subject=None, now=self.now, action=action)


class MapView(OfALearner):
    """The map of somebody, or one's own."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, learner: int | None = None) -> HttpResponse:
        """The map, narrowed as the address asks."""
        self.find(learner or self.person.pk)
        self.noted()
        levels = competency.levels_of(self.learner.pk, today=self.today)
        show, scope = request.GET.get("show", ""), request.GET.get("scope", "")
        page = map_page(
            levels,
            learner=self.learner,
            viewer=self.person,
            view=self.view,
            show=show if show in SHOW else "",
            scope=scope if scope in levels.framework.scopes else "",
            today=self.today,
        )
        return self.page("mentoring/map.html", {"map": page})


class AtAnIndicator(OfALearner):
    """Something about one indicator of a learner."""

    levels: Levels

    def look_up(self, learner_id: int, code: str) -> None:
        """Look up the learner, and what is known about the indicator. Raises Http404."""
        self.find(learner_id)
        if not self.view.has(*PIECES):
            raise Http404
        self.levels = competency.levels_of(learner_id, today=self.today, indicator=code)
        if code not in self.levels.framework.indicators:
            raise Http404

    def show(self, code: str, *, form: RateForm | None = None, status: int = 200) -> HttpResponse:
        """The page of the indicator."""
        own = self.levels.self_ratings.get(code)
        mine = self.view.has(Standing.LEARNER)
        initial = {"level": str(own.level)} if own else {}
        if mine and form is None:
            form = RateForm(framework=self.levels.framework, initial=initial)
        page = indicator_page(self.levels, code, learner=self.learner, looking=self.looking(code), today=self.today)
        return self.page("mentoring/indicator.html", {"indicator": page, "form": form}, status=status)

    def looking(self, code: str) -> Looking:
        """Who looks, and by what right they act."""
        pairs = self.view.pairs
        decides = not self.view.has(Standing.LEARNER) and competency.right_of(
            self.person.pk, self.learner.pk, decisions.DECIDES, today=self.today
        )
        return Looking(
            viewer=self.person,
            view=self.view,
            pair=Relationship.objects.filter(pk__in=pairs).first() if pairs else None,
            decides=bool(decides),
            heard_text=self.heard(code),
        )

    def heard(self, code: str) -> str:
        """Who has looked at the standing decision."""
        decision = self.levels.decisions.get(code)
        if decision is None:
            return ""
        heard = competency.heard_about([decision.pk]).get(decision.pk, Heard())
        needed = competency.needs_moderator(
            decision, policy=self.levels.policy, line_managers=competency.line_manager_ids(self.learner.pk)
        )
        return heard_text(decision, heard, needs_moderator=needed)


class IndicatorView(AtAnIndicator):
    """One indicator."""

    http_method_names = ["get", "head", "options"]

    def get(self, _request: HttpRequest, learner: int, code: str) -> HttpResponse:
        """The page; the look is noted first."""
        self.look_up(learner, code)
        self.noted()
        return self.show(code)


class RateView(AtAnIndicator):
    """`POST`: a learner rates themself."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        """Keep the rating."""
        self.look_up(self.person.pk, code)
        form = RateForm(request.POST, framework=self.levels.framework)
        if not form.is_valid():
            return self.show(code, form=form, status=400)
        ratings.rate(learner=self.person, indicator=code, level=int(form.cleaned_data["level"]), now=self.now)
        return HttpResponseRedirect(reverse("mentoring:indicator", args=[self.person.pk, code]))


class PassportView(OfALearner):
    """What a learner takes along: levels, days, who signed off. No words of anybody."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """To print, or as JSON to download."""
        self.find(self.person.pk)
        found = passport(competency.levels_of(self.person.pk, today=self.today), learner=self.person, today=self.today)
        if request.GET.get("as") == "json":
            response = JsonResponse(as_json(found), json_dumps_params={"ensure_ascii": False, "indent": 2})
            response["Content-Disposition"] = 'attachment; filename="competency-passport.json"'
            return response
        return self.page("mentoring/passport.html", {"passport": found})

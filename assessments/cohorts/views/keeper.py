"""What every page of those who look after people has in common: for anybody else it is not there."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.db.models import Model, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from assessments.cohorts.models import Cohort
from assessments.cohorts.permissions import ROWS_OF_PLACES, RUN_COHORT, SEE_COHORT
from assessments.mentoring.views.private import PrivateView
from training_site.people.permissions import GIVE_TIME_IN, scopes_of
from training_site.people.roles import Permission

LONGEST_KEY = 16


class PermittedView(PrivateView):
    """For whoever holds a permission anywhere."""

    permission: Permission
    http_method_names = ["get", "head", "post", "options"]

    def admit(self, *_args: Any, **_kwargs: Any) -> None:
        """Nothing here for everybody else."""
        if not scopes_of(self.person, self.permission, today=self.today):
            raise Http404


class KeeperView(PermittedView):
    """For whoever looks after people anywhere."""

    nav = "cohorts"
    permission = Permission.MANAGE_MEMBERSHIPS


class CohortView(KeeperView):
    """A page of one cohort, for those whose people are in it or may be."""

    needs_run = False
    """Whether only those find it who answer for the cohort."""

    @cached_property
    def cohort(self) -> Cohort:
        """The cohort; nothing here for others."""
        rule = RUN_COHORT if self.needs_run else SEE_COHORT
        rows = Cohort.objects.filter(rule.visible_to(self.person, today=self.today))
        return get_object_or_404(rows.select_related("organisation", "certification"), pk=self.kwargs["cohort"])

    @cached_property
    def runs(self) -> bool:
        """Whether the person answers for the cohort."""
        return self.needs_run or RUN_COHORT.allows(self.person, self.cohort, today=self.today)

    @cached_property
    def gives_time(self) -> bool:
        """Whether the person may give more time at quizzes to the cohort."""
        return self.runs and GIVE_TIME_IN.allows(self.person, self.cohort.organisation, today=self.today)

    def own(self, rows: "QuerySet[Any]") -> "QuerySet[Any]":
        """Of these rows of the cohort, those that belong to the person's own organisations."""
        return rows.filter(ROWS_OF_PLACES.visible_to(self.person, today=self.today), cohort=self.cohort)

    def own_or_404(self, model: type[Model], pk: object) -> Any:
        """One of them."""
        return get_object_or_404(self.own(model._default_manager.all()), pk=pk)

    def page(self, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
        """A page of the cohort."""
        return super().page(
            template,
            {"cohort": self.cohort, "runs": self.runs, "gives_time": self.gives_time, **context},
            status=status,
        )


def numbers(texts: Iterable[str], *, most: int) -> list[int]:
    """The keys among what a form sent; no key is longer than this."""
    return [int(text) for text in texts if text.isdecimal() and len(text) < LONGEST_KEY][:most]

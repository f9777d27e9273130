"""A TestPlan gives a cohort one test of knowledge in two forms; a TestSeat says with which form somebody begins. The other one comes after."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.cohorts.models import Cohort

PERSON = settings.AUTH_USER_MODEL


class TestPlan(models.Model):
    """Two quizzes, one seed. The forms are swapped on the day on which the second test opens."""

    __test__ = False  # no test of pytest's, whatever it is called

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="test_plans", verbose_name=_("cohort"))
    instrument = models.CharField(_("instrument"), max_length=60)
    """Key of the instrument, which certificates ask for by."""
    form_a = models.CharField(max_length=200)
    form_b = models.CharField(max_length=200)
    """Content keys of the quizzes."""
    seed = models.CharField(max_length=64)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    after_opened_at = models.DateTimeField(null=True, blank=True)
    after_opened_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        """One test of an instrument for a cohort, in two forms that differ."""

        verbose_name = _("test before and after")
        verbose_name_plural = _("tests before and after")
        ordering = ["-made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "instrument"], name="one_test_plan_of_an_instrument_for_a_cohort"
            ),
            models.CheckConstraint(condition=~Q(form_a=F("form_b")), name="the_forms_of_a_test_differ"),
            models.CheckConstraint(condition=~Q(seed=""), name="a_test_plan_has_a_seed"),
            models.CheckConstraint(
                condition=Q(after_opened_at=None) | Q(after_opened_at__gte=F("made_at")),
                name="the_second_test_comes_after_the_plan",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument} {self.cohort_id}"


class TestSeat(models.Model):
    """Somebody's place in the crossover. Given once, by the seed."""

    __test__ = False

    class Form(models.TextChoices):
        """Which form comes first."""

        A = "a", _("Form A first")
        B = "b", _("Form B first")

    plan = models.ForeignKey(TestPlan, on_delete=models.PROTECT, related_name="seats")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="test_seats")
    first = models.CharField(max_length=1, choices=Form)
    seated_at = models.DateTimeField()

    class Meta:
        """One for each person."""

        verbose_name = _("seat in a test")
        verbose_name_plural = _("seats in tests")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "person"], name="one_seat_of_a_test_for_each_person"),
            models.CheckConstraint(condition=Q(first__in=["a", "b"]), name="a_seat_begins_with_form_a_or_b"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.first}"

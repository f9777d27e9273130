"""Publishing the framework or the glossary rewrites the rows that other apps point at."""

import pytest

from modules.models import Competency, GlossaryTerm
from tests.factories.curriculum import FrameworkPageFactory, GlossaryPageFactory

pytestmark = pytest.mark.django_db


def test_publishing_a_framework_keeps_the_rows_of_indicators_that_stay() -> None:
    page = FrameworkPageFactory()
    first = Competency.objects.get(indicator="D1.1")
    page.indicators = [
        {"code": "D1.3", "domain": "D1", "text": "Writes."},
        {"code": "D1.1", "domain": "D1", "text": "Explains.", "safety_critical": True},
    ]
    page.save_revision().publish()

    assert list(Competency.objects.values_list("indicator", "text", "safety_critical", "position")) == [
        ("D1.3", "Writes.", False, 1),
        ("D1.1", "Explains.", True, 2),
    ]
    assert Competency.objects.get(indicator="D1.1").pk == first.pk


def test_a_draft_changes_no_row() -> None:
    page = FrameworkPageFactory()
    page.indicators = []
    page.save_revision()

    assert Competency.objects.count() == 2


def test_publishing_a_glossary_keeps_the_rows_of_terms_that_stay() -> None:
    page = GlossaryPageFactory()
    first = GlossaryTerm.objects.get(key="tracing")
    page.terms = [{"key": "tracing", "term": "Family tracing", "definition": "A search."}]
    page.save_revision().publish()

    (term,) = GlossaryTerm.objects.all()
    assert (term.pk, term.term, term.equivalents) == (first.pk, "Family tracing", [])


def test_a_code_written_twice_is_one_row() -> None:
    page = FrameworkPageFactory()
    page.indicators = [{"code": "D1.1", "text": "First."}, {"code": "D1.1", "text": "Second."}, {"text": "No code."}]
    page.save_revision().publish()

    assert list(Competency.objects.values_list("indicator", "text")) == [("D1.1", "Second.")]


def test_rows_have_names() -> None:
    GlossaryPageFactory(parent=FrameworkPageFactory().get_parent())

    assert str(Competency.objects.first()) == "D1.1"
    assert str(GlossaryTerm.objects.first()) == "Tracing"

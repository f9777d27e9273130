"""Forms that ask about what may identify somebody: nothing is lost, nothing is decided for the writer, nothing is kept of the question."""

import logging
from collections import Counter
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

import assessments.mentoring.forms as forms_of_mentoring
from assessments.mentoring.anonymity import BORDER, KEEP, examined, is_settled, speaks_of_danger
from assessments.mentoring.forms.guarded import LOOKS, GuardedForm, TextForm
from assessments.mentoring.models import LocalTerm, Relationship
from assessments.mentoring.selectors import terms
from assessments.mentoring.services import terms as keeping
from tests.assessments.mentoring.log.conftest import SignIn
from tests.factories.mentoring import NOW, organisation
from tests.factories.mentoring_log import entry_form, local_terms
from tests.factories.people import CoordinatorFactory
from training_site.identifiers import Kind, LocalList

NAMED = "Sokha Chan cried. I gave Sokha Chan my number, 0977 123 456."


class TwoTexts(GuardedForm):
    """Two texts, and things that are none."""

    first = forms.CharField(widget=forms.Textarea)
    second = forms.CharField(required=False)
    code = forms.CharField(required=False, widget=forms.HiddenInput)
    choice = forms.ChoiceField(choices=[("Sokha Chan", "Sokha Chan")], required=False)


class OneOfTwo(TwoTexts):
    """Names what is looked through."""

    guarded_fields = ("second",)


def sent(**given: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update(given)
    return data


def asked(form: GuardedForm) -> dict[str, str]:
    """What was asked: wording → name of the radio buttons."""
    form.full_clean()
    assert form.guard is not None
    return {question.text: question.name for question in form.guard.questions}


@pytest.fixture
def place(db: None) -> int:
    return organisation().pk


def test_clean_words_are_valid_and_stay_as_they_are() -> None:
    form = TwoTexts(sent(first="I waited too long before I asked."))

    assert form.is_valid()
    assert form.cleaned_data["first"] == "I waited too long before I asked."
    assert (form.overrides, form.guard) == (0, None)


def test_every_wording_is_asked_about_once_and_the_words_are_kept() -> None:
    form = TwoTexts(sent(first=NAMED))

    assert not form.is_valid()
    assert not form.errors
    assert form.status == 422
    assert list(asked(form)) == ["Sokha Chan", "0977 123 456"]
    assert form["first"].value() == NAMED
    assert form.guard is not None
    assert form.guard.questions[0].times_text == "2 times"
    assert "".join(one.text for one in form.guard.passages[0].fragments) == NAMED


def test_the_first_offer_stands_chosen() -> None:
    form = TwoTexts(sent(first=NAMED))

    form.is_valid()

    assert form.guard is not None
    for question in form.guard.questions:
        assert [answer.chosen for answer in question.answers] == [True, *[False] * (len(question.answers) - 1)]
        assert question.answers[-1].value == KEEP


def test_what_is_replaced_is_replaced_everywhere() -> None:
    names = asked(TwoTexts(sent(first=NAMED, second="Later I saw Sokha Chan again.")))
    form = TwoTexts(sent(first=NAMED, second="Later I saw Sokha Chan again.", **dict.fromkeys(names.values(), "0")))

    assert form.is_valid()
    assert "Sokha" not in form.cleaned_data["first"] + form.cleaned_data["second"]
    assert form.cleaned_data["first"].count("Child A") == 2
    assert "Child A" in form.cleaned_data["second"]
    assert "0977" not in form.cleaned_data["first"]
    assert form.overrides == 0


def test_what_is_kept_is_kept_and_counted() -> None:
    names = asked(TwoTexts(sent(first=NAMED)))
    form = TwoTexts(sent(first=NAMED, **dict.fromkeys(names.values(), KEEP)))

    assert form.is_valid()
    assert form.cleaned_data["first"] == NAMED
    assert form.overrides == 2


def test_what_was_kept_before_is_not_asked_again() -> None:
    names = asked(TwoTexts(sent(first=NAMED)))
    before = TwoTexts(sent(first=NAMED, **dict.fromkeys(names.values(), KEEP)))
    before.is_valid()

    form = TwoTexts(sent(first=f"{NAMED} And Dara Sok came."), kept=before.kept)

    assert not form.is_valid()
    assert form.guard is not None
    chosen = {question.text: [one.value for one in question.answers if one.chosen] for question in form.guard.questions}
    assert chosen["Sokha Chan"] == [KEEP]
    assert chosen["Dara Sok"] == ["0"]


def test_one_answer_of_two_asks_again_and_remembers_the_first() -> None:
    names = asked(TwoTexts(sent(first=NAMED)))
    form = TwoTexts(sent(first=NAMED, **{names["Sokha Chan"]: KEEP}))

    assert not form.is_valid()
    assert form.guard is not None
    assert [one.value for one in form.guard.questions[0].answers if one.chosen] == [KEEP]


@pytest.mark.parametrize("answer", ["99", "-1", "yes", ""])
def test_an_answer_that_was_not_offered_is_none(answer: str) -> None:
    names = asked(TwoTexts(sent(first=NAMED)))

    assert not TwoTexts(sent(first=NAMED, **dict.fromkeys(names.values(), answer))).is_valid()


def test_decisions_are_not_lost_over_another_mistake() -> None:
    names = asked(OneOfTwo(sent(first="x", second=NAMED)))
    form = OneOfTwo(sent(first="", second=NAMED, **dict.fromkeys(names.values(), KEEP)))

    assert not form.is_valid()
    assert form.status == 400
    again = OneOfTwo(sent(first="x", second=str(form["second"].value()), **dict(form.decided)))
    assert again.is_valid()
    assert again.overrides == 2


def test_words_that_were_replaced_show_as_replaced_when_the_form_comes_back() -> None:
    names = asked(OneOfTwo(sent(first="x", second=NAMED)))
    form = OneOfTwo(sent(first="", second=NAMED, **dict.fromkeys(names.values(), "0")))

    assert not form.is_valid()
    assert "Sokha" not in str(form["second"].value())


def test_only_texts_are_looked_through() -> None:
    assert TwoTexts(sent(first="Fine.", code=NAMED, choice="Sokha Chan")).is_valid()
    assert OneOfTwo(sent(first=NAMED, second="Fine.")).is_valid()


def test_what_is_saved_while_somebody_types_is_not_asked_about() -> None:
    assert TwoTexts(sent(first=NAMED), guarded=False).is_valid()


def test_two_forms_on_a_page_do_not_share_their_answers() -> None:
    form = TwoTexts(sent(**{"a-first": NAMED}), prefix="a")

    form.is_valid()

    assert all(name.startswith("a-guard-") for name in asked(form).values())


def test_a_file_is_refused() -> None:
    form = TwoTexts(sent(first="Fine."), {"photo": SimpleUploadedFile("a.jpg", b"x")})

    assert not form.is_valid()
    assert form.status == 400
    assert "cannot be kept here" in str(form.non_field_errors())


def test_an_empty_form_asks_nothing() -> None:
    assert TwoTexts().guard is None
    assert not TwoTexts().danger


def test_the_questions_work_without_a_script() -> None:
    form = TwoTexts(sent(first=NAMED))
    form.is_valid()

    page = render_to_string("components/mentoring/guard.html", {"form": form})

    assert page.count("<mark>Sokha Chan</mark>") == 3
    assert page.count('type="radio"') == page.count("<label")
    assert "<script" not in page


def test_a_name_is_told_by_nothing_but_the_page(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    form = TwoTexts(sent(first=NAMED))
    form.is_valid()

    assert "Sokha" not in "".join(asked(form).values())
    assert "Sokha" not in caplog.text


def test_every_kind_of_finding_has_its_words() -> None:
    assert set(LOOKS) == set(Kind)


# Pure


@given(st.lists(st.text(max_size=60), min_size=1, max_size=4))
def test_texts_put_together_again_are_the_texts(texts: list[str]) -> None:
    found = examined({str(number): text for number, text in enumerate(texts)}, local=LocalList.of(names=("sokha",)))

    for name, text in found.texts.items():
        assert "".join(piece.text for piece in found.pieces(name)) == text
        assert all(0 <= one.start < one.end <= len(text) for one in found.findings[name])
    assert found.decided({}) == found.texts


@given(st.text(max_size=40), st.text(max_size=40))
def test_what_is_found_in_a_text_does_not_reach_into_the_next(one: str, other: str) -> None:
    found = examined({"a": f"{one} Sokha", "b": f"Chan {other}"}, local=LocalList.of(names=("sokha", "chan")))

    assert found.texts == {"a": f"{one} Sokha", "b": f"Chan {other}"}
    assert not any(BORDER in one.text for one in found.suspicions)


def test_a_text_is_settled_when_everything_in_it_is_kept() -> None:
    texts = {"a": NAMED}
    keys = examined(texts, local=LocalList.of()).keys()

    assert not is_settled(texts, kept=(), local=LocalList.of())
    assert not is_settled(texts, kept=list(keys)[:1], local=LocalList.of())
    assert is_settled(texts, kept=keys, local=LocalList.of())


# The local list


def test_an_organisation_knows_its_own_words_and_those_above(db: None) -> None:
    below = organisation()
    above = below.get_parent()
    other = organisation()
    somebody = CoordinatorFactory(in_organisation=below)
    local_terms(below, by=somebody, names=("Sreymom",))
    local_terms(above, by=somebody, places=("Prek Thmei",))
    local_terms(other, by=somebody, names=("Thandiwe",))

    found = terms.local_list(below.pk)

    assert (len(found.names), len(found.places)) == (1, 1)
    assert len(terms.local_list(above.pk).names) == 0
    assert terms.local_list(None) == LocalList.of()


def test_a_list_is_opened_once_and_anew_when_it_changes(
    place: int, django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    somebody = CoordinatorFactory(in_organisation=None)
    here = LocalTerm._meta.get_field("organisation").related_model.objects.get(pk=place)
    local_terms(here, by=somebody, names=("Sreymom",))
    terms.local_list(place)
    with django_assert_num_queries(1):
        terms.local_list(place)

    LocalTerm.objects.all().delete()
    assert terms.local_list(place).names == ()

    local_terms(here, by=somebody, names=("Dara",))
    terms.local_list(place)
    monkeypatch.setattr(terms, "OPENED_SECONDS", -1)
    with django_assert_num_queries(2):
        terms.local_list(place)


# Danger


def test_danger_words_show_whom_to_call_and_change_nothing_that_is_stored(
    two: Relationship, sign_in: SignIn, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    frightening = "He beats her every night and I am afraid that he will kill her."
    assert speaks_of_danger([frightening])
    assert not speaks_of_danger(["I waited too long before I asked."])

    shown, stored, logs = [], [], []
    for text in (frightening, "I waited too long before I asked her anything at all, I think."):
        browser = sign_in(two.learner)
        caplog.clear()
        before = rows()
        reply = browser.post("/mentoring/log/write/", entry_form(what_happened=text), follow=True)
        shown.append("If a child may be in danger, call now" in reply.content.decode())
        stored.append(rows() - before)
        logs.append([(one.name, one.levelname) for one in caplog.records if one.name != "django.db.backends"])

    assert shown == [True, False]
    assert stored[0] == stored[1]
    assert logs[0] == logs[1]


def test_danger_words_stand_above_a_form_that_comes_back() -> None:
    form = TwoTexts(sent(first="He said he will kill her. Sokha Chan heard it."))
    form.is_valid()

    page = render_to_string("components/mentoring/guard.html", {"form": form})

    assert "If a child may be in danger, call now" in page
    assert "/child-in-danger/" in page


def rows() -> Counter[str]:
    """How many rows every table has."""
    return Counter({model._meta.label: model._default_manager.count() for model in apps.get_models()})


# Keeping the list


@pytest.mark.parametrize("words", [("A" * 81,), ()], ids=["too-long-is-cut", "none"])
def test_the_service_takes_what_it_is_given(place: int, words: tuple[str, ...]) -> None:
    here = LocalTerm._meta.get_field("organisation").related_model.objects.get(pk=place)
    somebody = CoordinatorFactory(in_organisation=here)

    keeping.rewrite(organisation=here, names=words, places=[], by=somebody, now=NOW)

    assert [len(one.text) for one in terms.own_terms(place)] == [80] * len(words)


def test_every_form_with_room_for_words_refuses_files() -> None:
    for module in iter_modules(forms_of_mentoring.__path__):
        import_module(f"{forms_of_mentoring.__name__}.{module.name}")
    known = [form for form in _below(forms.BaseForm) if form.__module__.startswith(forms_of_mentoring.__name__)]
    roomy = [
        form
        for form in known
        if any(isinstance(field.widget, forms.Textarea) for field in getattr(form, "base_fields", {}).values())
    ]
    assert len(roomy) >= 15
    # The form of a paper is never shown alone: each form that is has it beside a guarded one.
    assert [form for form in roomy if not issubclass(form, TextForm) and not _is_a_part(form, known)] == []


def _below(form: type[forms.BaseForm]) -> list[type[forms.BaseForm]]:
    return [found for each in form.__subclasses__() for found in (each, *_below(each))]


def _is_a_part(form: type[forms.BaseForm], known: list[type[forms.BaseForm]]) -> bool:
    return any(other is not form and issubclass(other, form) and issubclass(other, TextForm) for other in known)

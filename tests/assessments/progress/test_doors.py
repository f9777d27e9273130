"""My learning, choosing a pathway, marking lessons, keeping a place: through the doors."""

import re
from html import unescape
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.models import Locale

from assessments.progress import selectors, views
from assessments.progress.models import Enrolment, LessonEvent, Place
from assessments.progress.roads import Road
from assessments.progress.shapes import ModuleState
from modules.models import LessonPage, ModulePage, ProgrammePage
from modules.selectors import forget_outline
from tests.assessments.progress.test_completion import complete, mark_done
from tests.factories.evidence import Planted, answered, sitting
from training_site.people.models import User

MY_LEARNING, JOIN, PLACE = reverse("progress:my_learning"), reverse("progress:join"), reverse("progress:place")


def text(response: HttpResponse) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def mark(client: Client, page: LessonPage, **fields: str) -> HttpResponse:
    sent = {"state": "done", "client_id": str(uuid4())} | fields
    return client.post(reverse("progress:mark", args=[page.pk]), sent)


@pytest.fixture
def enrolled(signed_in: Client, planted: Planted) -> Client:
    signed_in.post(JOIN, {"pathway": "official"})
    return signed_in


@pytest.mark.parametrize("address", [MY_LEARNING, JOIN])
def test_a_visitor_signs_in_first(client: Client, planted: Planted, address: str) -> None:
    assert client.get(address)["Location"] == f"{reverse('account_login')}?next={address}"


def test_the_views_behind_the_sign_in_trust_nobody_else() -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    with pytest.raises(Http404):
        views.signed_in(request)


def test_whoever_has_no_pathway_chooses_one_first(signed_in: Client, planted: Planted) -> None:
    assert signed_in.get(MY_LEARNING)["Location"] == JOIN
    said = text(signed_in.get(JOIN))
    assert "Social worker" in said
    assert "Case work." in said
    assert "2 modules · about 3 hours" in said
    planted.programme.pathways = [pathway | {"hours": 0} for pathway in planted.programme.pathways]
    planted.programme.save()
    forget_outline()
    assert "hours" not in text(signed_in.get(JOIN))


def test_joining_leads_to_my_learning(signed_in: Client, learner: User, planted: Planted) -> None:
    assert signed_in.post(JOIN, {"pathway": "official"})["Location"] == MY_LEARNING
    said = text(signed_in.get(MY_LEARNING))
    assert f"Welcome back, {learner.display_name}" in said
    assert "0 of 1 module completed" in said
    assert "Next: Tea" in said
    assert "Lesson 1 of 2" in said
    assert 'value="official" required checked' in signed_in.get(JOIN).content.decode()


def test_a_pathway_that_does_not_exist_is_pointed_out(signed_in: Client, planted: Planted) -> None:
    response = signed_in.post(JOIN, {"pathway": "astronaut"})
    assert response.status_code == 400
    assert "Choose one of the pathways." in text(response)
    assert not Enrolment.objects.exists()


def test_a_programme_that_does_not_exist_cannot_be_joined(signed_in: Client, planted: Planted) -> None:
    assert signed_in.get(f"{JOIN}?programme=other").status_code == 404
    assert signed_in.get(f"{JOIN}?programme=practice").status_code == 200


def test_modules_of_other_pathways_can_be_seen_and_are_not_required(enrolled: Client) -> None:
    said = text(enrolled.get(MY_LEARNING))
    assert said.index("Your modules") < said.rindex("Safe") < said.index("If you like") < said.rindex("Later")
    assert "Not required in your pathway" in said


def test_a_changed_pathway_keeps_what_was_learnt(enrolled: Client, learner: User, planted: Planted) -> None:
    complete(learner, planted)
    enrolled.post(JOIN, {"pathway": "social-worker"})
    said = text(enrolled.get(MY_LEARNING))
    assert "1 of 2 modules completed" in said
    assert Enrolment.objects.filter(learner=learner).count() == 2


def test_my_learning_says_in_words_what_is_missing(enrolled: Client, learner: User, planted: Planted) -> None:
    mark_done(learner, planted.lesson)
    sitting(learner, planted.quiz, handed_in=True, right=2)
    said = text(enrolled.get(MY_LEARNING))
    assert "1 of 4 steps done" in said
    assert "Still missing: lesson 2; the scenario; the quiz (best 50 %, pass 75 %)" in said


def test_direct_contact_with_children_waits_for_module_3(enrolled: Client, learner: User, planted: Planted) -> None:
    said = text(enrolled.get(MY_LEARNING))
    assert "Ready for direct contact with children: not yet" in said
    assert "Safety first." in said
    complete(learner, planted)
    said = text(enrolled.get(MY_LEARNING))
    assert "Ready for direct contact with children: the training is done" in said
    assert "You have completed every module of your pathway." in said
    assert "Next:" not in said


def test_a_programme_that_names_no_such_module_has_no_gate(enrolled: Client, planted: Planted) -> None:
    planted.programme.completion = {}
    planted.programme.save()
    forget_outline()
    assert "direct contact" not in text(enrolled.get(MY_LEARNING))
    assert "direct contact" not in text(enrolled.get(planted.module.get_url()))


def test_a_module_that_needs_module_3_says_so_until_it_is_completed(
    enrolled: Client, learner: User, planted: Planted
) -> None:
    said = text(enrolled.get(planted.other_module.get_url()))
    assert "Complete “Safe” before you use this module with children" in said
    assert "Lesson 1 is not marked as done." in said
    complete(learner, planted)
    assert "before you use this module" not in text(enrolled.get(planted.other_module.get_url()))


# Continue where you stopped.


def test_the_way_back_leads_to_the_very_place(enrolled: Client, planted: Planted) -> None:
    sent = {"content_key": "practice/m03-l2", "anchor": "steps"}
    assert enrolled.post(PLACE, sent).status_code == 204
    html = enrolled.get(MY_LEARNING).content.decode()
    assert f'href="{planted.second.get_url()}#steps"' in html
    assert "Continue where you stopped" in html
    assert LessonEvent.objects.get().kind == "opened"


def test_a_place_in_a_page_that_is_done_is_not_where_one_goes_on(
    enrolled: Client, learner: User, planted: Planted
) -> None:
    answered(learner, planted.lesson, "tea", {"answer": ("b",)})
    assert "Continue where you stopped" in text(enrolled.get(MY_LEARNING))
    mark_done(learner, planted.lesson)
    said = text(enrolled.get(MY_LEARNING))
    assert "Continue where you stopped" not in said
    assert "Next: Words" in said


def test_a_lesson_shows_where_one_stopped_by_its_heading(enrolled: Client, planted: Planted) -> None:
    html = enrolled.get(planted.lesson.get_url()).content.decode()
    assert "You stopped here" not in html
    anchor = re.search(r'<h2 id="([^"]+)">Second thoughts', html)
    assert anchor is not None
    for place, named in [(anchor[1], "Second thoughts"), ("tea", "the activity")]:
        enrolled.post(PLACE, {"content_key": "practice/m03-l1", "anchor": place})
        html = enrolled.get(planted.lesson.get_url()).content.decode()
        assert re.search(rf'href="#{re.escape(place)}">{named}</a>', html)


@pytest.mark.parametrize("anchor", ["", "gone"])
def test_a_place_that_is_gone_or_is_the_top_is_not_pointed_out(enrolled: Client, planted: Planted, anchor: str) -> None:
    enrolled.post(PLACE, {"content_key": "practice/m03-l1", "anchor": anchor})
    assert "You stopped here" not in text(enrolled.get(planted.lesson.get_url()))


def test_a_place_belongs_to_a_page_and_to_somebody(client: Client, signed_in: Client, planted: Planted) -> None:
    assert signed_in.post(PLACE, {"content_key": "practice/m99-l1"}).status_code == 404
    assert signed_in.post(PLACE, {"content_key": "practice/m03"}).status_code == 404
    assert Client().post(PLACE, {"content_key": "practice/m03-l1"}).status_code == 401
    assert not Place.objects.exists()


# Marking.


def test_marking_a_lesson_leads_to_the_next_step(enrolled: Client, learner: User, planted: Planted) -> None:
    response = mark(enrolled, planted.lesson, go="next")
    assert response["Location"] == planted.second.get_url()
    assert Place.objects.get(learner=learner).content_key == "practice/m03-l2"
    html = enrolled.get(planted.lesson.get_url()).content.decode()
    assert "You marked this lesson as done." in html


def test_marking_without_going_on_stays(enrolled: Client, planted: Planted) -> None:
    assert mark(enrolled, planted.lesson)["Location"] == planted.lesson.get_url()


def test_a_mark_can_be_taken_back(enrolled: Client, planted: Planted) -> None:
    mark(enrolled, planted.lesson)
    assert mark(enrolled, planted.lesson, state="undone", go="next")["Location"] == planted.lesson.get_url()
    assert "Mark as done" in text(enrolled.get(planted.lesson.get_url()))


def test_marking_twice_with_one_form_is_one_mark(enrolled: Client, planted: Planted) -> None:
    sent = {"client_id": str(uuid4())}
    assert mark(enrolled, planted.lesson, **sent).status_code == 302
    assert mark(enrolled, planted.lesson, **sent).status_code == 302
    assert LessonEvent.objects.count() == 1
    assert mark(enrolled, planted.lesson, **sent, state="undone").status_code == 409


@pytest.mark.parametrize("fields", [{"state": "perhaps"}, {"client_id": "mine"}])
def test_a_forged_mark_gets_a_clear_page(enrolled: Client, planted: Planted, fields: dict[str, str]) -> None:
    response = mark(enrolled, planted.lesson, **fields)
    assert response.status_code == 400
    assert planted.lesson.get_url() in response.content.decode()
    assert not LessonEvent.objects.exists()


def test_only_lessons_are_marked_by_hand(enrolled: Client, planted: Planted) -> None:
    for page in (planted.scenario, planted.quiz, planted.module):
        assert mark(enrolled, page).status_code == 404  # type: ignore[arg-type]
    loose = LessonPage(title="Loose", slug="loose", body="")
    planted.programme.refresh_from_db()
    planted.programme.add_child(instance=loose)
    assert mark(enrolled, loose).status_code == 404
    assert not LessonEvent.objects.exists()


def test_a_visitor_cannot_mark(client: Client, planted: Planted) -> None:
    response = mark(client, planted.lesson)
    assert response.status_code == 401
    assert "You are signed out" in text(response)


# Pages of the curriculum.


def test_the_path_of_a_module_shows_what_is_done_and_where_one_is(
    enrolled: Client, learner: User, planted: Planted
) -> None:
    mark_done(learner, planted.lesson)
    html = enrolled.get(planted.second.get_url()).content.decode()
    assert re.search(r'<li class="done"><a[^>]*>Tea <small>20\u00a0min · Done</small>', html)
    assert re.search(
        r'<li class="now"><a[^>]*aria-current="page">Words <small>15\u00a0min · You are here</small>', html
    )
    assert "1 of 4 steps done" in html


def test_a_visitor_sees_the_path_without_states(client: Client, planted: Planted) -> None:
    said = text(client.get(planted.lesson.get_url()))
    assert "steps done" not in said
    assert "Next: Words" in said
    assert "Sign up to keep your progress" in said


def test_the_page_of_a_module_says_how_to_go_on(enrolled: Client, learner: User, planted: Planted) -> None:
    def primary() -> str:
        html = enrolled.get(planted.module.get_url()).content.decode()
        found = re.search(r'<a class="button" href="([^"]+)">([^<]+)</a>', html)
        assert found is not None
        return f"{found[2]} {found[1]}"

    assert primary() == f"Start the module {planted.lesson.get_url()}"
    mark_done(learner, planted.lesson)
    assert primary() == f"Go on {planted.second.get_url()}"
    complete(learner, planted)
    assert primary() == f"Read it again {planted.lesson.get_url()}"
    assert "Module completed" in text(enrolled.get(planted.module.get_url()))
    assert "Ready for direct contact with children: the training is done" in text(
        enrolled.get(planted.module.get_url())
    )


def test_a_visitor_may_start_a_module(client: Client, planted: Planted) -> None:
    html = client.get(planted.module.get_url()).content.decode()
    assert f'<a class="button" href="{planted.lesson.get_url()}">Start the module</a>' in html


def test_a_module_without_steps_has_nothing_to_start(client: Client, enrolled: Client, planted: Planted) -> None:
    empty = ModulePage(title="Empty", slug="empty", number=9)
    planted.programme.refresh_from_db()
    planted.programme.add_child(instance=empty)
    forget_outline()
    for reader in (Client(), enrolled):
        response = reader.get(empty.get_url())
        assert response.status_code == 200
        assert "Start the module" not in text(response)
    assert "0 of 1 module completed" in text(enrolled.get(MY_LEARNING))


def test_a_module_that_is_not_published_has_no_path(planted: Planted, client: Client) -> None:
    planted.module.live = False
    planted.module.save()
    forget_outline()
    response = client.get(planted.lesson.get_url())
    assert response.status_code == 200
    assert "Tea" in text(response)
    road = Road(page=planted.module, learner_id=None)
    assert road.module_state() == ModuleState()


def test_the_page_of_a_programme_knows_the_reader(client: Client, signed_in: Client, planted: Planted) -> None:
    visitor = text(Client().get(planted.programme.get_url()))
    assert "Begin with module 3" in visitor
    assert "90 min" in visitor
    assert "2 lessons · scenario · quiz" in visitor
    assert "Choose your pathway" in text(signed_in.get(planted.programme.get_url()))
    signed_in.post(JOIN, {"pathway": "official"})
    joined = text(signed_in.get(planted.programme.get_url()))
    assert "Next: Tea" in joined
    assert "Choose your pathway" not in joined


def test_a_programme_without_modules_has_nothing_to_begin(client: Client, planted: Planted) -> None:
    bare = ProgrammePage(title="Bare", slug="bare", content_key="bare")
    planted.programme.get_parent().add_child(instance=bare)
    forget_outline()
    assert "Begin with" not in text(client.get(bare.get_url()))


def test_a_programme_that_is_not_published_shows_nothing_of_the_reader(
    signed_in: Client, planted: Planted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("modules.selectors.programme_of", lambda _page: None)
    response = signed_in.get(planted.programme.get_url())
    assert response.status_code == 200
    assert "Next:" not in text(response)


def test_the_first_page_leads_on(client: Client, enrolled: Client, planted: Planted) -> None:
    home = planted.programme.get_parent().get_url()
    assert "Tea" in text(enrolled.get(home))
    assert "Go on with the lesson" in text(enrolled.get(home))
    assert "Go on with the lesson" not in text(Client().get(home))


def test_somebody_whose_programme_is_gone_chooses_again(enrolled: Client, planted: Planted) -> None:
    planted.programme.live = False
    planted.programme.save()
    forget_outline()
    assert enrolled.get(MY_LEARNING)["Location"] == JOIN
    assert enrolled.get(JOIN).status_code == 404


def test_a_programme_that_exists_only_in_another_language_is_found(planted: Planted) -> None:
    khmer = Locale.objects.create(language_code="km")
    home = planted.programme.get_parent().specific
    other_home = home.copy_for_translation(khmer)
    other_home.add_child(
        instance=ProgrammePage(title="Khmer only", slug="khmer-only", content_key="khmer-only", locale=khmer)
    )
    other_home.add_child(
        instance=ProgrammePage(title="Practice in Khmer", slug="practice", content_key="practice", locale=khmer)
    )
    forget_outline()
    assert [found.content_key for found in selectors.programmes()] == ["practice", "khmer-only"]
    assert selectors.programme("khmer-only") is not None
    assert selectors.module_with("nowhere/at-all") is None

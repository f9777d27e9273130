"""My learning says where somebody stands with certificates, and stays within its budget."""

import gzip
from pathlib import Path

from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from assessments.certification.templatetags.certification import certificates_of
from assessments.progress.services import enrolments
from modules.selectors import programme_of
from tests.assessments.certification.holder.conftest import SignIn
from tests.assessments.certification.holder.reading import text
from tests.factories.certification import NOW, assigned, certified, credential
from tests.factories.certification_requests import learning
from tests.factories.evidence import plant_programme
from tests.factories.people import LearnerFactory
from training_site.people.models import User

MY_LEARNING = reverse("progress:my_learning")


def enrolled(learner: User) -> User:
    """Somebody who follows a pathway."""
    programme = programme_of(plant_programme().programme)
    assert programme is not None
    enrolments.enrol(learner=learner, programme=programme, pathway="social-worker", now=NOW)
    return learner


def test_it_leads_to_certificates(sign_in: SignIn) -> None:
    page = sign_in(enrolled(assigned(learning()).learner)).get(MY_LEARNING)

    assert "Certificates Reintegration practice Not begun" in text(page)
    assert f'<h3><a href="{reverse("certification:home")}">' in page.content.decode()


def test_a_certificate_that_waits_for_a_name_says_so(sign_in: SignIn) -> None:
    assert "Waits for your name" in text(sign_in(enrolled(certified().learner)).get(MY_LEARNING))


def test_one_that_is_held_says_so(sign_in: SignIn) -> None:
    row = credential()
    page = text(sign_in(enrolled(row.holder)).get(MY_LEARNING))

    assert "Certified" in page or "Сертифіковано" in page


def test_whoever_was_never_asked_for_one_sees_nothing_of_it(sign_in: SignIn) -> None:
    page = sign_in(enrolled(LearnerFactory())).get(MY_LEARNING).content.decode()

    assert f'<h3><a href="{reverse("certification:home")}">' not in page
    assert certificates_of(AnonymousUser()) is None


def test_it_keeps_its_budget(sign_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    client: Client = sign_in(enrolled(assigned(learning()).learner))
    client.get(MY_LEARNING)

    with django_assert_max_num_queries(8):
        page = client.get(MY_LEARNING)
    styles = finders.find("design/css/site.css")
    assert isinstance(styles, str)
    weight = len(gzip.compress(page.content)) + len(gzip.compress(Path(styles).read_bytes()))

    assert weight <= 12_000

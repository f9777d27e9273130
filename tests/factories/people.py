"""People in the states tests speak of: `LearnerFactory(in_organisation=…)`, `TrainerFactory()`, `MembershipFactory(ended=True)`."""

from datetime import date, timedelta
from typing import Any

import factory
from django.test import Client
from django.utils import timezone

from training_site.people import access
from training_site.people.models import Membership, Organisation, User
from training_site.people.roles import Role
from training_site.privacy.notice import current

PASSWORD = "correct-horse-battery"
LONG_AGO = date(2020, 1, 1)
UNSAID = object()


class UserFactory(factory.django.DjangoModelFactory[User]):
    """Somebody who signed up alone: `email=…` gives them a confirmed address."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda number: f"person{number}")

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        password = kwargs.pop("password", PASSWORD)
        person = model_class(**kwargs)
        person.set_password(password)
        person.save()
        if person.email:
            person.emailaddress_set.create(email=person.email, verified=True, primary=True)
        return person


class SuperuserFactory(UserFactory):
    """Somebody who runs the site."""

    is_superuser = True
    is_staff = True


class OrganisationFactory(factory.django.DjangoModelFactory[Organisation]):
    """A country by default; `below=…` puts it under another organisation."""

    class Meta:
        model = Organisation

    name = factory.Sequence(lambda number: f"Place {number}")

    @classmethod
    def _create(cls, model_class: type[Organisation], *args: Any, **kwargs: Any) -> Organisation:
        below: Organisation | None = kwargs.pop("below", None)
        if below is None:
            return model_class.add_root(**{"kind": Organisation.Kind.COUNTRY} | kwargs)
        below.refresh_from_db()
        return below.add_child(**{"kind": Organisation.Kind.ORGANISATION} | kwargs)


class MembershipFactory(factory.django.DjangoModelFactory[Membership]):
    """A learner's open membership; `ended=True` and `to_come=True` are the other two states."""

    class Meta:
        model = Membership

    class Params:
        ended = factory.Trait(until=factory.LazyFunction(timezone.localdate))
        to_come = factory.Trait(since=factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=1)))

    user = factory.SubFactory(UserFactory)
    role = Role.LEARNER
    organisation = factory.SubFactory(OrganisationFactory)
    since = LONG_AGO

    @classmethod
    def _create(cls, model_class: type[Membership], *args: Any, **kwargs: Any) -> Membership:
        membership: Membership = super()._create(model_class, *args, **kwargs)
        access.refresh(user=membership.user, today=timezone.localdate())
        return membership


class _MemberFactory(UserFactory):
    """Somebody with a role: `in_organisation=…`, in a new country when it is not said; `None` leaves them without any."""

    class Meta:
        abstract = True

    role: Role

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        in_organisation = kwargs.pop("in_organisation", UNSAID)
        role = kwargs.pop("role")
        person = super()._create(model_class, *args, **kwargs)
        if in_organisation is not None:
            organisation = OrganisationFactory() if in_organisation is UNSAID else in_organisation
            MembershipFactory(user=person, role=role, organisation=organisation)
        return person


class LearnerFactory(_MemberFactory):
    role = Role.LEARNER


class TrainerFactory(_MemberFactory):
    role = Role.TRAINER


class MentorFactory(_MemberFactory):
    role = Role.MENTOR


class CoordinatorFactory(_MemberFactory):
    role = Role.COORDINATOR


class AdministratorFactory(_MemberFactory):
    role = Role.ADMINISTRATOR


class LeadFactory(_MemberFactory):
    role = Role.LEAD


class SafeguardingFactory(_MemberFactory):
    role = Role.SAFEGUARDING


class AuthorityFactory(_MemberFactory):
    role = Role.AUTHORITY


def read_notice(client: Client) -> Client:
    """As after the privacy notice: whoever signs in through the door is shown it first."""
    client.post("/privacy/notice/agree/", {"sha256": current().sha256})
    return client

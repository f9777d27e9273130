"""Erasing a person from certification: names leave certificates, words leave what was asked; that it was issued and how it stands stays."""

from datetime import datetime
from importlib import import_module
from importlib.util import find_spec

from django.db import transaction

from assessments.certification.models import Appeal, Claim, Credential, Extension, NameConfirmation
from training_site.people.models import User

REMOVING = "assessments.certification.services.removing"
"""Where a holder's data are removed from what was issued, once this site has that service."""
REASON = "erasure"


@transaction.atomic
def erase(*, person: User, by: User, now: datetime) -> dict[str, int]:
    """Take the names out; how many of what. Who may ask for it is judged above."""
    counts = {"certificates": Credential.objects.filter(holder=person).exclude(name="").count()}
    if find_spec(REMOVING):
        import_module(REMOVING).remove(holder=person, by=by, reason=REASON, now=now)
    Credential.objects.filter(holder=person).exclude(name="").update(name="", badge=None, token="")
    counts["confirmed names"], _by_model = NameConfirmation.objects.filter(learner=person).delete()
    counts["appeals"] = Appeal.objects.filter(learner=person).update(statement=None, answer=None)
    counts["claims"] = Claim.objects.filter(cycle__learner=person).update(statement=None, question=None, rationale=None)
    counts["requests"] = Extension.objects.filter(cycle__learner=person).update(reason=None, answer=None)
    return counts

"""The log in the states tests speak of: `entry()`, `entry(shared=True)`, `entry(read=True)`, `entry_form(what_happened=…)`."""

from typing import Any
from uuid import uuid4

from assessments.mentoring.models import Commitment, Entry, LocalTerm, Relationship
from assessments.mentoring.services import commitments, entries, sharing
from tests.factories.mentoring import NOW, TODAY, pair
from training_site.people.models import Organisation, User

SECRET = "I waited too long before I asked her anything."
TICKED = dict.fromkeys(("nothing_identifying", "neighbour_test", "child_test", "no_danger"), "on")


def entry(
    *,
    of: Relationship | None = None,
    author: User | None = None,
    words: str = SECRET,
    draft: bool = False,
    shared: bool = False,
    read: bool = False,
    **given: Any,
) -> Entry:
    """An entry of the learner of a pair: finished and private, or only a draft, shared with the mentor, read by them."""
    if author is None:
        of = of or pair()
        author = of.learner
    row = entries.keep(
        author=author,
        client_id=uuid4(),
        draft=entries.Draft(**{"kind": "practice", "occurred_on": TODAY, "words": {"what_happened": words}} | given),
        revision=0,
        now=NOW,
        finished=not draft,
    )
    if of is not None and (shared or read):
        row = sharing.share(entry=row, by=author, relationship=of, now=NOW)
    if of is not None and read:
        row = sharing.mark_read(entry=row, by=of.mentor, now=NOW)
    return row


def entry_form(**given: Any) -> dict[str, Any]:
    """What a browser sends from the page of an entry."""
    return {
        "client_id": str(uuid4()),
        "revision": "0",
        "kind": "practice",
        "occurred_on": TODAY.isoformat(),
        "what_happened": SECRET,
        "share_with": "only_me",
        **TICKED,
    } | given


def commitment(*, learner: User, words: str = "I will ask the grandmother first.", **given: Any) -> Commitment:
    """Something a learner means to try."""
    return commitments.make(
        **{"learner": learner, "content_key": "m01-l1", "words": words, "client_id": uuid4(), "now": NOW} | given
    )


def local_terms(place: Organisation, *, by: User, names: tuple[str, ...] = (), places: tuple[str, ...] = ()) -> None:
    """What an organisation does not want to meet in a text, without asking who keeps the list."""
    for kind, texts in (("name", names), ("place", places)):
        for text in texts:
            row = LocalTerm(organisation=place, kind=kind, added_by=by, added_at=NOW)
            row.body = text
            row.save()

"""What the pages of one pair ask first: whether the person is one of the two, now."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from assessments.mentoring.confidentiality import Viewpoint
from assessments.mentoring.models import Relationship
from assessments.mentoring.selectors.viewpoints import in_pair
from assessments.mentoring.views.private import PrivateView


@dataclass(frozen=True)
class OfPair:
    """A relationship as something that belongs to itself, which is how the classes of data ask about it."""

    relationship: Relationship

    @property
    def pk(self) -> UUID:
        """The relationship."""
        return self.relationship.pk

    @property
    def relationship_id(self) -> UUID:
        """The same."""
        return self.relationship.pk


class PairedView(PrivateView):
    """A page of one mentor and learner."""

    row: Relationship
    seen: Viewpoint

    def enter(self, number: UUID) -> Relationship:
        """The relationship, for one of its two halves at this moment; nothing here for everybody else."""
        rows = Relationship.objects.select_related("learner", "mentor", "organisation")
        self.row = get_object_or_404(rows, pk=number, kind=Relationship.Kind.REFLECTIVE)
        self.seen = in_pair(self.person, self.row, now=self.now)
        if not self.seen.is_party(OfPair(self.row)):
            raise Http404
        return self.row

    @property
    def is_learner(self) -> bool:
        """Whether the person who asks is the learner of the pair."""
        return self.person.pk == self.row.learner_id

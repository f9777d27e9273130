"""A Letter is the smallest row that holds sealed text."""

import uuid

from django.db import models

from training_site.sealing.fields import SealedJSONField, SealedTextField


class Letter(models.Model):
    """A letter with a subject that anybody may read, a body and answers that nobody may."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT)
    subject = models.CharField(max_length=80, blank=True)
    body = SealedTextField()
    answers = SealedJSONField()

    def __str__(self) -> str:
        return self.subject

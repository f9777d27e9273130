"""Erasing somebody at the editor's desk: remarks lose their words, in revisions and in the desk's own log too, and files lose a person's name.

Pages, their history and their pictures stay: they are the curriculum's.
"""

from collections.abc import Iterable
from functools import partial
from pathlib import PurePath
from secrets import token_hex
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.db.models.fields.files import FieldFile
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Comment, CommentReply, ModelLogEntry, PageLogEntry, Revision, TaskState
from wagtail.models.pages import COMMENTS_RELATION_NAME

from training_site.people.models import User
from training_site.privacy.holdings import Counts, Erasing

SHORTEST_WORD = 3
ABOUT_REMARKS = "wagtail.comments."


def erase_at_the_desk(what: Erasing) -> Counts:
    """Whatever the desk keeps in somebody's words or under their name; how much of what."""
    person = what.person
    remarks, replies = _ids(Comment, "comment", person), _ids(CommentReply, "reply", person)
    _empty_log(remarks, replies)
    _empty_revisions(remarks, replies)
    TaskState.objects.filter(finished_by=person).update(comment="")
    emptied = Comment.objects.filter(user=person).update(text="")
    emptied += CommentReply.objects.filter(user=person).update(text="")
    about = ModelLogEntry.objects.filter(
        content_type__app_label="people", content_type__model="user", object_id=str(person.pk)
    )
    uploads: list[Any] = [
        *Image.objects.filter(uploaded_by_user=person),
        *Document.objects.filter(uploaded_by_user=person),
    ]
    return {
        "remarks": emptied,
        "labels": about.update(label="", data={}),
        "names of files": sum(_rename(row, person) for row in uploads),
    }


def delete_file(file: FieldFile) -> None:
    """Delete a file once nothing of this can be taken back any more."""
    if file and file.name:
        transaction.on_commit(partial(file.storage.delete, file.name), robust=True)


def _ids(model: Any, part: str, person: User) -> set[int]:
    """The numbers of somebody's remarks, those that are gone from the pages among them."""
    logged = PageLogEntry.objects.filter(user=person, action__startswith=f"{ABOUT_REMARKS}create").values_list(
        "data", flat=True
    )
    made = {data[part]["id"] for data in logged if part in data and (part == "reply" or "reply" not in data)}
    return made | set(model.objects.filter(user=person).values_list("pk", flat=True))


def _empty_log(remarks: set[int], replies: set[int]) -> None:
    """The desk's log repeats every remark, also where somebody else replies to it."""
    for row in PageLogEntry.objects.filter(action__startswith=ABOUT_REMARKS).iterator():
        theirs = [
            part for part, ids in (("comment", remarks), ("reply", replies)) if row.data.get(part, {}).get("id") in ids
        ]
        for part in theirs:
            row.data[part]["text"] = ""
        if theirs:
            row.save(update_fields=["data"])


def _empty_revisions(remarks: set[int], replies: set[int]) -> None:
    """A revision is the whole page as it was, with the remarks beside it."""
    written = Revision.objects.exclude(**{f"content__{COMMENTS_RELATION_NAME}": []})
    for row in written.filter(content__has_key=COMMENTS_RELATION_NAME).iterator():
        found = row.content[COMMENTS_RELATION_NAME]
        theirs = [one for one in found if one.get("pk") in remarks]
        theirs += [reply for one in found for reply in one.get("replies", ()) if reply.get("pk") in replies]
        for one in theirs:
            one["text"] = ""
        if theirs:
            row.save(update_fields=["content"])


def _rename(row: Any, person: User) -> bool:
    """Take a person's name out of the title and the file name of something they uploaded; whether it was there."""
    if not _names(person, (row.title, row.file.name)):
        return False
    old, name = row.file.name, f"{token_hex(8)}{PurePath(row.file.name).suffix}"
    with row.file.open("rb") as content:
        row.file.save(name, File(content), save=False)
    row.title = name
    for rendition in row.renditions.all() if hasattr(row, "renditions") else ():
        delete_file(rendition.file)
        rendition.delete()
    row.save()
    transaction.on_commit(partial(row.file.storage.delete, old), robust=True)
    return True


def _names(person: User, texts: Iterable[str]) -> bool:
    words = {person.first_name, person.last_name, person.username, person.email.partition("@")[0]}
    said = " ".join(texts).casefold()
    return any(word.casefold() in said for word in words if len(word) >= SHORTEST_WORD)

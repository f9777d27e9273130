"""Every page of the whole site, asked by everybody: a text appears where the matrix says so, and nowhere else.

The crawl fills every address of mentoring with every row that its parameters can name, so that a new page is asked without being
listed here; a parameter that the stage does not know fails, and asks for a row.
"""

import logging
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from io import StringIO
from itertools import product
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import URLResolver, get_resolver
from pytest_django import DjangoDbBlocker
from wagtail.models import RevisionMixin, Site
from wagtail.search import index
from wagtail.snippets.models import get_snippet_models

from tests.assessments.mentoring.matrix.stage import Stage, numbers, set_the_stage
from tests.factories.searching import searchable
from training_site.access.doors import doors

SEARCHES = (
    *(
        f"/admin/{page}/?q=zz"
        for page in (
            *("pages/search", "pages/search/results", "choose-page/search", "users", "users/results"),
            *("documents", "documents/chooser/results", "images", "images/chooser/results"),
        )
    ),
    "/admin/api/main/pages/?search=zz",
    "/admin/reports/site-history/?label=zz",
    "/mentoring/seen/?of=me",
    "/mentoring/board/?mentor=zz",
)
"""Every mark begins with zz: whatever is searched finds it."""
LEFT_OUT = ("/accounts/logout", "/admin/logout", "/_util/logout", "/admin/failwhale", "/mentoring/")
"""What signs out or fails on purpose; mentoring is asked with rows of its own."""
ASK_EVERYWHERE = {"learner", "mentor", "coordinator", "trainer", "administrator", "superuser"}
"""Who also asks the pages that are not of mentoring: one of each kind of power over them."""
FACTS = {"zztopiczz", "zzlearningnotezz", "zzreferencezz"}
"""Texts that are C1: no word of a session, a log or an observation is among them."""
SENDERS = ("mentor", "supervisor", "line_manager", "assessor", "coordinator", "safeguarding", "trainer", "superuser")
"""Who sends at night: the mentor, and one of each kind of those who are near."""
SENDERS_BY_DAY = ("mentor", "coordinator", "superuser")
"""The one who may send most, one who is near, and one whom no rule of ours holds back."""
SEEN_SOMEWHERE = {"learner", "mentor", "supervisor", "assessor", "opener", "opening_lead", "ended_mentor"}
"""Who must find what is theirs: otherwise a page that shows nothing to anybody would pass."""


class Seen:
    """Mark → who → addresses at which it appeared."""

    def __init__(self) -> None:
        self.found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.asked = 0
        self.failed: list[str] = []


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    with django_db_blocker.unblock(), searchable(), transaction.atomic():
        made = set_the_stage()
        home = {"hostname": "testserver", "root_page_id": made.things["home"]}
        Site.objects.update_or_create(is_default_site=True, defaults=home)
        yield made
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def told() -> Iterator[StringIO]:
    """Everything that is logged meanwhile, down to the smallest."""
    kept = StringIO()
    handler, root = logging.StreamHandler(kept), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield kept
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture(scope="module")
def seen(stage: Stage, told: StringIO, django_db_blocker: DjangoDbBlocker) -> Seen:
    """The crawl, once for all tests of this module."""
    of_mentoring, of_the_site = sorted(set(_of_mentoring(stage))), sorted(set(_of_the_site(stage)))
    with django_db_blocker.unblock():
        return _crawl(
            stage,
            {who: of_mentoring + (of_the_site if who in ASK_EVERYWHERE else []) for who in stage.people},
            lambda client, address: client.get(address),
        )


@pytest.fixture(scope="module")
def sent(stage: Stage, seen: Seen, told: StringIO, django_db_blocker: DjangoDbBlocker) -> Seen:
    """The same addresses, to each of which something is sent that no form understands; nothing of it stays."""
    of_mentoring = sorted(set(_of_mentoring(stage)))
    with django_db_blocker.unblock():
        return _crawl(stage, dict.fromkeys(SENDERS_BY_DAY, of_mentoring), _send)


def _send(client: Client, address: str) -> Any:
    response = client.post(address, {"act": "x", "step": "x", "words": "x"})
    transaction.set_rollback(True)
    return response


def _crawl(stage: Stage, addresses: Mapping[str, list[str]], ask: Callable[[Client, str], Any]) -> Seen:
    seen = Seen()
    pattern = re.compile("|".join(map(re.escape, [*stage.marks, *stage.names])))
    for who, asked in addresses.items():
        person = stage.people[who]
        client = Client(raise_request_exception=False)
        if person is not None:
            client.force_login(person)
        cookies = client.cookies.output()
        for address in asked:
            client.cookies.load(cookies.replace("Set-Cookie: ", ""))
            with transaction.atomic():  # what fails leaves the next one a database that answers
                response = ask(client, address)
            seen.asked += 1
            if response.status_code >= 500:
                seen.failed.append(f"{who} {address}")
            body = b"".join(response) if response.streaming else response.content
            text = f"{body.decode('utf-8', 'replace')} {response.headers}"
            for mark in set(pattern.findall(text)):
                seen.found[mark][who].add(address)
    return seen


def _patterns(resolver: URLResolver, prefix: str = "/") -> Iterator[str]:
    for found in resolver.url_patterns:
        here = prefix + str(found.pattern)
        if isinstance(found, URLResolver):
            yield from _patterns(found, here)
        else:
            yield here


def _of_mentoring(stage: Stage) -> Iterator[str]:
    for pattern in _patterns(get_resolver()):
        if not pattern.startswith("/mentoring/"):
            continue
        parameters = re.findall(r"<\w+:(\w+)>", pattern)
        values = [list(numbers(stage.rows.get(name, []))) for name in parameters]
        for chosen in product(*values):
            address = pattern
            for name, value in zip(parameters, chosen, strict=True):
                address = re.sub(rf"<\w+:{name}>", value, address)
            yield address


def _of_the_site(stage: Stage) -> Iterator[str]:
    """Every GET of the table of access whose rows the stage has, and the searches."""
    for door in doors():
        method, path = door.ask.split(" ")[:2]
        named = set(re.findall(r"{(\w+)}", path))
        if method == "GET" and named <= set(stage.things) and not path.startswith(LEFT_OUT):
            yield path.format(**stage.things)
    yield from SEARCHES


@pytest.mark.django_db
def test_every_parameter_of_an_address_has_a_row_on_the_stage(stage: Stage) -> None:
    named = {
        name
        for pattern in _patterns(get_resolver())
        if pattern.startswith("/mentoring/")
        for name in re.findall(r"<\w+:(\w+)>", pattern)
    }
    assert named - set(stage.rows) == set(), "put rows for these on the stage"


@pytest.mark.django_db
def test_nothing_breaks(seen: Seen) -> None:
    assert not seen.failed, "\n".join(seen.failed)
    assert seen.asked > 2_500


@pytest.mark.django_db
def test_nothing_breaks_whatever_is_sent(sent: Seen) -> None:
    assert not sent.failed, "\n".join(sent.failed)
    assert sent.asked > 250 * len(SENDERS_BY_DAY)


@pytest.mark.nightly
@pytest.mark.django_db
def test_whatever_anybody_near_sends_breaks_nothing_and_shows_nothing(stage: Stage, told: StringIO) -> None:
    of_mentoring = sorted(set(_of_mentoring(stage)))
    crawled = _crawl(stage, dict.fromkeys(SENDERS, of_mentoring), _send)

    assert crawled.asked > 2_000
    assert not crawled.failed, "\n".join(crawled.failed)
    assert _leaks(crawled, stage, stage.marks) == []
    assert _leaks(crawled, stage, stage.names, below="/mentoring/") == []


@pytest.mark.django_db
def test_no_answer_to_what_is_sent_holds_a_text_of_others(sent: Seen, stage: Stage) -> None:
    assert _leaks(sent, stage, stage.marks) == []
    assert [mark for mark in stage.marks if sent.found[mark]], "a form that comes back shows what stands on its page"


@pytest.mark.django_db
def test_facts_stand_beside_a_name_for_those_alone_who_are_responsible(seen: Seen, sent: Seen, stage: Stage) -> None:
    for crawl in (seen, sent):
        assert _leaks(crawl, stage, stage.names, below="/mentoring/") == []
    met = {one for name in stage.names for one in seen.found[name]["regional"]}
    named = [
        one
        for one in met
        if one.startswith("/mentoring/") and not one.startswith(("/mentoring/emergency/", stage.link))
    ]
    assert named == [], "a region knows numbers, and names only where it is asked for emergency access"


@pytest.mark.django_db
def test_no_text_appears_where_the_matrix_says_no(seen: Seen, stage: Stage) -> None:
    assert _leaks(seen, stage, stage.marks) == []


def _leaks(crawl: Seen, stage: Stage, marks: Mapping[str, frozenset[str]], *, below: str = "/") -> list[str]:
    """`mark to somebody at address`, where somebody found what is not theirs."""
    return [
        f"{mark} to {who} at {address}"
        for mark, readers in marks.items()
        for who, addresses in crawl.found[mark].items()
        for address in sorted(addresses)[:3]
        if who not in readers
        and address.startswith(below)
        and not (mark in stage.on_the_link and address.startswith(stage.link))
    ]


@pytest.mark.django_db
def test_the_search_that_was_asked_does_find(seen: Seen, stage: Stage) -> None:
    client = Client()
    client.force_login(stage.person("superuser"))
    assert "/admin/pages/search/?q=zz" in SEARCHES
    assert "Tea" in client.get("/admin/pages/search/?q=Tea").content.decode().split("<main")[1].split("</form>")[-1]


@pytest.mark.django_db
def test_everybody_finds_what_is_theirs_to_read(seen: Seen, stage: Stage) -> None:
    missing = [
        f"{mark}: {who}"
        for mark, readers in stage.marks.items()
        for who in sorted(readers & SEEN_SOMEWHERE)
        if not seen.found[mark][who]
    ]
    assert not missing, "\n".join(missing)


@pytest.mark.django_db
def test_no_text_is_in_logs_or_mail(seen: Seen, sent: Seen, stage: Stage, told: StringIO) -> None:
    written = told.getvalue() + "".join(f"{letter.subject}{letter.body}" for letter in mail.outbox)
    assert [mark for mark in stage.marks if mark in written] == []


@pytest.mark.django_db
def test_no_text_is_in_any_table(seen: Seen, sent: Seen, stage: Stage) -> None:
    """What a dump or a backup holds: every column of every table, also ledgers, notices, sessions, revisions, search.

    Facts stand there plainly: the topic and the public learning note of a tutorial, the number of a case in the employer's own system.
    """
    pattern = re.compile("|".join(map(re.escape, set(stage.marks) - FACTS)).encode())
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                text = b" ".join(
                    bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode() for value in row
                )
                found += [f"{table}: {mark.decode()}" for mark in set(pattern.findall(text))]
    assert found == []


@pytest.mark.django_db
def test_no_text_is_in_what_is_exported_as_a_fixture(stage: Stage) -> None:
    out = StringIO()
    call_command("dumpdata", "mentoring", "notices", stdout=out)
    assert [mark for mark in set(stage.marks) - FACTS if mark in out.getvalue()] == []


def test_no_table_of_mentoring_is_searched_edited_or_revised_in_the_desk() -> None:
    of_mentoring = set(apps.get_app_config("mentoring").get_models())
    indexed = set(index.get_indexed_models())
    revised = {model for model in apps.get_models() if issubclass(model, RevisionMixin)}
    assert not of_mentoring & (indexed | revised | set(get_snippet_models()))

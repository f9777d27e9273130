"""The file itself: whole, without a row too many, and told as it is."""

import re
from collections import Counter
from collections.abc import Iterator

from django.urls import URLResolver, get_resolver

from training_site import access
from training_site.access import whole
from training_site.access.doors import doors
from training_site.access.telling import README, current
from training_site.people.roles import Permission, Role


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    """Every pattern below a resolver, as it is written in the URL modules; those below a language only once."""
    for pattern in resolver.url_patterns:
        here = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, here)
        else:
            yield here


def test_every_url_pattern_has_a_row_and_no_row_is_left_over() -> None:
    written, present = {door.url for door in doors()}, set(patterns(get_resolver()))

    assert present - written == set(), "URL patterns without a row in matrix.toml: say who gets which answer"
    assert written - present == set(), "rows in matrix.toml for URL patterns that are gone"


def test_no_door_is_asked_twice_in_the_same_way() -> None:
    assert [ask for ask, times in Counter(door.ask for door in doors()).items() if times > 1] == []


def test_every_address_with_two_parts_of_ours_is_asked_with_those_of_two_organisations() -> None:
    nested = {row["url"] for row in whole()["nested"]["rows"]} | set(whole()["nested"]["shared"])
    two = {url for url in patterns(get_resolver()) if len(re.findall(r"<\w+:\w+>", url)) > 1}

    assert {url for url in two if not url.startswith(("admin/", "_util/"))} - nested == set()
    assert nested - two == set()


def test_every_door_belongs_to_something_and_is_reached_by_some_way() -> None:
    assert [door.url for door in doors() if not door.resource or not door.channel] == []
    assert {door.within for door in doors()} - {""} <= set(whole()["circles"])


def test_the_roles_and_permissions_of_the_file_are_those_of_the_code() -> None:
    assert set(access.roles()) == set(Role.values)
    assert {one for role in (*access.roles(), access.SUPERUSER) for one in access.permissions_of(role)} == {
        permission.value for permission in Permission
    }


def test_the_tables_of_the_readme_are_written_from_the_file() -> None:
    assert README.read_text(encoding="utf-8") == current(), "python3 -m training_site.access"

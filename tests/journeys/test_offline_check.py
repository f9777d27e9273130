"""The saved page judges as we do: opened from a file, without a network, in a real browser, on the same tokens, keys and lists."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from playwright.sync_api import Browser, Page, expect

from assessments.certification.badges.documents import written
from assessments.certification.badges.keyring import Keyring
from assessments.certification.badges.verdict import Result
from assessments.certification.badges.verifying import verify_token
from assessments.certification.pages.offline_file import offline_file
from assessments.certification.services.status_lists import AtHand
from tests.assessments.certification.badges import samples
from tests.assessments.certification.badges.samples import DID, INDEX, NOW, OTHER_KEY, STRANGER
from tests.browsers import PHONE
from tests.journeys.looking import serious_faults

RETIRED = datetime(2026, 10, 20, tzinfo=UTC)
DAY = timedelta(days=1)
USUAL_KEYS, USUAL_LISTS = samples.keyring(), tuple(samples.lists())


@dataclass(frozen=True, kw_only=True)
class Case:
    """What somebody has in their hand, and on their device."""

    result: Result
    token: str = ""
    keys: Keyring = USUAL_KEYS
    lists: tuple[dict[str, Any], ...] = USUAL_LISTS
    now: datetime = NOW


def tampered_list() -> tuple[dict[str, Any], ...]:
    honest, withdrawn = samples.lists(), samples.lists(withdrawn=(INDEX,))
    return (
        {**withdrawn[0], "credentialSubject": honest[0]["credentialSubject"]},
        honest[1],
    )


def rotated() -> Keyring:
    """The usual key was replaced by another, which has signed the lists since."""
    return Keyring([*samples.keyring(retired_at=RETIRED).keys, *samples.keyring(OTHER_KEY, not_before=RETIRED).keys])


def changed_letter(text: str) -> str:
    """The token with another letter in the holder's name."""
    at = len(text) - 130
    return text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :]


CASES = {
    "genuine": Case(result=Result.GENUINE),
    "in a link": Case(
        result=Result.GENUINE, token=f"https://training.example/verify/7K3MQ0ZT9XE/#{samples.signed_token()}"
    ),
    "without a last day": Case(result=Result.GENUINE, token=samples.signed_token(samples.award(valid_until=None))),
    "key retired since": Case(
        result=Result.GENUINE_KEY_RETIRED_SINCE, keys=rotated(), lists=tuple(samples.lists(key=OTHER_KEY))
    ),
    "nonsense": Case(result=Result.UNREADABLE, token="HELLO"),
    "nothing but spaces": Case(result=Result.UNREADABLE, token=" "),
    "cut off": Case(result=Result.UNREADABLE, token=samples.signed_token()[:60]),
    "small letters": Case(result=Result.UNREADABLE, token=samples.signed_token().lower()),
    "foreign key": Case(result=Result.UNKNOWN_KEY, keys=samples.keyring(OTHER_KEY), lists=()),
    "changed": Case(result=Result.TAMPERED, token=changed_letter(samples.signed_token())),
    "signed before its key": Case(result=Result.SIGNED_BEFORE_KEY, keys=samples.keyring(not_before=NOW)),
    "signed after its key": Case(
        result=Result.SIGNED_AFTER_RETIREMENT, keys=samples.keyring(retired_at=samples.SIGNED - DAY)
    ),
    "key compromised": Case(
        result=Result.KEY_COMPROMISED, keys=samples.keyring(retired_at=RETIRED, compromised_at=RETIRED)
    ),
    "withdrawn": Case(result=Result.WITHDRAWN, lists=tuple(samples.lists(withdrawn=(INDEX,)))),
    "withdrawn by an old list": Case(
        result=Result.WITHDRAWN, lists=tuple(samples.lists(withdrawn=(INDEX,))), now=NOW + 90 * DAY
    ),
    "withdrawn by the newer of two lists": Case(
        result=Result.WITHDRAWN, lists=(*samples.lists(withdrawn=(INDEX,)), *samples.lists(made=NOW - DAY))
    ),
    "suspended": Case(result=Result.SUSPENDED, lists=tuple(samples.lists(suspended=(INDEX,)))),
    "a neighbour withdrawn": Case(result=Result.GENUINE, lists=tuple(samples.lists(withdrawn=(INDEX - 1, INDEX + 1)))),
    "the day before": Case(
        result=Result.NOT_YET_VALID, token=samples.signed_token(samples.award(valid_from=date(2026, 11, 2)))
    ),
    "the last second in Kyiv": Case(
        result=Result.STATUS_LIST_TOO_OLD, now=datetime(2027, 10, 4, 20, 59, 59, 900_000, tzinfo=UTC)
    ),
    "the first second after it": Case(result=Result.EXPIRED, now=datetime(2027, 10, 4, 21, 0, tzinfo=UTC)),
    "list tampered with": Case(result=Result.STATUS_LIST_TAMPERED, lists=tampered_list()),
    "list by another key": Case(result=Result.STATUS_LIST_TAMPERED, lists=tuple(samples.lists(key=STRANGER))),
    "list too old": Case(result=Result.STATUS_LIST_TOO_OLD, now=NOW + 8 * DAY),
    "no list": Case(result=Result.STATUS_UNKNOWN, lists=()),
    "one list of two": Case(result=Result.STATUS_UNKNOWN, lists=(samples.lists()[0],)),
}


def judged(case: Case) -> Result:
    """By us, from what is published."""
    keys = Keyring.from_published(case.keys.published())
    return verify_token(
        case.token or samples.signed_token(), keys, [written(each) for each in case.lists], case.now
    ).result


Opened = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Any:
    """Opens the page as it was saved, on a device without a network whose clock shows a moment."""
    contexts = []

    def open_page(case: Case, *, language: str = "en", fragment: str = "", before: str = "", **options: Any) -> Page:
        at_hand = AtHand(keyring=case.keys, issuers={DID: "Example Training Organisation"}, lists=case.lists)
        with translation.override(language):
            file = tmp_path / "saved.html"
            file.write_text(
                offline_file(at_hand, base="https://training.example/", now=case.now).html, encoding="utf-8"
            )
        context = browser.new_context(viewport=PHONE, **options)
        contexts.append(context)
        context.set_offline(True)
        page = context.new_page()
        if before:
            page.add_init_script(before)
        page.on("pageerror", lambda error: pytest.fail(f"the page broke: {error}"))
        page.clock.set_fixed_time(case.now)
        page.goto(f"file://{file}{fragment}")
        return page

    yield open_page
    for context in contexts:
        context.close()


def found_by(page: Page, token: str) -> str:
    """What the page says about a token."""
    page.evaluate("document.getElementById('answer').removeAttribute('data-result')")
    page.get_by_label("What the square code says").fill(token)
    page.get_by_role("button", name="Check").click()
    page.locator("#answer[data-result]").wait_for()
    return page.locator("#answer").get_attribute("data-result") or ""


def test_the_cases_are_every_finding_there_is() -> None:
    assert {case.result for case in CASES.values()} == set(Result)


@pytest.mark.parametrize("name", CASES)
def test_the_saved_page_finds_what_we_find(opened: Opened, name: str) -> None:
    case = CASES[name]
    assert judged(case) == case.result

    assert found_by(opened(case), case.token or samples.signed_token()) == case.result


def test_no_changed_byte_passes_and_each_is_judged_alike(opened: Opened) -> None:
    chance, token, page = random.Random(8), samples.signed_token(), opened(CASES["genuine"])
    for _ in range(60):
        at, letter = chance.randrange(len(token)), chance.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        changed = token[:at] + letter + token[at + 1 :]
        expected = judged(replace(CASES["genuine"], token=changed))

        assert found_by(page, changed) == expected
        assert (expected == Result.GENUINE) == (changed == token)


def test_a_genuine_certificate_is_shown_with_its_name_and_days(opened: Opened) -> None:
    page = opened(CASES["genuine"])
    found_by(page, samples.signed_token())
    answer = page.locator("#answer")

    for text in (
        "Genuine",
        "Ім'я Зразкове",
        "Reintegration Practice, level 3",
        "7K3M-Q0ZT-9XE",
        "Example Training Organisation",
    ):
        expect(answer.get_by_text(text, exact=False).first).to_be_visible()
    expect(answer).to_contain_text("October 5, 2026")
    expect(answer).to_contain_text("October 4, 2027")


@pytest.mark.parametrize("name", ["changed", "foreign key", "key compromised"])
def test_what_is_not_proven_is_not_shown(opened: Opened, name: str) -> None:
    case = CASES[name]
    page = opened(case)
    found_by(page, case.token or samples.signed_token())

    expect(page.locator("#answer")).not_to_contain_text("Зразкове")


def test_a_code_at_the_end_of_the_address_is_judged_at_once(opened: Opened) -> None:
    page = opened(CASES["genuine"], fragment=f"#{samples.signed_token()}")

    page.locator("#answer[data-result=genuine]").wait_for()


def test_an_old_browser_says_that_it_cannot_check(opened: Opened) -> None:
    without_ed25519 = """
        const real = crypto.subtle.importKey.bind(crypto.subtle);
        crypto.subtle.importKey = (format, key, name, ...more) =>
            name === "Ed25519" ? Promise.reject(new DOMException("", "NotSupportedError")) : real(format, key, name, ...more);
    """
    page = opened(CASES["genuine"], before=without_ed25519)

    assert found_by(page, samples.signed_token()) == "unchecked"
    expect(page.locator("#answer")).to_contain_text("anybody could have written it")
    expect(page.locator("#answer")).to_contain_text("Ім'я Зразкове")
    assert found_by(page, "HELLO") == "unreadable"


def test_without_javascript_it_says_where_else_to_ask(opened: Opened) -> None:
    page = opened(CASES["genuine"], java_script_enabled=False)

    expect(page.get_by_text("This page needs JavaScript")).to_be_visible()
    expect(page.get_by_label("What the square code says")).to_be_hidden()


def test_a_picture_of_the_square_code_is_read_where_the_browser_can(opened: Opened) -> None:
    detector = f"""
        globalThis.BarcodeDetector = class {{ async detect() {{ return [{{ rawValue: "{samples.signed_token()}" }}]; }} }};
        globalThis.createImageBitmap = async () => ({{}});
    """
    page = opened(CASES["genuine"], before=detector)
    page.get_by_label("Or take a picture of it").set_input_files(
        {"name": "a.png", "mimeType": "image/png", "buffer": b"x"}
    )

    page.locator("#answer[data-result=genuine]").wait_for()


def test_the_saved_page_cannot_send_anything(opened: Opened) -> None:
    page = opened(CASES["genuine"])
    page.context.set_offline(False)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    outcome = page.evaluate("fetch('http://127.0.0.1:9/').then(() => 'sent', () => 'refused')")
    found_by(page, samples.signed_token())

    assert outcome == "refused"
    assert not [address for address in asked if not address.startswith("file:")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["genuine", "withdrawn", "list too old"])
def test_axe_finds_nothing_serious_in_the_saved_page(opened: Opened, name: str, scheme: Any) -> None:
    page = opened(CASES[name], color_scheme=scheme, bypass_csp=True)
    found_by(page, samples.signed_token())

    assert serious_faults(page) == []

"""What signing and checking a certificate costs, and how large each form is. Nothing here fails on a clock."""

import time
from collections.abc import Callable

import pytest
import segno

from assessments.certification.badges import documents, token, verifying
from assessments.certification.badges.lists_at_hand import ListsAtHand
from assessments.certification.badges.verdict import Result
from tests.assessments.certification.badges import samples

pytestmark = pytest.mark.benchmark
ROUNDS = 50


def milliseconds(work: Callable[[], object]) -> float:
    work()
    begun = time.perf_counter()
    for _ in range(ROUNDS):
        work()
    return (time.perf_counter() - begun) / ROUNDS * 1e3


def test_what_a_certificate_costs() -> None:
    keys, lists = samples.keyring(), samples.lists()
    opened = ListsAtHand.opened(lists, keys, now=samples.NOW)
    signed, text = documents.written(samples.signed()), samples.signed_token()

    print(
        f"\ncredential: {len(signed)} bytes; sign {milliseconds(samples.signed):.1f} ms, "
        f"check {milliseconds(lambda: verifying.verify(signed, keys, opened, samples.NOW)):.1f} ms"
        f"\ntoken: {len(text)} letters; sign {milliseconds(samples.signed_token):.2f} ms, "
        f"check {milliseconds(lambda: verifying.verify_token(text, keys, opened, samples.NOW)):.2f} ms"
        f"\nstatus list: {len(documents.written(lists[0]))} bytes; sign {milliseconds(samples.lists) / 2:.1f} ms, "
        f"open {milliseconds(lambda: ListsAtHand.opened(lists[:1], keys, now=samples.NOW)):.1f} ms"
    )
    assert verifying.verify(signed, keys, opened, samples.NOW).result is Result.GENUINE


@pytest.mark.parametrize("error", ["l", "m", "q"])
def test_how_large_the_code_is(error: str) -> None:
    code = segno.make(
        token.link_segments("https://training.example/verify/7K3MQ0ZT9XE", samples.signed_token()),
        error=error,
        boost_error=False,
    )
    modules = code.symbol_size(border=4)[0]

    print(
        f"\nlevel {code.error}: version {code.version}, {modules - 8} modules; at 35 mm with its quiet zone {35 / modules:.2f} mm each"
    )
    assert code.version <= 16

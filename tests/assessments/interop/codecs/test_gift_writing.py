"""What is written in GIFT comes back as it went out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.interop.codecs import gift, gift_writing
from assessments.interop.codecs.into_dialect import convert
from assessments.interop.codecs.items import Kind
from assessments.interop.codecs.out_of_dialect import items_of
from modules.dialect.parser import parse
from tests.assessments.interop.codecs.strategies import GIFT_ITEMS


@pytest.mark.parametrize("kind", GIFT_ITEMS, ids=str)
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_from_gift_into_the_dialect_and_back_is_stable(kind: Kind, data: st.DataObject) -> None:
    became = next(convert([data.draw(GIFT_ITEMS[kind])]))
    if not became.is_whole or not became.markdown:
        return

    written = gift_writing.write(items_of(parse(became.markdown)))
    if not written.text:  # an arrow in words to type cannot be written
        return
    reading = gift.read(written.text.encode())

    assert not reading.findings
    again = [other.markdown for other in convert(reading.items)]
    assert again == [became.markdown]

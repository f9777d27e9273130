"""Reading forms: what a form of ours can send, and what is refused."""

import pytest

from modules.dialect.reading import MAX_ANSWER_LENGTH, UnreadableAnswer
from tests.dialect.reading import activity

SINGLE = ":::choice{#a}\n- (x) a {#a}\n- ( ) b {#b}\n:::"
SEVERAL = ":::choice{#a}\n- [x] a {#a}\n- [x] b {#b}\n- [ ] c {#c}\n:::"
TYPED = ":::reflect{#a}\n- Who? {#w}\n:::"


@pytest.mark.parametrize(
    ("source", "form", "answer"),
    [
        pytest.param(SINGLE, {"answer": ["a"]}, {"answer": ("a",)}, id="one"),
        pytest.param(SEVERAL, {"answer": ["c", "a", "a"]}, {"answer": ("a", "c")}, id="several, in the order of the text"),
        pytest.param(SINGLE, {}, {}, id="nothing"),
        pytest.param(SINGLE, {"answer": [""]}, {}, id="an empty value"),
        pytest.param(SINGLE, {"answer": []}, {}, id="no value"),
        pytest.param(SINGLE, {"csrfmiddlewaretoken": ["x"], "path": ["y"]}, {}, id="fields that are no parts"),
        pytest.param(TYPED, {"prompt-w": ["I\r\ndid"]}, {"prompt-w": ("I\ndid",)}, id="typed lines"),
        pytest.param(TYPED, {"prompt-w": [" \n"]}, {}, id="nothing but white space"),
        pytest.param(TYPED, {"prompt-w": ["x" * MAX_ANSWER_LENGTH]}, {"prompt-w": ("x" * MAX_ANSWER_LENGTH,)}, id="long"),
    ],
)  # fmt: skip
def test_an_answer_is_read(source: str, form: dict[str, list[str]], answer: dict[str, tuple[str, ...]]) -> None:
    assert activity(source).read(form) == answer


@pytest.mark.parametrize(
    ("source", "form", "reason"),
    [
        pytest.param(SINGLE, {"answer": ["c"]}, "unknown-option", id="an unknown option"),
        pytest.param(SINGLE, {"answer": [" "]}, "unknown-option", id="a space"),
        pytest.param(SEVERAL, {"answer": ["a", "x"]}, "unknown-option", id="one unknown among several"),
        pytest.param(SINGLE, {"answer": ["a", "b"]}, "too-many-values", id="two where one is allowed"),
        pytest.param(TYPED, {"prompt-w": ["a", "b"]}, "too-many-values", id="two texts"),
        pytest.param(TYPED, {"prompt-w": ["x" * (MAX_ANSWER_LENGTH + 1)]}, "too-long", id="too long"),
        pytest.param(TYPED, {"prompt-w": ["a\x00"]}, "not-text", id="NUL"),
        pytest.param(TYPED, {"prompt-w": ["a\ud800"]}, "not-text", id="half a character"),
    ],
)
def test_what_no_form_of_ours_sends_is_refused(source: str, form: dict[str, list[str]], reason: str) -> None:
    with pytest.raises(UnreadableAnswer) as refusal:
        activity(source).read(form)
    assert refusal.value.reason == str(refusal.value) == reason

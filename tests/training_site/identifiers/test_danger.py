"""Words of danger: only whether, never which."""

import pytest

from training_site.identifiers import danger_words

DANGER = [
    "The stepfather hit him with a belt.", "She was BEATEN again last night.", "I think there is abuse in the house.", "He said he wants to die.",
    "Somebody touched her.", "They locked her in.", "an uncle threatened to kill him", "She is afraid to go home.",
    "Hij is thuis geslagen.", "Ik denk aan misbruik.", "Zij had blauwe plekken, een blauwe plek op haar arm.", "Hij wil dood.", "Zij snijdt zichzelf.",
    "Вітчим б\u2019є його ременем.", "Є підозра на насильство.", "Він сказав, що хоче померти.", "Мені здається, її зґвалтували.", "Діти бояться, бо дядько погрожує.",
    "ឪពុកចុងវាយគាត់ជាញឹកញាប់។", "មានការរំលោភលើកុមារ។", "គាត់ថាគាត់ចង់ស្លាប់។", "ពូគំរាម\u200bសម្លាប់\u200bគាត់។",
]  # fmt: skip
CALM = [
    "I felt my heart beat faster.", "We hit the target of four visits.", "The drawing was beautiful.", "The rain hit the roof.", "Her skills grew, and so did mine.",
    "Het gesprek ging goed.", "Hij mist zijn opa.", "Wij spraken over het verslag.",
    "Розмова була спокійною.", "Це краще, ніж було.", "Кровна родина живе поруч.", "Вона відбила м'яч.",
    "ការវាយតម្លៃគ្រួសារបានចប់។", "ការសន្ទនាល្អ។", "", "\ud800",
]  # fmt: skip


@pytest.mark.parametrize("text", DANGER)
def test_likely_words_of_danger_are_noticed(text: str) -> None:
    assert danger_words(text) is True


@pytest.mark.parametrize("text", CALM)
def test_calm_texts_are_calm(text: str) -> None:
    assert danger_words(text) is False

"""Texts made to cost more than they weigh. Each takes a size and gives a text of about that many repeats."""

import operator
from collections.abc import Callable
from functools import partial

REPEATED = [
    "a", "A", "1", "1 ", "1.", "1-", "1/", "0", "0 ", "+1", "+", "(", "()", ".", ". ", "...", "@", "a@", "@a ", "a@a.", "a.a.", "a-", "-", "_",
    "A ", "A-", "A.", "A. ", "A.B. ", "Ab ", "Ab-", "Ab, ", "Ab. ", "AB ", "ab ", "ab\n", "Ab\n", "I ", "'", "a'", "Ab's ", "'s", "«Ab", '"', "(Ab) ",
    "van der ", "Jan van ", "de ", "Mr ", "Mr. ", "Mr Ab ", "aunt ", "St. ", "named ", "in Ab ", "School ", "Ab School ", "Form ", "Ab Form ", "straat ",
    "http://", "www.", "www.a/", "a.com/", "//", "fb.com ", "№", "№ 1 ", "no. ", "case ", "case no. ", "case 1 ", "A/1/", "A/2024", "A/2024/", "C/16/", "NL12 ",
    "ID ", "passport no ", "12 March ", "March ", "March 12", "March 2024 ", "12.", "12.03.", "born in ", "2024-", "12/03/", "on 12/", "1° ", "1.123, ", "1.1234",
    "tel ", "tel. 1 ", "06-", "06 1", "Child A ", "Child A. ", "A. (7) ", "Ab (7) ", "Ab, 7, ", "aged 7 ", ", 7", "7 years ", "а", "А ", "Аб ", "пан ", "вул. ",
    "вул. Аб, ", "АБ 1", "с. ", "ក", "ក្", "ក ", "កា", "\u17d2", "\u17b6", "លោក", "លោក ", "ភូមិ", "ឈ្មោះ", "សុខ", "បង", "តា", "១", "ខែ", "ផ្ទះលេខ ", "។",
    "\u0301", "a\u0301", "\u200b", "\u00ad", "\xa0", "\n", "\r", "\x00", "\ud800", "\U0001f600", "\u2028", "é", "ß", "İ", "ﬁ", "א", "中", "x" * 50 + " ",
]  # fmt: skip
HOSTILE: dict[str, Callable[[int], str]] = {
    **{repr(each): partial(operator.mul, each) for each in REPEATED},
    "many persons": lambda n: " met ".join(
        f"Ab{'abcdefghij'[at % 10] * (at % 7)}{chr(97 + at % 26)} Cd{at % 97}" for at in range(n)
    ),
    "many persons with one name": lambda n: " and ".join(
        f"Sokha Ab{chr(97 + at % 26) * (at // 26 % 40)}" for at in range(n)
    ),
    "one long name": lambda n: "I met " + "Ab " * n,
    "numbers of all lengths": lambda n: " ".join("1" * (at % 40) for at in range(n)),
    "lines": lambda n: "\n".join(f"{at}. Ab cd (7) 12/03/2024 +260 97 712345{at % 10}" for at in range(n)),
}

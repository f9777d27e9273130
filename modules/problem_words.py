"""The problems of a text in the language of whoever writes it.

The dialect is pure Python and speaks English. Here stands each of its sentences once more, for the catalogues: what it says about a
text is found again among them, together with the values in it, and said in another language. A test holds that none is missing.
"""

import re
from collections.abc import Iterator
from functools import cache

from django.utils.translation import gettext, gettext_noop

SENTENCES = (
    gettext_noop("write a blank into the text: [[word]]"),
    gettext_noop("give at least two options to choose from"),
    gettext_noop("mark the right option of the blank with (x)"),
    gettext_noop("more than %(most)s blanks; divide the activity"),
    gettext_noop("extra words need a bank: :::blanks{bank}"),
    gettext_noop("'%(text)s' belongs into a blank; it is no extra word"),
    gettext_noop("list the cards: '- front', and '  > back' on the next line"),
    gettext_noop("write the back of the card as a quote below it: '  > …'"),
    gettext_noop("list the things to tick: '- [ ] …'"),
    gettext_noop("begin every line of a checklist with an empty box: '- [ ] …'"),
    gettext_noop("list the answers: '- (x)' for the right one, '- ( )' for the others"),
    gettext_noop("mark the right answer with (x) or [x]"),
    gettext_noop("use [ ] where several answers are right, or leave one (x)"),
    gettext_noop("give at least two answers to choose from"),
    gettext_noop("%(option)s is none of %(known)s"),
    gettext_noop("no answer reaches the full mark; let the credits add up to 100%%"),
    gettext_noop("begin every line of the rubric with an empty box: '- [ ] …'"),
    gettext_noop("min=%(least)s is more than max=%(most)s"),
    gettext_noop("%(option)s is not a number of words from 1 to %(most)s"),
    gettext_noop("%(option)s is not a number above 0"),
    gettext_noop("list the words: '- **genogram** a family map'"),
    gettext_noop("begin with the word in bold, then what it means: '- **word** meaning'"),
    gettext_noop("say where it is, from the left and from the top: '(22%%, 61%%) what is there'"),
    gettext_noop("put the picture on a line of its own, directly above the places"),
    gettext_noop("list the places: '- [x] (22%%, 61%%) what is there'"),
    gettext_noop("mark what is to be found with (x) or [x]"),
    gettext_noop("use [ ] where several places are right, or leave one (x)"),
    gettext_noop("give at least two places to choose from"),
    gettext_noop("%(place)s lies outside the picture; 100%% is its far edge"),
    gettext_noop("more than %(most)s words to choose from; shorten the text, or mark those to leave: [[-word]]"),
    gettext_noop("mark the words to find in the text: [[word]]"),
    gettext_noop("mark one word at a time, or mark what to leave as well: [[-words]]"),
    gettext_noop("more than %(most)s marks; divide the activity"),
    gettext_noop("mark a word to find: [[word]]"),
    gettext_noop("give at least two words to choose from"),
    gettext_noop("write the pair as '- left -> right', or '- -> right' for one too many"),
    gettext_noop("list the pairs: '- left -> right'"),
    gettext_noop("give at least one pair: '- left -> right'"),
    gettext_noop("give at least two different right sides to choose from"),
    gettext_noop("'%(text)s' belongs to a pair; it is not one too many"),
    gettext_noop("write what is said and seen below '> [!TRANSCRIPT]', for those who cannot hear or see it (WCAG 1.2)"),
    gettext_noop("name a file of this site that ends with %(endings)s: %(example)s"),
    gettext_noop("name a file with captions: captions=film.vtt; or write silent where nobody speaks (WCAG 1.2)"),
    gettext_noop("begin the heading with a time: '### 01:20 Before she sits down'"),
    gettext_noop("more than %(most)s checkpoints; divide the recording"),
    gettext_noop("a checkpoint cannot hold '%(kind)s'; close it above"),
    gettext_noop("put the checkpoints in the order of their times"),
    gettext_noop("%(option)s is not a file of this site"),
    gettext_noop("%(option)s is not a file of this site that ends with %(ending)s"),
    gettext_noop("give at least two steps to put in order"),
    gettext_noop("list the steps in the right order: 1. 2. 3."),
    gettext_noop("number the steps in the right order: 1. 2. 3."),
    gettext_noop("give every panel a heading: '### Title'"),
    gettext_noop("more than %(most)s panels; divide the activity"),
    gettext_noop("give the panel a heading and a text below it"),
    gettext_noop("list what can be chosen: '- ( ) …', or '- [ ] …' for several"),
    gettext_noop("nothing is right in a poll; leave every box empty"),
    gettext_noop("put at least one activity into the quiz"),
    gettext_noop("a quiz cannot hold '%(kind)s'; close the quiz above it"),
    gettext_noop("%(option)s is not a share such as 80%%"),
    gettext_noop("%(option)s is not a whole number above 0"),
    gettext_noop("list the questions, one bullet each: '- Who spoke first?'"),
    gettext_noop("give every scene a heading: '## At the door {#door}'"),
    gettext_noop("no scene '%(name)s'"),
    gettext_noop("every decision in scene '%(name)s' has a condition; leave one without, so that nobody is stuck"),
    gettext_noop("write every decision as a link to a scene: '- [what you do](#scene)'"),
    gettext_noop("more than %(most)s scenes; divide the scenario"),
    gettext_noop("give the scene a heading"),
    gettext_noop("more than %(most)s decisions in one scene"),
    gettext_noop("the key '%(name)s' names a scene and tells where the move leads"),
    gettext_noop("no ending can be reached: add a scene without decisions and a way to it"),
    gettext_noop("scene '%(name)s' can never be reached"),
    gettext_noop("from scene '%(name)s' no ending can be reached"),
    gettext_noop("list the groups, and their items indented below them"),
    gettext_noop("group '%(name)s' has no items; indent them by two spaces below it"),
    gettext_noop("feedback stands below an item, not below a group"),
    gettext_noop("give at least two groups to sort into"),
    gettext_noop("list the events: '- **1989** what happened'"),
    gettext_noop("list the statements: '- [x]' if true, '- [ ]' if false"),
    gettext_noop("use [x] for a true statement and [ ] for a false one"),
    gettext_noop("list what is accepted: '- = answer'"),
    gettext_noop(
        "no answer reaches this line, because the lines above take it; put the exact answer before the wide one"
    ),
    gettext_noop("this line is never reached: '*' above it fits every answer"),
    gettext_noop("begin the line with '=' for what is right or '!=' for what is expected and wrong"),
    gettext_noop("write something on both sides of '|'"),
    gettext_noop("a line of the key has no name; remove %(name)s"),
    gettext_noop("no answer gets the full mark; add a line '- = answer'"),
    gettext_noop("give the activity a name of its own, so that answers can be kept: %(example)s"),
    gettext_noop("same option as line %(line)s"),
    gettext_noop("same key as line %(line)s"),
    gettext_noop("same group as line %(line)s"),
    gettext_noop("same word as line %(line)s"),
    gettext_noop("same meter as line %(line)s"),
    gettext_noop("same scene name as line %(line)s"),
    gettext_noop("a bullet of '%(kind)s' has no option '%(name)s'"),
    gettext_noop("a marked word has no option '%(name)s'"),
    gettext_noop("a blank has no option '%(name)s'"),
    gettext_noop("a group has no option '%(name)s'"),
    gettext_noop("a checkpoint has no option '%(name)s'"),
    gettext_noop("a panel has no option '%(name)s'"),
    gettext_noop("a scene has no option '%(name)s'"),
    gettext_noop("a decision has no option '%(name)s'"),
    gettext_noop("'%(kind)s' has no option '%(name)s'"),
    gettext_noop("%(option)s is not a whole number from 1 to 99"),
    gettext_noop("%(option)s is not a share such as 1/3 or 25%%"),
    gettext_noop("%(option)s is not a language tag such as km or pt-BR"),
    gettext_noop("more than %(most)s bullets; divide the activity"),
    gettext_noop("write a text after the bullet, or delete the line"),
    gettext_noop("%(option)s is not a share such as 50%% or 1/2"),
    gettext_noop("move the text above the first question or into one"),
    gettext_noop("move the text above the first activity or into one"),
    gettext_noop("'%(kind)s' cannot hold another activity; close it first with a line ':::'"),
    gettext_noop("write what is said below '%(label)s'"),
    gettext_noop("write the two ends in percent: > [!SCORE 50-80]"),
    gettext_noop("unknown label '%(label)s'"),
    gettext_noop("put the activity below a heading with a time"),
    gettext_noop("cannot read the options after ']]'; write {hint=\"…\" unit=…}, or {} before a plain brace"),
    gettext_noop("write what belongs into the blank between '[[' and ']]', and something on both sides of '|'"),
    gettext_noop("a blank does not begin with '-'; wrong words belong to ( ) options or to the bank below"),
    gettext_noop("write the words to find as [[word]], and those to leave as [[-word]]"),
    gettext_noop("write the words to leave between '[[-' and ']]'"),
    gettext_noop("close the blank with ']]' in the same paragraph; no brackets inside; a plain '[[' is written '\\[['"),
    gettext_noop("begin every option of the blank with (x) or ( ) and write a text after it"),
    gettext_noop("what is said about the whole activity stands below the answers, not indented"),
    gettext_noop("write what is said after '>', or delete the line"),
    gettext_noop("use ( ) for one right answer or [ ] for several, not both"),
    gettext_noop("begin the bullet with a line of text"),
    gettext_noop("begin the answer with a box: '- %(box)s …'"),
    gettext_noop("a list has no place inside this bullet; write it as a sentence"),
    gettext_noop("put the text above the feedback: quotes come last"),
    gettext_noop("give the activity another name: '%(name)s' is taken by the one on line %(line)s"),
    gettext_noop("the line holds private-use characters (U+E000 to U+E00F), which are taken out; delete them"),
    gettext_noop("lists and quotes stand inside each other more than %(most)s deep; write it flatter"),
    gettext_noop("describe the picture for people who cannot see it: ![what it shows](file)"),
    gettext_noop(
        'cannot read the meter \'%(text)s\'; write meters="trust safety=2" or meters="trust: Trust, safety: Safety"'
    ),
    gettext_noop('say when the decision is open: if="trust>=2"'),
    gettext_noop("%(option)s is not a step such as +1 or -2"),
    gettext_noop("cannot read the condition '%(text)s'; write it as if=\"trust>=2 safety<1\""),
    gettext_noop("there is no meter '%(name)s'; name it in meters="),
    gettext_noop("there is no meter '%(name)s'"),
    gettext_noop("'%(text)s' is read with a decimal comma; write thousands without a comma"),
    gettext_noop("'%(text)s' is not a number, 'a ± b', 'a ± b%%' or 'a..b'"),
    gettext_noop("'%(kind)s' is never closed; add a line ':::'"),
    gettext_noop("'%(kind)s' is nested too deep; at most four activities may be inside each other"),
    gettext_noop("'%(kind)s' stands inside a list or a quote; begin it at the left margin"),
    gettext_noop("'%(text)s' closes nothing; delete it"),
    gettext_noop("the lesson is larger than %(most)s kB; divide it"),
    gettext_noop("cannot read the options %(text)s of '%(kind)s'; write them as {#key name=value flag}"),
    gettext_noop("the activity is larger than %(most)s kB; divide it"),
    gettext_noop("unknown activity '%(kind)s'"),
    gettext_noop("feedback belongs to the answer above it; indent it by two spaces"),
    gettext_noop("text after the answers is not part of the activity; move it above them or below ':::'"),
    gettext_noop("'%(one)s' and '%(other)s' are a slip of the pen apart; remove 'fuzzy' or change one of them"),
    gettext_noop("more than %(most)s answers with 'fuzzy'; divide the activity"),
)
NEAR = gettext_noop("; did you mean '%(word)s'?")
_NEAR = re.compile(r"; did you mean '(?P<word>.+)'\?\Z", re.DOTALL)
_PLACE = re.compile(r"%\((\w+)\)s|%%")


def said(message: str) -> str:
    """A sentence of the dialect in the language of the moment; as it is where it is unknown."""
    near = _NEAR.search(message)
    sentence = message[: near.start()] if near else message
    hint = gettext(NEAR) % near.groupdict() if near else ""
    return next((gettext(known) % values for known, values in matches(sentence)), sentence) + hint


def matches(sentence: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The known sentences that this one may be, and the values in it; the most definite first."""
    for known, pattern in _patterns():
        if found := pattern.fullmatch(sentence):
            yield known, found.groupdict()


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    longest_first = sorted(SENTENCES, key=lambda known: len(_PLACE.sub("", known)), reverse=True)
    return tuple((known, re.compile(_pattern(known), re.DOTALL)) for known in longest_first)


def _pattern(known: str) -> str:
    """A regular expression for what the sentence becomes with values in it."""
    pieces, done = [], 0
    for place in _PLACE.finditer(known):
        pieces += [re.escape(known[done : place.start()]), f"(?P<{place[1]}>.+?)" if place[1] else "%"]
        done = place.end()
    return "".join([*pieces, re.escape(known[done:])])

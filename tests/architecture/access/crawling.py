"""The checks: who is asked for what, by which way, and what they are answered."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.core.cache import cache

from tests.architecture.access.asking import SHUT, Answer
from tests.architecture.access.stage import Stage
from training_site.access import SUPERUSER, whole
from training_site.access.doors import STRANGER, VISITOR, Door, doors, everybody

OWN, PAIR, HERE, BELOW = "own", "own pair", "own organisation", "below own organisation"
FOREIGN, NONE, NO_ROLE, ENDED = "foreign branch", "none", "stranger", "ended"
AROUND = "around the learner"
RELATIONS = {
    "learner": OWN,
    "mentor": PAIR,
    "ended_mentor": ENDED,
    "ended_coordinator": ENDED,
    "supervisor": AROUND,
    "line_manager": AROUND,
    "assessor": AROUND,
    "regional": BELOW,
    "coordinator_of_a_branch": FOREIGN,
    "superuser": SUPERUSER,
}
"""What people of the other branch are to the learner there, and to what is planted around; the rest have a role in the organisation."""
LIKE = {
    "regional": "coordinator",
    "coordinator_of_a_branch": STRANGER,
    "ended_coordinator": STRANGER,
}
"""Whose column of the table holds for them, where what is asked is of the organisation and of no pair."""
TWINS = {
    "{user}": "{far_person}",
    "{country}": "{far_place}",
    "{membership}": "{far_membership}",
    "{cohort}": "{far_cohort}",
    "{cohort_member}": "{far_member}",
    "{code}": "{far_code}",
    "{mark}": "{far_mark}",
    "{notice_of_learner}": "{far_notice}",
    "{of_learner}": "{far_sitting}",
    "{law}": "{far_law}",
    "{bank}": "{far_bank}",
    "{question}": "{far_question}",
}
"""What is planted here, and what is the same in the other branch."""
ALIKE = (STRANGER, "authority")
"""Who is at the desk and at the door what a learner is."""
OUTSIDE = ("admin", "accounts", "mentoring", "issuers", "status")
"""Rooms in which the same question has another answer for another branch: mentoring has rows of its own, issuers are public."""
PUBLISHED = "Certificates for strangers"
"""What an issuer publishes has its name on it."""
POWERS = ("trainer", "coordinator", "lead", "safeguarding", "authority", "administrator")
"""Whose pages are looked through: each sees some people, and should see no others."""


@dataclass(frozen=True, kw_only=True)
class Check:
    """One question and its answer."""

    who: str
    relation: str
    channel: str
    resource: str
    ask: str
    said: str
    written: str
    met: frozenset[str] = frozenset()
    """Marks of the other branch that stood in the answer."""
    page: bool = False
    leads_to_help: bool = True

    @property
    def is_right(self) -> bool:
        """Whether the answer is as written, and shows nothing."""
        return self.said == self.written and not self.met

    def __str__(self) -> str:
        shown = f", shows {', '.join(sorted(self.met))}" if self.met else ""
        return (
            f"{self.who} ({self.relation}), {self.channel}, {self.resource}: {self.ask} → {self.said}{shown}; "
            f"written: {self.written}"
        )


class Crawl:
    """All checks, each part made when it is first looked at."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self._marks = re.compile("|".join(map(re.escape, sorted(stage.far.marks))))
        self._texts = frozenset(stage.far.stage.marks)

    @cached_property
    def written(self) -> list[Check]:
        """Every row as everybody; where somebody of power is let in, their page is looked through for the other branch."""
        return [check for door in doors() for check in self._row(door)]

    @cached_property
    def far_away(self) -> list[Check]:
        """Every row that names something of the other branch, as its people."""
        return [
            check for door in doors() if door.is_far and not door.answer.endswith("not so") for check in self._far(door)
        ]

    @cached_property
    def twins(self) -> list[Check]:
        """Every row that names something of here, asked for the same thing of the other branch, by the people of both."""
        return [check for door in doors() if (ask := twin(door)) for check in self.twin_of(door, ask)]

    @cached_property
    def nested(self) -> list[Check]:
        """Something of one organisation in the address of another, as people who may see both."""
        return [check for row in whole()["nested"]["rows"] for check in self.swapped(row)]

    @cached_property
    def searched(self) -> list[Check]:
        """Every search and chooser, asked for the name of the planted learner."""
        return [check for ask in whole()["nested"]["searches"] for check in self.search(ask)]

    @property
    def parts(self) -> tuple[list[Check], ...]:
        """All of them."""
        return (self.written, self.far_away, self.twins, self.nested, self.searched)

    def _row(self, door: Door) -> Iterator[Check]:
        ask, looked_at = self._begin(door.ask), _readers(door)
        for who, session in self.stage.sessions.items():
            if who == SUPERUSER:
                cache.clear()  # the eleventh in a row asks too often
            if who in ALIKE and door.room in ("admin", "accounts"):
                continue
            written = door.answer_to(who).format(**self.stage.things)
            answer = self.stage.asker.ask(ask, session, page=who in looked_at and written == "opens")
            relation = FOREIGN if door.is_far and who in POWERS else _relation_here(who)
            yield self._check(door, ask, who, relation, answer, written)

    def _far(self, door: Door) -> Iterator[Check]:
        ask, circle = self._begin(door.ask), _circle(door.within)
        for who, session in self.stage.far_sessions.items():
            answer = self.stage.asker.ask(ask, session)
            said, written = _in_or_out(answer), "let in" if who in circle else "shut"
            yield self._check(door, ask, who, RELATIONS.get(who, HERE), Answer(said, ""), written)

    def twin_of(self, door: Door, asked: str) -> Iterator[Check]:
        ask = self._begin(asked)
        for who in POWERS:
            answer = self.stage.asker.ask(ask, self.stage.sessions[who])
            written = _in_or_out(Answer(door.answer_to(STRANGER), ""))
            yield self._check(door, ask, who, FOREIGN, Answer(_in_or_out(answer), ""), written)
        for who in ("learner", *LIKE, *(one for one in POWERS if one in self.stage.far_sessions)):
            answer = self.stage.asker.ask(ask, self.stage.far_sessions[who])
            written = _in_or_out(Answer(door.answer_to(LIKE.get(who, who)), ""))
            yield self._check(door, ask, who, RELATIONS.get(who, HERE), Answer(_in_or_out(answer), ""), written)

    def swapped(self, row: dict[str, str]) -> Iterator[Check]:
        door = next(door for door in doors() if door.url == row["url"])
        for form, written in (("straight", "let in"), ("swapped", "shut"), ("swapped_back", "shut")):
            for asked in filter(None, [row.get(form)]):
                ask = self._begin(asked)
                for who, session in self.stage.of_both.items():
                    if form == "straight" and who not in row["as"]:
                        continue
                    answer = self.stage.asker.ask(ask, session)
                    yield self._check(door, ask, who, "both", Answer(_in_or_out(answer), ""), written)

    def search(self, asked: str) -> Iterator[Check]:
        ask = self._begin(asked)
        url = ask.split(" ")[1].split("?")[0]
        for who in (*POWERS, "learner", "mentor", STRANGER, VISITOR):
            answer = self.stage.asker.ask(ask, self.stage.sessions[who], page=True)
            said = Answer("looked", answer.body)
            found = Door(url=url.lstrip("/"), ask=ask, answer="")
            yield self._check(
                found, ask, who, FOREIGN if who in POWERS else _relation_here(who), said, "looked", "search"
            )

    def _begin(self, ask: str) -> str:
        cache.clear()  # how often somebody may ask is counted there
        return ask.format(**self.stage.things)

    def _check(
        self, door: Door, ask: str, who: str, relation: str, answer: Answer, written: str, channel: str = ""
    ) -> Check:
        met = frozenset(self._marks.findall(answer.body) if door.resource != PUBLISHED else ())
        return Check(
            who=who,
            relation=relation,
            channel=channel or door.channel,
            resource=door.resource,
            ask=ask,
            said=answer.said,
            written=written,
            # Whoever runs the site looks after the accounts of everybody, and reads no text of theirs.
            met=met & self._texts if who == SUPERUSER else met,
            page=answer.is_page and not ask.endswith("/preview/"),
            leads_to_help='"/child-in-danger/"' in answer.body,
        )


def _readers(door: Door) -> frozenset[str]:
    """Whose page is looked at: that of the first and the last who get one, and of all who see people somewhere."""
    if door.method != "GET":
        return frozenset()
    readers = [who for who in everybody() if door.answer_to(who) == "opens"]
    others = POWERS if door.room not in ("admin", "accounts") else ()
    return frozenset({*readers[:1], *readers[-1:], *others})


def _relation_here(who: str) -> str:
    return {VISITOR: NONE, STRANGER: NO_ROLE, SUPERUSER: SUPERUSER, "learner": OWN}.get(who, HERE)


def _in_or_out(answer: Answer) -> str:
    return "shut" if answer.said in SHUT else "let in"


def _circle(name: str) -> frozenset[str]:
    return frozenset(whole()["circles"][name]) if name else frozenset()


def twin(door: Door) -> str:
    """The same question about the other branch; nothing where it names nothing of here."""
    if door.is_far or door.room in OUTSIDE or not any(one in door.ask for one in TWINS):
        return ""
    if "elsewhere" in door.ask or "{none}" in door.ask:
        return ""
    ask = door.ask
    for near, far in TWINS.items():
        ask = ask.replace(near, far)
    return ask

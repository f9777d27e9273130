"""How far each of the made-up learners is. Weeks are counted back from today."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Story:
    """A learner in mid-course."""

    username: str
    pathway: str
    weeks: int
    """How long ago they began."""
    modules: int
    """Modules completed."""
    steps: int
    """Steps done in the module after those."""
    first_score: int
    """Percent they reach in the first sitting of a quiz; below the pass mark they take it again."""


STORIES = (
    Story(username="learner", pathway="social-worker", weeks=8, modules=1, steps=2, first_score=70),
    Story(username="sokha", pathway="social-worker", weeks=13, modules=5, steps=1, first_score=90),
    Story(username="olena", pathway="social-worker", weeks=13, modules=3, steps=0, first_score=60),
    Story(username="pieter", pathway="local-authority", weeks=12, modules=2, steps=3, first_score=80),
    Story(username="amara", pathway="social-worker", weeks=5, modules=0, steps=3, first_score=100),
    Story(username="dara", pathway="institution-staff", weeks=11, modules=9, steps=0, first_score=100),
    Story(username="iryna", pathway="institution-staff", weeks=11, modules=4, steps=1, first_score=70),
    Story(username="marta", pathway="local-authority", weeks=10, modules=2, steps=0, first_score=50),
    Story(username="jonas", pathway="social-worker", weeks=1, modules=0, steps=1, first_score=100),
)

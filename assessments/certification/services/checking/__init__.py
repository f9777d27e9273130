"""Proving that certification is what its ledgers, rules and snapshots say: one file for each family of invariants.

Every problem has an explanation, a known cause where there is one, and says what mending it would do. What was signed, decided or
issued is never mended: such a problem is for people to look at. Source: certification, section 6.
"""

from assessments.certification.services.checking.problem import Problem
from assessments.certification.services.checking.proving import FAMILIES, mend, problems

__all__ = ["FAMILIES", "Problem", "mend", "problems"]

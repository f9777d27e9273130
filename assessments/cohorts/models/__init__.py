"""The tables of cohorts, by noun."""

from assessments.cohorts.models.cohorts import Cohort, CohortMember, CohortPlace
from assessments.cohorts.models.exceptions import CohortException
from assessments.cohorts.models.imports import EnrolmentImport, ImportRow
from assessments.cohorts.models.ways_in import FirstCode, Invitation, JoinCode

__all__ = [
    "Cohort",
    "CohortException",
    "CohortMember",
    "CohortPlace",
    "EnrolmentImport",
    "FirstCode",
    "ImportRow",
    "Invitation",
    "JoinCode",
]

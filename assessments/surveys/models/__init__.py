"""The tables of surveys, by noun."""

from assessments.surveys.models.instruments import Instrument, InstrumentVersion
from assessments.surveys.models.ratings import Rating
from assessments.surveys.models.surveys import Answer, Survey, Ticket
from assessments.surveys.models.tests import TestPlan, TestSeat

__all__ = ["Answer", "Instrument", "InstrumentVersion", "Rating", "Survey", "TestPlan", "TestSeat", "Ticket"]

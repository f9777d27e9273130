"""Doors of mentoring: the board, sums, the facts of one learner."""

from django.urls import path

from assessments.mentoring.views import board, facts

urlpatterns = [
    path("board/", board.BoardView.as_view(), name="board"),
    path("board/file/", board.BoardFileView.as_view(), name="board_file"),
    path("board/sums/", board.SumsView.as_view(), name="sums"),
    path("board/<int:learner>/", facts.FactsView.as_view(), name="facts"),
    path("board/<int:learner>/confirm/", facts.ConfirmFactView.as_view(), name="confirm_fact"),
    path("board/<int:learner>/meet/", facts.AskToMeetView.as_view(), name="ask_to_meet"),
]

"""Doors of mentoring: the log, commitments, the names and places an organisation knows."""

from django.urls import URLPattern, path

from assessments.mentoring.views.commitments import CommitmentView, CommitView
from assessments.mentoring.views.entries import (
    CommentView,
    DangerView,
    DeleteView,
    EntryView,
    ReadView,
    ReturnView,
    ShareView,
    TakeBackView,
)
from assessments.mentoring.views.log import ExportView, LogView, SharedLogView
from assessments.mentoring.views.terms import TermsView
from assessments.mentoring.views.writing import AutosaveView, EditView, WriteView

urlpatterns: list[URLPattern] = [
    path("log/", LogView.as_view(), name="log"),
    path("log/write/", WriteView.as_view(), name="entry_write"),
    path("log/save/", AutosaveView.as_view(), name="entry_save"),
    path("log/export/", ExportView.as_view(), name="export"),
    path("log/<uuid:entry>/", EntryView.as_view(), name="entry"),
    path("log/<uuid:entry>/edit/", EditView.as_view(), name="entry_edit"),
    path("log/<uuid:entry>/share/", ShareView.as_view(), name="entry_share"),
    path("log/<uuid:entry>/take-back/", TakeBackView.as_view(), name="entry_take_back"),
    path("log/<uuid:entry>/read/", ReadView.as_view(), name="entry_read"),
    path("log/<uuid:entry>/return/", ReturnView.as_view(), name="entry_return"),
    path("log/<uuid:entry>/comment/", CommentView.as_view(), name="entry_comment"),
    path("log/<uuid:entry>/delete/", DeleteView.as_view(), name="entry_delete"),
    path("log/<uuid:entry>/danger/", DangerView.as_view(), name="entry_danger"),
    path("people/<uuid:relationship>/log/", SharedLogView.as_view(), name="shared_log"),
    path("commitments/", CommitView.as_view(), name="commit"),
    path("commitments/<uuid:commitment>/", CommitmentView.as_view(), name="commitment"),
    path("words/<int:organisation>/", TermsView.as_view(), name="terms"),
]

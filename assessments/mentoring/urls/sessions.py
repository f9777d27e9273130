"""Doors of mentoring: sessions, their records, signing."""

from django.urls import URLPattern, path

from assessments.mentoring.views import notes, record_writing, records, sessions, signing

SESSION, RECORD = "sessions/<uuid:session>/", "records/<uuid:record>/"

urlpatterns: list[URLPattern] = [
    path("people/<uuid:relationship>/plan/", sessions.PlanView.as_view(), name="plan"),
    path(SESSION, sessions.SessionView.as_view(), name="session"),
    path(f"{SESSION}change/", sessions.ChangeView.as_view(), name="session_change"),
    path(f"{SESSION}attestation/", sessions.AskAttestationView.as_view(), name="ask_attestation"),
    path(f"{SESSION}note/", notes.NoteView.as_view(), name="note"),
    path(f"{SESSION}annex/", notes.AnnexView.as_view(), name="annex"),
    path(f"{SESSION}record/", record_writing.WriteView.as_view(), name="write"),
    path(f"{SESSION}record/save/", record_writing.SaveView.as_view(), name="record_save"),
    path(RECORD, records.RecordView.as_view(), name="record"),
    path(f"{RECORD}step/", records.StepView.as_view(), name="record_step"),
    path(f"{RECORD}remarks/", records.RemarkView.as_view(), name="remark"),
    path("remarks/<uuid:remark>/settle/", records.SettleView.as_view(), name="settle"),
    path(f"{RECORD}sign/", signing.SignView.as_view(), name="sign_record"),
    path(f"{RECORD}handover/", signing.HandoverView.as_view(), name="handover"),
    path(f"{RECORD}addendum/", records.AddendumView.as_view(), name="addendum"),
    path("addenda/<uuid:addendum>/sign/", signing.SignAddendumView.as_view(), name="sign_addendum"),
    path("actions/<uuid:action>/", records.ActionView.as_view(), name="action"),
    path("pin/", signing.PinView.as_view(), name="pin"),
]

"""Doors of somebody on the way to a certificate, or who holds one."""

from django.urls import URLPattern, path

from assessments.certification.views import asking, evidence, held, names, papers, requests, sharing, vouching, ways

HERE = "certificates/"
HELD = f"{HERE}held/<uuid:credential>/"
WAY = f"{HERE}<slug:code>/"
urlpatterns: list[URLPattern] = [
    path(HERE, ways.HomeView.as_view(), name="home"),
    path(f"{HERE}name/", names.NameView.as_view(), name="name"),
    path(f"{HERE}hours/", evidence.HoursView.as_view(), name="hours"),
    path(f"{HERE}hours/<uuid:evidence>/", requests.EvidenceView.as_view(), name="evidence"),
    path(
        f"{HERE}hours/<uuid:pk>/withdraw/",
        requests.WithdrawView.as_view(machine="evidence"),
        name="hours_withdraw",
    ),
    path(f"{HERE}declarations/<str:declaration>/", evidence.DeclarationView.as_view(), name="declaration"),
    path(f"{HERE}requests/", requests.RequestsView.as_view(), name="requests"),
    path(f"{HERE}waiting/", vouching.WaitingView.as_view(), name="waiting"),
    path(f"{HERE}words/<uuid:attestation_id>/", vouching.AttestationView.as_view(), name="attestation"),
    path(
        f"{HERE}words/<uuid:pk>/withdraw/",
        requests.WithdrawView.as_view(machine="attestation"),
        name="attestation_withdraw",
    ),
    path(f"{HERE}papers/<uuid:evidence>/", requests.PaperView.as_view(), name="paper"),
    path(f"{HERE}papers/<uuid:pk>/withdraw/", requests.WithdrawView.as_view(machine="paper"), name="paper_withdraw"),
    path(f"{HERE}claims/<uuid:claim>/", requests.ClaimView.as_view(), name="claim"),
    path(f"{HERE}claims/<uuid:pk>/withdraw/", requests.WithdrawView.as_view(machine="claim"), name="claim_withdraw"),
    path(f"{HERE}extensions/<uuid:extension>/", requests.ExtensionView.as_view(), name="extension"),
    path(
        f"{HERE}extensions/<uuid:pk>/withdraw/",
        requests.WithdrawView.as_view(machine="extension"),
        name="extension_withdraw",
    ),
    path(f"{HERE}appeals/<uuid:appeal>/", requests.AppealView.as_view(), name="appeal"),
    path(f"{HERE}appeals/<uuid:pk>/withdraw/", requests.WithdrawView.as_view(machine="appeal"), name="appeal_withdraw"),
    path(f"{HERE}appeals/<str:machine>/<uuid:subject>/", asking.AppealRaiseView.as_view(), name="appeal_raise"),
    path(f"{HERE}outcomes/<uuid:decision>/", requests.OutcomeView.as_view(), name="outcome"),
    path(HELD, held.CredentialView.as_view(), name="credential"),
    path(f"{HELD}pdf/", held.PdfView.as_view(), name="pdf"),
    path(f"{HELD}wallet.json", held.WalletView.as_view(), name="wallet"),
    path(f"{HELD}correct/", names.CorrectView.as_view(), name="correct"),
    path(f"{HELD}sharing/", sharing.SharingView.as_view(), name="sharing"),
    path(f"{HELD}sharing/shown/", sharing.ShownView.as_view(), name="sharing_shown"),
    path(f"{HELD}sharing/<uuid:share>/end/", sharing.EndView.as_view(), name="sharing_end"),
    path(WAY, ways.WayView.as_view(), name="way"),
    path(f"{WAY}apply/", ways.ApplyView.as_view(), name="apply"),
    path(f"{WAY}extension/", asking.ExtensionAskView.as_view(), name="extension_ask"),
    path(f"{WAY}paper/<path:requirement>/", papers.PaperEnterView.as_view(), name="paper_enter"),
    path(f"{WAY}word/<path:requirement>/", vouching.VouchView.as_view(), name="vouch"),
    path(f"{WAY}recognition/<path:requirement>/", asking.RecognitionView.as_view(), name="recognition"),
]

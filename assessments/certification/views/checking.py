"""Many codes at once, for whoever answers for certificates. Nothing of it is kept but how many answers of each kind there were on the day."""

from datetime import UTC

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from assessments.certification.forms.checking import CodesForm
from assessments.certification.pages.checking import checked_file, checked_page
from assessments.certification.services import lookups
from assessments.certification.views import limits
from assessments.certification.views.certifier import ChangerView


class CheckView(ChangerView):
    """`POST`: the table; with `step=file` the same to keep."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, _request: HttpRequest) -> HttpResponse:
        """The form."""
        return self.page("certification/check.html", {"form": CodesForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        """Look all of them up, as they stand now."""
        form = CodesForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.page("certification/check.html", {"form": form}, status=400)
        if not limits.may_check(self.person.pk):
            form.add_error(
                None, _("You have checked many lists within the hour. Go on in a while, or check codes one by one.")
            )
            return self.page("certification/check.html", {"form": form}, status=429)
        found = lookups.look_up_all(texts=form.codes, now=self.now)
        if request.POST.get("step") == "file":
            checked_at = self.now.astimezone(UTC).isoformat(timespec="seconds")
            return _file(checked_file(form.codes, found, on=checked_at))
        return self.page("certification/check.html", {"form": CodesForm(), "checked": checked_page(form.codes, found)})


def _file(text: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_("checked-certificates")}.csv"'
    response["X-Content-Type-Options"] = "nosniff"
    return response

"""Where a language is chosen."""

from django.urls import path

from training_site.people.language.views import LanguageView

app_name = "language"
urlpatterns = [path("", LanguageView.as_view(), name="choose")]

"""The site's own doors and the bare view beside them."""

from django.urls import path

from tests.benchmarks.views import bare_view
from training_site import urls

urlpatterns = [path("bare/", bare_view), *urls.urlpatterns]

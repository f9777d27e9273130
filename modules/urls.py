"""The curriculum's pages: Wagtail's own addresses, with a shorter way from an address to its page."""

from django.urls import re_path
from wagtail.urls import serve_pattern
from wagtail.urls import urlpatterns as wagtail_patterns

from modules.views.serving import serve

urlpatterns = [pattern for pattern in wagtail_patterns if pattern.name != "wagtail_serve"]
urlpatterns += [re_path(serve_pattern, serve, name="wagtail_serve")]

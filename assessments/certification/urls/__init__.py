"""Doors of certification: of the holder, of strangers, of those who compose and of those who decide; a file for each room."""

from assessments.certification.urls import composing, deciding, holder, public

app_name = "certification"
# The fixed words come before the codes of certifications, which may be any word.
urlpatterns = [*composing.urlpatterns, *deciding.urlpatterns, *holder.urlpatterns, *public.urlpatterns]

"""Doors of the design app: the gallery."""

from django.urls import path

from training_site.design.gallery import GalleryView

app_name = "design"
urlpatterns = [path("gallery/", GalleryView.as_view(), name="gallery")]

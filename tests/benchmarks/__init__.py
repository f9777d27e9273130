"""What our pages are measured against: a bare Wagtail page with one StreamField, and a bare view with session and user."""

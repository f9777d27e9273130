"""What pytest runs on: SQLite in memory unless DATABASE_URL says otherwise."""

import os

from training_site.settings.base import *

INSTALLED_APPS = [*INSTALLED_APPS, "tests.benchmarks", "tests.training_site.sealing"]
SECRET_KEY = "only-for-tests"
TEXT_KEYS = "tests:Zm9yLXRlc3RzLWFsb25lLi4uLi4uLi4uLi4uLi4uLi4="
DEBUG = False
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DATABASES = {"default": database(os.environ.get("DATABASE_URL", "sqlite://:memory:"))}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "exports": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

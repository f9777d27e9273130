"""One machine, one person, the embedded database: what `manage.py demo` runs on."""

from django.core.management.utils import get_random_secret_key

from training_site.settings import env, machine
from training_site.settings.base import *

DEBUG = env.read("DEBUG")
ALLOWED_HOSTS = env.read("ALLOWED_HOSTS")
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"}}

SECRET_KEY = env.read("SECRET_KEY") or machine.secret(VAR_DIR / "secret-key", get_random_secret_key)
TEXT_KEYS = env.read("TEXT_KEYS") or machine.secret(VAR_DIR / "text-keys", machine.new_text_keys)

"""Several processes, perhaps several hosts, behind TLS: PostgreSQL and Redis."""

from django.core.exceptions import ImproperlyConfigured

from training_site.settings import env
from training_site.settings.base import *

if missing := env.missing_in_production():
    lines = "\n".join(f"  {variable.name}: {variable.says}" for variable in missing)
    raise ImproperlyConfigured(f"Set these environment variables before starting the site:\n{lines}")

DEBUG = False
SECRET_KEY = env.read("SECRET_KEY")
TEXT_KEYS = env.read("TEXT_KEYS")
REQUIRE_SECOND_FACTOR = env.read("REQUIRE_SECOND_FACTOR")
ALLOWED_HOSTS = env.read("ALLOWED_HOSTS")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": env.read("REDIS_URL")}}

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
if env.read("TRUSTED_PROXIES"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = env.read("TRUSTED_PROXIES")

"""Second factors in the states tests speak of: `with_factor(person)`, `digits()`, `signed_in(person, shown=True)`."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client

from training_site.people.models import User

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PERIOD = 30


def with_factor(person: User) -> Authenticator:
    """An app on a phone, and codes on paper."""
    made: Authenticator = TOTP.activate(person, SECRET).instance
    RecoveryCodes.activate(person)
    return made


def digits(secret: str = SECRET) -> str:
    """What the app shows now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD)))


def signed_in(person: User, *, shown: bool = False) -> Client:
    """A session by password alone; `shown`: with the second factor too."""
    client = Client()
    client.force_login(person)
    if shown:
        factor = Authenticator.objects.get(user=person, type=Authenticator.Type.TOTP)
        session = client.session
        session["account_authentication_methods_user"] = str(person.pk)
        session["account_authentication_methods"] = [
            {"method": "mfa", "at": time.time(), "id": factor.pk, "type": "totp", "reauthenticated": True}
        ]
        session.save()
    return client

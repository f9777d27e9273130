"""Where allauth's second factor meets this site: secrets are sealed, the QR code is a drawing, staff keep what they must have."""

from base64 import b64decode, b64encode

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils import timezone

from training_site.sealing.sealing import open_sealed, seal
from training_site.second_factor.permissions import must_show

CONTEXT = "second_factor:secret"
NO_ORGANISATION = 0


class FactorAdapter(DefaultMFAAdapter):
    """As allauth's, with these four."""

    def encrypt(self, text: str) -> str:
        """Nobody reads the secret in a dump."""
        return b64encode(seal(text, organisation_id=NO_ORGANISATION, context=CONTEXT)).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """The secret. Raises BrokenSeal."""
        return open_sealed(b64decode(encrypted_text), organisation_id=NO_ORGANISATION, context=CONTEXT)

    def build_totp_svg(self, url: str) -> str:
        """A drawing of attributes alone, black on white: the content policy refuses styles."""
        return segno.make_qr(url).svg_inline(scale=5, light="#fff", svgclass=None, lineclass=None)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whoever must show a second factor does not put it away."""
        required = settings.REQUIRE_SECOND_FACTOR
        return not (required and must_show(authenticator.user, today=timezone.localdate()))

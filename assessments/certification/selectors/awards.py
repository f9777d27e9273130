"""A credential as an award that badges and tokens are made of."""

from typing import Any
from zoneinfo import ZoneInfo

from assessments.certification.badges.award import Achievement, Award, Indicator, Purpose, StatusEntry
from assessments.certification.models import Credential
from assessments.certification.selectors import issuers


def award_of(row: Credential, snapshot: dict[str, Any]) -> Award:
    """What is said about the holder; the name is not among it. No query."""
    home = issuers.address("achievement", snapshot["certification"], snapshot["version"])
    framework = issuers.address("framework")
    return Award(
        id=issuers.address("badge", row.pk),
        recipient=row.pk,
        issuer=issuers.issuer(row.issuer),
        achievement=Achievement(
            id=home,
            name=snapshot["title"],
            description=snapshot["summary"] or snapshot["title"],
            criteria=snapshot["summary"] or snapshot["title"],
            language=snapshot["language"],
            version=str(snapshot["version"]),
            indicators=tuple(
                Indicator(
                    code=one["code"], name=one["text"], url=f"{framework}#{one['code']}", framework=snapshot["issuer"]
                )
                for one in snapshot["competencies"]
            ),
        ),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        zone=ZoneInfo(row.zone),
        status=tuple(
            StatusEntry(
                purpose=purpose,
                list_address=issuers.status_list_address(row.issuer_id, purpose.value),
                index=row.status_index,
            )
            for purpose in Purpose
        ),
    )

"""What a certificate says as an Open Badge, word by word."""

from zoneinfo import ZoneInfo

import pytest

from assessments.certification.badges import credential, documents, pinned
from tests.assessments.certification.badges import samples


def _bare() -> samples.Achievement:
    return samples.replace(samples.ACHIEVEMENT, version="", level="", tags=(), indicators=())


def test_the_smallest_certificate_says_just_this() -> None:
    award = samples.award(
        id="urn:uuid:0b4f7f6e-5a0c-4f0e-9d5e-6a1f5e1c2d3b",
        achievement=_bare(),
        valid_until=None,
        status=(),
        refresh_address="",
    )

    assert credential.unsigned(award) == {
        "@context": [pinned.CREDENTIALS, pinned.OPEN_BADGES],
        "id": "urn:uuid:0b4f7f6e-5a0c-4f0e-9d5e-6a1f5e1c2d3b",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Certificate of Reintegration Practice",
        "issuer": {
            "id": "did:web:training.example",
            "type": ["Profile"],
            "name": "Example Training Organisation",
            "url": "https://training.example/",
        },
        "validFrom": "2026-10-05T00:00:00+03:00",
        "credentialSubject": {
            "id": "urn:uuid:3f2b8c1e-9a44-4b1e-8f0d-2c7e6b5a4d31",
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "https://training.example/certifications/reintegration-practice/1",
                "type": ["Achievement"],
                "achievementType": "Certification",
                "name": "Certificate of Reintegration Practice",
                "description": samples.ACHIEVEMENT.description,
                "criteria": {"narrative": samples.ACHIEVEMENT.criteria},
                "inLanguage": "en",
            },
        },
    }


def test_the_name_is_said_only_when_it_is_asked_for() -> None:
    silent, said = samples.signed(), samples.signed(samples.award(certificate_name="Name of the Person"))

    assert b"Name of the Person" not in documents.written(silent)
    assert "identifier" not in silent["credentialSubject"]
    assert said["credentialSubject"]["identifier"] == [
        {"type": "IdentityObject", "hashed": False, "identityHash": "Name of the Person", "identityType": "name"}
    ]


def test_indicators_level_and_tags_are_said() -> None:
    subject = samples.signed()["credentialSubject"]
    achievement = subject["achievement"]

    assert achievement["tag"] == ["reintegration", "case management"]
    assert achievement["version"] == "1"
    assert achievement["alignment"][0] == {
        "type": ["Alignment"],
        "targetCode": "D1.1",
        "targetName": "Indicator 1.1 of the framework",
        "targetUrl": "https://training.example/framework#D1.1",
        "targetFramework": "Competency framework of reintegration practice",
    }
    [described], [result] = achievement["resultDescription"], subject["result"]
    assert result == {
        "type": ["Result"],
        "resultDescription": described["id"],
        "value": "Level 3: practises independently",
    }


def test_days_are_the_issuers() -> None:
    east, west = (
        samples.signed(samples.award(zone=ZoneInfo(zone))) for zone in ("Asia/Phnom_Penh", "America/New_York")
    )

    assert (east["validFrom"], east["validUntil"]) == ("2026-10-05T00:00:00+07:00", "2027-10-04T23:59:59+07:00")
    assert (west["validFrom"], west["validUntil"]) == ("2026-10-05T00:00:00-04:00", "2027-10-04T23:59:59-04:00")


def test_one_status_entry_stands_alone_and_two_are_a_list() -> None:
    alone, both = samples.signed(samples.award(status=samples.ENTRIES[:1])), samples.signed()

    assert alone["credentialStatus"] == {
        "id": f"{samples.REVOCATIONS}#94567",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "94567",
        "statusListCredential": samples.REVOCATIONS,
    }
    assert [entry["statusPurpose"] for entry in both["credentialStatus"]] == ["revocation", "suspension"]


def test_where_a_newer_copy_is_had_brings_its_own_context() -> None:
    signed = samples.signed()

    assert signed["@context"] == [pinned.CREDENTIALS, pinned.OPEN_BADGES, pinned.OPEN_BADGES_EXTENSIONS]
    assert signed["refreshService"] == {"id": signed["id"], "type": "1EdTechCredentialRefresh"}


def test_issuing_twice_gives_the_same_bytes() -> None:
    assert documents.written(samples.signed()) == documents.written(samples.signed())


def test_an_issuer_signs_with_its_own_keys_alone() -> None:
    with pytest.raises(credential.ForeignKey):
        samples.signed(key=samples.STRANGER)


def test_a_name_is_kept_out_of_error_reports() -> None:
    assert "Name of the Person" not in repr(samples.award(certificate_name="Name of the Person"))

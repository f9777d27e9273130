"""Certificates of people, places and bodies that do not exist, in the languages of the site."""

import dataclasses
from collections.abc import Callable
from gettext import NullTranslations
from typing import Any

import pytest
from django.utils.translation import trans_real

from assessments.certification.printing import qr
from assessments.certification.printing.certificate import CertificateView, Signatory

SITE = "https://training.example/"
CODE = "7K3QX-9M2PD-V"

ENGLISH = CertificateView(
    language="en",
    title="Certificate in Reintegration Practice",
    level="Independent practitioner",
    scope="Social work pathway",
    before_name="This is to certify that",
    name="Amara Okonjo-Lindqvist",
    after_name="has completed the fifteen modules of the programme and has shown in practice, to mentors and observers, that she brings "
    "children back into families safely.",
    competencies=(
        "Keeps the child safe and at the centre of every step",
        "Traces families without putting anyone at risk",
        "Assesses child, family and community together",
        "Plans with the child, and decides in the open",
        "Prepares child and family for the day of return",
        "Follows up for as long as it takes",
    ),
    issuer="Mereby Family Centre",
    signatories=(
        Signatory(name="Ilse Vandermeer", function="Head of training"),
        Signatory(name="Tomas Areguin", function="Assessor"),
    ),
    valid_from="3 May 2026",
    valid_until="2 May 2029",
    content_version="2026.1",
    serial="MFC-2026-0042",
    code=CODE,
    verify_url=f"{SITE}verify/{CODE}",
    verify_address="training.example/verify",
    qr_svg=qr.svg(f"{SITE}verify/{CODE}", title="QR code: opens the check of this certificate"),
)

DUTCH = dataclasses.replace(
    ENGLISH,
    language="nl",
    title="Getuigschrift re-integratiepraktijk",
    level="Zelfstandig beroepsbeoefenaar",
    scope="Leerweg maatschappelijk werk",
    before_name="Hiermee wordt verklaard dat",
    name="Anneke van der Zandsteen-Bleijs",
    after_name="de vijftien modules van het programma heeft afgerond en in de praktijk heeft laten zien dat zij kinderen veilig terugbrengt in "
    "een gezin.",
    competencies=(
        "Houdt het kind veilig en centraal bij elke stap",
        "Zoekt families zonder iemand in gevaar te brengen",
        "Blijft volgen zolang het nodig is",
    ),
    issuer="Gezinscentrum Mereby",
    signatories=(Signatory(name="Ilse Vandermeer", function="Hoofd opleidingen"),),
    valid_from="3 mei 2026",
    valid_until="2 mei 2029",
)

UKRAINIAN = dataclasses.replace(
    ENGLISH,
    language="uk",
    title="Сертифікат із практики реінтеграції",
    level="Самостійна фахівчиня",
    scope="Шлях соціальної працівниці",
    before_name="Цим засвідчується, що",
    name="Ґалина Їжакевич-Підлісна",
    after_name="завершила п’ятнадцять модулів програми та показала на практиці, перед наставниками й спостерігачами, що безпечно "
    "повертає дітей у родини.",
    competencies=(
        "Береже дитину на кожному кроці",
        "Шукає родину, не наражаючи нікого на небезпеку",
        "Оцінює дитину, сім’ю та громаду разом",
        "Планує разом із дитиною і вирішує відкрито",
        "Готує дитину й родину до дня повернення",
        "Супроводжує стільки, скільки потрібно",
    ),
    issuer="Сімейний центр «Меребі»",
    signatories=(
        Signatory(name="Євдокія Щербань", function="Керівниця навчання"),
        Signatory(name="Мар’ян Ґудзь", function="Оцінювач"),
    ),
    valid_from="3 травня 2026 року",
    valid_until="2 травня 2029 року",
)

KHMER = dataclasses.replace(
    ENGLISH,
    language="km",
    title="វិញ្ញាបនបត្រ ស្តីពីការអនុវត្តសមាហរណកម្មកុមារ",
    level="អ្នកអនុវត្តឯករាជ្យ",
    scope="ផ្លូវសិក្សាសម្រាប់បុគ្គលិកសង្គមកិច្ច",
    before_name="សូមបញ្ជាក់ថា",
    name="សុខ ស្រីមុំ",
    after_name="បានបញ្ចប់ម៉ូឌុលទាំងដប់ប្រាំនៃកម្មវិធី ហើយបានបង្ហាញក្នុងការអនុវត្តជាក់ស្តែងថា អាចនាំកុមារត្រឡប់ទៅរស់នៅក្នុងគ្រួសារវិញដោយសុវត្ថិភាព។",
    competencies=(
        "ការពារសុវត្ថិភាពកុមារគ្រប់ជំហាន",
        "ស្វែងរកគ្រួសារដោយមិនបង្កគ្រោះថ្នាក់ដល់នរណាម្នាក់",
        "វាយតម្លៃកុមារ គ្រួសារ និងសហគមន៍ជាមួយគ្នា",
        "រៀបចំផែនការជាមួយកុមារ និងសម្រេចចិត្តដោយបើកចំហ",
        "តាមដានបន្តរហូតដល់គ្រប់គ្រាន់",
    ),
    issuer="មជ្ឈមណ្ឌលគ្រួសារ មេរេប៊ី",
    signatories=(
        Signatory(name="ជា វណ្ណារ័ត្ន", function="ប្រធានផ្នែកបណ្តុះបណ្តាល"),
        Signatory(name="ឈឹម ច័ន្ទធីតា", function="អ្នកវាយតម្លៃ"),
    ),
    valid_from="៣ ឧសភា ២០២៦",
    valid_until="២ ឧសភា ២០២៩",
)

ALL = (ENGLISH, DUTCH, UKRAINIAN, KHMER)

LONG_NAMES = {
    "en": "Maximiliana Wilhelmina Featherstonehaugh-Cholmondeley Oluwaseun-Adebayo Marwood",
    "nl": "Johanna Wilhelmina Cornelia van Oudenhoven tot Wittenberghe-Schimmelpenninck Bos",
    "uk": "Святослава-Мирослава Володимирівна Щербаненко-Христофоренко Підлісна-Жуковицька",
    "km": "សុវណ្ណារ័ត្នសិរីមង្គល ចន្ទ្រាវត្តីពិសិដ្ឋសោភ័ណ្ឌ ព្រះវិហារសុខសន្តិភាព ឧត្តមរតនៈសិរីសួស្តី វឌ្ឍនាពន្លឺភក្ត្រា",
}
"""About eighty letters, which is as long as a name may be."""


def longer(text: str) -> str:
    """The text and forty per cent of it again."""
    return f"{text} {text[: round(len(text) * 0.4) - 1]}" if text else text


def stretched(certificate: CertificateView) -> CertificateView:
    """The certificate with every text of ours so much longer; names, dates and codes are what they are."""
    fields = ("title", "level", "scope", "before_name", "after_name", "issuer")
    texts: dict[str, Any] = {field: longer(getattr(certificate, field)) for field in fields}
    return dataclasses.replace(
        certificate,
        **texts,
        competencies=tuple(map(longer, certificate.competencies)),
        signatories=tuple(
            dataclasses.replace(signatory, function=longer(signatory.function)) for signatory in certificate.signatories
        ),
    )


def labels_become(change: Callable[[str], str], monkeypatch: pytest.MonkeyPatch, language: str = "nl") -> None:
    """Give a language a catalogue in which every text of ours is changed so."""

    class Changed(NullTranslations):
        def gettext(self, message: str) -> str:
            return change(message)

        def pgettext(self, context: str, message: str) -> str:
            return change(message)

    monkeypatch.setitem(trans_real._translations, language, Changed())

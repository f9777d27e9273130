"""The checks of the site itself."""

import shutil
import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from training_site.operations.health import Check, Finding
from training_site.sealing.fields import NOBODY
from training_site.sealing.sealing import open_sealed, seal

LEAST_FREE = 500 * 2**20
"""Less than this, and an export or a picture may not fit."""


def database() -> Finding:
    """Whether the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return Finding(well=True, text=_("It answers (%(kind)s).") % {"kind": connection.display_name})


def migrations() -> Finding:
    """Whether the tables are those that the code expects."""
    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if not waiting:
        return Finding(well=True, text=_("All are applied."))
    said = ngettext(
        "%(n)d is not applied. Run manage.py migrate.", "%(n)d are not applied. Run manage.py migrate.", waiting
    )
    return Finding(well=False, text=said % {"n": waiting})


def shared_cache() -> Finding:
    """Whether what is put into the cache comes out again."""
    key, value = f"operations:{uuid.uuid4()}", uuid.uuid4().hex
    cache.set(key, value, 10)
    kept = cache.get(key) == value
    cache.delete(key)
    return Finding(well=kept, text=_("It keeps what it is given.") if kept else _("It forgets what it is given."))


def disk() -> Finding:
    """Whether there is room for files."""
    folder = Path(settings.VAR_DIR)
    while not folder.exists():
        folder = folder.parent
    usage = shutil.disk_usage(folder)
    said = _("%(free)s of %(total)s are free.")
    text = said % {"free": filesizeformat(usage.free), "total": filesizeformat(usage.total)}
    return Finding(well=usage.free >= LEAST_FREE, text=text)


def text_keys() -> Finding:
    """Whether texts of people can be sealed and read."""
    place: dict[str, Any] = {"organisation_id": NOBODY, "context": "operations.check:0:text"}
    well = open_sealed(seal("text", **place), **place) == "text"
    return Finding(well=well, text=_("Texts can be sealed and read.") if well else _("Texts cannot be read."))


CHECKS = (
    Check("operations.database", gettext_lazy("Database"), database),
    Check("operations.migrations", gettext_lazy("Migrations"), migrations),
    Check("operations.cache", gettext_lazy("Cache"), shared_cache),
    Check("operations.disk", gettext_lazy("Disk"), disk),
    Check("operations.text_keys", gettext_lazy("Keys of texts"), text_keys),
)

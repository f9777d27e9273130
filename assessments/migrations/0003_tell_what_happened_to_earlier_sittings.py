"""Sittings that began before there was a ledger of steps get the steps that their rows tell."""

from django.db import migrations

AT_ONCE = 1_000


def tell(apps, schema_editor):
    QuizAttempt = apps.get_model("assessments", "QuizAttempt")
    QuizStep = apps.get_model("assessments", "QuizStep")
    told = QuizStep.objects.using(schema_editor.connection.alias)
    sittings = QuizAttempt.objects.using(schema_editor.connection.alias).filter(steps=None)
    rows = sittings.order_by("pk").values_list("pk", "state", "started_at", "submitted_at")
    waiting = []
    for pk, state, started_at, submitted_at in rows.iterator(chunk_size=AT_ONCE):
        waiting.append(QuizStep(attempt_id=pk, number=1, kind="start", at=started_at))
        if state == "submitted":
            waiting.append(QuizStep(attempt_id=pk, number=2, kind="hand_in", at=submitted_at))
            waiting.append(QuizStep(attempt_id=pk, number=3, kind="mark", at=submitted_at))
        if len(waiting) >= AT_ONCE:
            told.bulk_create(waiting)
            waiting = []
    told.bulk_create(waiting)


class Migration(migrations.Migration):
    dependencies = [("assessments", "0002_sittings_have_a_clock")]
    operations = [migrations.RunPython(tell, migrations.RunPython.noop, elidable=True)]

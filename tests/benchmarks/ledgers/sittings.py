"""Sittings of one quiz in bulk, as the database itself can write them: a hundred thousand take seconds."""

import json
from dataclasses import asdict

from django.db import connection

from assessments.models import FrozenItem, QuizPage
from modules.compiled import CompiledActivity
from modules.rendering import lesson_document
from training_site.people.models import Organisation

OPTIONS = 4


def questions(number: int) -> str:
    """The text of a quiz."""
    return "\n".join(
        f":::choice{{#q{at:02}}}\n\nQuestion {at}?\n\n"
        + "\n".join(f"- ({'x' if option == 0 else ' '}) Option {option} {{#o{option}}}" for option in range(OPTIONS))
        + "\n\n:::\n"
        for at in range(1, number + 1)
    )


def sit(quiz: QuizPage, house: Organisation, *, people: int) -> None:
    """`people` new learners of a house, each with one sitting that is handed in (PostgreSQL). Abler people choose option 0 more often."""
    compiled = lesson_document(quiz).activities
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO people_user (password, is_superuser, username, first_name, last_name, email, is_staff, is_active, date_joined, language)
               SELECT '', false, 'bulk-' || n, 'Person', n::text, 'bulk-' || n || '@example.org', false, true, now(), ''
               FROM generate_series(1, %s) n""",
            [people],
        )
        cursor.execute(
            """INSERT INTO people_membership (user_id, role, organisation_id, since)
               SELECT id, 'learner', %s, '2020-01-01' FROM people_user WHERE username LIKE 'bulk-%%'""",
            [house.pk],
        )
        cursor.execute(
            """INSERT INTO assessments_quizattempt (id, learner_id, content_key, number, state, language, seed, items, promised, counts, pass_mark,
                 policy, at_end, grace_seconds, started_at, submitted_at, passed, missed_critical, score_numerator, score_denominator)
               SELECT gen_random_uuid(), id, %s, 1, 'submitted', CASE id %% 3 WHEN 0 THEN 'km' ELSE 'en' END, '', %s, '{}', 'highest', 80,
                 'deferred-1', 'submit', 0, now(), now() + id * interval '1 second', false, '[]', 0, 1
               FROM people_user WHERE username LIKE 'bulk-%%'""",
            [quiz.content_key, json.dumps([asdict(_frozen(one)) for one in compiled])],
        )
        for one in compiled:
            cursor.execute(_ANSWERS, [quiz.content_key, one.key, one.version, quiz.content_key])
        cursor.execute("ANALYZE")


_ANSWERS = """
INSERT INTO assessments_attempt (learner_id, content_key, activity_key, version_id, quiz_attempt_id, language, answer, answer_digest, verdict,
  finished, policy, try_number, client_id, answered_at, received_at, score_numerator, score_denominator)
SELECT learner_id, %s, %s, %s, id, language, jsonb_build_object('answer', jsonb_build_array('o' || chosen)), repeat('0', 64),
  CASE chosen WHEN 0 THEN 'right' ELSE 'wrong' END, true, 'deferred-1', 1, gen_random_uuid(), now(), now(),
  CASE chosen WHEN 0 THEN 1 ELSE 0 END, 1
FROM (
  SELECT id, learner_id, language,
    CASE WHEN random() < 0.3 + 0.6 * (learner_id %% 10) / 10.0 THEN 0 ELSE 1 + floor(random() * 3)::int END AS chosen
  FROM assessments_quizattempt WHERE content_key = %s
) answered
"""


def _frozen(compiled: CompiledActivity) -> FrozenItem:
    return FrozenItem(key=compiled.key, version=compiled.version, critical=False, points="1")



import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.lookups
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ActivityVersion',
            fields=[
                ('digest', models.CharField(max_length=64, primary_key=True, serialize=False, verbose_name='digest')),
                ('kind', models.CharField(max_length=32, verbose_name='kind')),
                ('source', models.TextField(verbose_name='source')),
                ('parsed', models.JSONField(verbose_name='parsed')),
                ('fragments', models.JSONField(default=dict, verbose_name='fragments')),
                ('recorded_at', models.DateTimeField(verbose_name='recorded')),
            ],
            options={
                'verbose_name': 'activity version',
                'verbose_name_plural': 'activity versions',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('digest', ''), _negated=True), models.Q(('kind', ''), _negated=True)), name='activity_version_is_named')],
            },
        ),
        migrations.CreateModel(
            name='QuizAttempt',
            fields=[
                ('score_numerator', models.BigIntegerField(editable=False, null=True)),
                ('score_denominator', models.BigIntegerField(editable=False, null=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('content_key', models.CharField(max_length=200, verbose_name='quiz')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('state', models.CharField(choices=[('open', 'Open'), ('submitted', 'Handed in')], default='open', max_length=10, verbose_name='state')),
                ('language', models.CharField(max_length=12, verbose_name='language')),
                ('seed', models.CharField(max_length=64, verbose_name='seed')),
                ('items', models.JSONField(verbose_name='questions')),
                ('pass_mark', models.PositiveSmallIntegerField(verbose_name='pass mark')),
                ('policy', models.CharField(max_length=64, verbose_name='policy')),
                ('started_at', models.DateTimeField(verbose_name='started')),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='handed in')),
                ('passed', models.BooleanField(null=True, verbose_name='passed')),
                ('missed_critical', models.JSONField(blank=True, null=True, verbose_name='safety questions not right')),
                ('learner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='quiz_attempts', to=settings.AUTH_USER_MODEL, verbose_name='learner')),
            ],
            options={
                'verbose_name': 'quiz attempt',
                'verbose_name_plural': 'quiz attempts',
                'ordering': ['content_key', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('score_numerator', models.BigIntegerField(editable=False, null=True)),
                ('score_denominator', models.BigIntegerField(editable=False, null=True)),
                ('content_key', models.CharField(max_length=200, verbose_name='page')),
                ('activity_key', models.CharField(max_length=64, verbose_name='activity')),
                ('language', models.CharField(max_length=12, verbose_name='language')),
                ('answer', models.JSONField(verbose_name='answer')),
                ('answer_digest', models.CharField(max_length=64)),
                ('verdict', models.CharField(choices=[('right', 'Right'), ('partly', 'Partly right'), ('wrong', 'Not yet right'), ('noted', 'Noted')], max_length=8, verbose_name='verdict')),
                ('finished', models.BooleanField(default=True)),
                ('policy', models.CharField(max_length=64, verbose_name='policy')),
                ('try_number', models.PositiveIntegerField(verbose_name='try')),
                ('client_id', models.UUIDField(unique=True)),
                ('answered_at', models.DateTimeField(verbose_name='answered')),
                ('received_at', models.DateTimeField(verbose_name='received')),
                ('learner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attempts', to=settings.AUTH_USER_MODEL, verbose_name='learner')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attempts', to='assessments.activityversion', verbose_name='version')),
                ('quiz_attempt', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attempts', to='assessments.quizattempt', verbose_name='quiz attempt')),
            ],
            options={
                'verbose_name': 'attempt',
                'verbose_name_plural': 'attempts',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='QuizPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('content_key', models.CharField(blank=True, db_index=True, editable=False, max_length=150, verbose_name='content key')),
                ('imported_digest', models.CharField(blank=True, editable=False, max_length=64, verbose_name='digest of the imported file')),
                ('source_path', models.CharField(blank=True, editable=False, max_length=255, verbose_name='file')),
                ('body', models.TextField(blank=True, verbose_name='text')),
                ('minutes', models.PositiveSmallIntegerField(default=0, verbose_name='minutes')),
                ('pass_mark', models.PositiveSmallIntegerField(default=80, help_text='Percent. Questions marked as critical must be right in any case.', validators=[django.core.validators.MaxValueValidator(100)], verbose_name='pass mark')),
                ('shuffle', models.BooleanField(default=True, help_text='Questions and options come in another order in every sitting.', verbose_name='shuffle')),
            ],
            options={
                'verbose_name': 'quiz',
                'verbose_name_plural': 'quizzes',
                'constraints': [models.CheckConstraint(condition=models.Q(('pass_mark__lte', 100)), name='quiz_pass_mark_is_percent')],
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='QuizResponse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item_key', models.CharField(max_length=64, verbose_name='question')),
                ('answer', models.JSONField(verbose_name='answer')),
                ('sequence', models.PositiveBigIntegerField(verbose_name='sequence')),
                ('received_at', models.DateTimeField(verbose_name='received')),
                ('attempt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='assessments.quizattempt', verbose_name='quiz attempt')),
            ],
            options={
                'verbose_name': 'saved answer',
                'verbose_name_plural': 'saved answers',
                'ordering': ['attempt', 'item_key', 'sequence', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='quizattempt',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('learner', 'content_key'), name='one_open_quiz_attempt'),
        ),
        migrations.AddConstraint(
            model_name='quizattempt',
            constraint=models.UniqueConstraint(fields=('learner', 'content_key', 'number'), name='quiz_attempts_are_numbered'),
        ),
        migrations.AddConstraint(
            model_name='quizattempt',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='quiz_attempts_count_from_one'),
        ),
        migrations.AddConstraint(
            model_name='quizattempt',
            constraint=models.CheckConstraint(condition=models.Q(('pass_mark__lte', 100)), name='quiz_attempt_pass_mark_is_percent'),
        ),
        migrations.AddConstraint(
            model_name='quizattempt',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('score_denominator', None), ('score_numerator', None)), models.Q(('score_denominator__gte', 1), ('score_numerator__gte', 0), ('score_numerator__lte', models.F('score_denominator')), ('score_denominator__isnull', False), ('score_numerator__isnull', False)), _connector='OR'), name='quiz_attempt_score_is_a_fraction'),
        ),
        migrations.AddConstraint(
            model_name='quizattempt',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('missed_critical__isnull', True), ('passed', None), ('score_numerator', None), ('state', 'open'), ('submitted_at', None)), models.Q(('missed_critical__isnull', False), ('passed__isnull', False), ('score_numerator__isnull', False), ('state', 'submitted'), ('submitted_at__isnull', False)), _connector='OR'), name='quiz_attempt_result_comes_with_hand_in'),
        ),
        migrations.AddConstraint(
            model_name='quizattempt',
            constraint=models.CheckConstraint(condition=models.Q(('passed', None), ('passed', False), django.db.models.lookups.GreaterThanOrEqual(django.db.models.expressions.CombinedExpression(models.F('score_numerator'), '*', models.Value(100)), django.db.models.expressions.CombinedExpression(models.F('pass_mark'), '*', models.F('score_denominator'))), _connector='OR'), name='quiz_attempt_passes_at_the_mark'),
        ),
        migrations.AddConstraint(
            model_name='quizattempt',
            constraint=models.CheckConstraint(condition=models.Q(('passed', None), ('passed', False), ('missed_critical', []), _connector='OR'), name='quiz_attempt_passes_with_every_safety_question'),
        ),
        migrations.AddIndex(
            model_name='attempt',
            index=models.Index(fields=['learner', 'content_key', 'id'], name='attempts_of_a_page'),
        ),
        migrations.AddConstraint(
            model_name='attempt',
            constraint=models.UniqueConstraint(condition=models.Q(('quiz_attempt', None)), fields=('learner', 'content_key', 'activity_key', 'try_number'), name='one_attempt_per_try'),
        ),
        migrations.AddConstraint(
            model_name='attempt',
            constraint=models.UniqueConstraint(condition=models.Q(('quiz_attempt__isnull', False)), fields=('quiz_attempt', 'activity_key'), name='one_attempt_per_quiz_item'),
        ),
        migrations.AddConstraint(
            model_name='attempt',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('score_denominator', None), ('score_numerator', None)), models.Q(('score_denominator__gte', 1), ('score_numerator__gte', 0), ('score_numerator__lte', models.F('score_denominator')), ('score_denominator__isnull', False), ('score_numerator__isnull', False)), _connector='OR'), name='attempt_score_is_a_fraction'),
        ),
        migrations.AddConstraint(
            model_name='attempt',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('score_numerator', None), ('verdict', 'noted')), models.Q(('score_numerator__isnull', False), models.Q(models.Q(('score_numerator', models.F('score_denominator')), ('verdict', 'right')), models.Q(('score_numerator', 0), ('verdict', 'wrong')), models.Q(('score_numerator__gt', 0), ('score_numerator__lt', models.F('score_denominator')), ('verdict', 'partly')), _connector='OR')), _connector='OR'), name='attempt_verdict_follows_score'),
        ),
        migrations.AddConstraint(
            model_name='attempt',
            constraint=models.CheckConstraint(condition=models.Q(('try_number__gte', 1)), name='attempt_tries_count_from_one'),
        ),
        migrations.AddIndex(
            model_name='quizresponse',
            index=models.Index(fields=['attempt', 'item_key', 'sequence'], name='last_saves_of_an_attempt'),
        ),
    ]

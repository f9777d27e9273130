

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content_key', models.CharField(max_length=200)),
                ('anchor', models.CharField(blank=True, max_length=100)),
                ('seen_at', models.DateTimeField()),
                ('learner', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'place',
                'verbose_name_plural': 'places',
            },
        ),
        migrations.CreateModel(
            name='Enrolment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('programme_key', models.CharField(max_length=60, verbose_name='programme')),
                ('pathway', models.CharField(max_length=60, verbose_name='pathway')),
                ('since', models.DateTimeField(verbose_name='since')),
                ('until', models.DateTimeField(blank=True, null=True, verbose_name='until')),
                ('learner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to=settings.AUTH_USER_MODEL, verbose_name='learner')),
            ],
            options={
                'verbose_name': 'enrolment',
                'verbose_name_plural': 'enrolments',
                'ordering': ['since', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('until', None)), fields=('learner', 'programme_key'), name='one_current_pathway_per_programme'), models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='enrolment_ends_after_it_began'), models.CheckConstraint(condition=models.Q(models.Q(('programme_key', ''), _negated=True), models.Q(('pathway', ''), _negated=True)), name='enrolment_names_programme_and_pathway')],
            },
        ),
        migrations.CreateModel(
            name='LessonEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('module_key', models.CharField(max_length=200, verbose_name='module')),
                ('content_key', models.CharField(max_length=200, verbose_name='page')),
                ('kind', models.CharField(choices=[('opened', 'Opened'), ('done', 'Marked as done'), ('undone', 'No longer marked as done'), ('completed', 'Module completed')], max_length=10, verbose_name='kind')),
                ('client_id', models.UUIDField(unique=True)),
                ('criterion', models.JSONField(blank=True, null=True, verbose_name='criterion')),
                ('happened_at', models.DateTimeField(verbose_name='happened')),
                ('learner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lesson_events', to=settings.AUTH_USER_MODEL, verbose_name='learner')),
            ],
            options={
                'verbose_name': 'lesson event',
                'verbose_name_plural': 'lesson events',
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['learner', 'module_key'], name='events_of_a_module')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('kind', 'completed')), fields=('learner', 'module_key'), name='a_module_is_completed_once'), models.CheckConstraint(condition=models.Q(models.Q(('criterion__isnull', True), ('kind__in', ['opened', 'done', 'undone'])), models.Q(('content_key', models.F('module_key')), ('criterion__isnull', False), ('kind', 'completed')), _connector='OR'), name='lesson_event_criterion_comes_with_completion')],
            },
        ),
        migrations.CreateModel(
            name='LessonProgress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content_key', models.CharField(max_length=200)),
                ('opened_at', models.DateTimeField(null=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('times', models.PositiveIntegerField(default=0)),
                ('best_numerator', models.BigIntegerField(null=True)),
                ('best_denominator', models.BigIntegerField(null=True)),
                ('pass_mark', models.PositiveSmallIntegerField(null=True)),
                ('missed_critical', models.PositiveIntegerField(null=True)),
                ('latest_at', models.DateTimeField()),
                ('learner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'progress in a lesson',
                'verbose_name_plural': 'progress in lessons',
                'constraints': [models.UniqueConstraint(fields=('learner', 'content_key'), name='one_progress_per_page'), models.CheckConstraint(condition=models.Q(models.Q(('best_denominator', None), ('best_numerator', None)), models.Q(('best_denominator__gte', 1), ('best_numerator__gte', 0), ('best_numerator__lte', models.F('best_denominator')), ('best_denominator__isnull', False), ('best_numerator__isnull', False)), _connector='OR'), name='best_score_is_a_fraction')],
            },
        ),
        migrations.CreateModel(
            name='ModuleProgress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('module_key', models.CharField(max_length=200)),
                ('started_at', models.DateTimeField()),
                ('lessons_done', models.PositiveIntegerField(default=0)),
                ('completed_at', models.DateTimeField(null=True)),
                ('learner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'progress in a module',
                'verbose_name_plural': 'progress in modules',
                'constraints': [models.UniqueConstraint(fields=('learner', 'module_key'), name='one_progress_per_module')],
            },
        ),
    ]

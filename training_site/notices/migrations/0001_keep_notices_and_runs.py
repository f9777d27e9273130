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
            name='Preference',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('by_email', models.BooleanField(verbose_name='by e-mail')),
                ('chosen_at', models.DateTimeField(verbose_name='chosen')),
            ],
            options={
                'verbose_name': 'preference',
                'verbose_name_plural': 'preferences',
            },
        ),
        migrations.CreateModel(
            name='TickLock',
            fields=[
                ('job', models.CharField(max_length=80, primary_key=True, serialize=False, verbose_name='job')),
                ('holder', models.UUIDField(null=True, verbose_name='holder')),
                ('claimed_at', models.DateTimeField(null=True, verbose_name='claimed')),
                ('claimed_until', models.DateTimeField(null=True, verbose_name='claimed until')),
                ('due_at', models.DateTimeField(null=True, verbose_name='due')),
            ],
            options={
                'verbose_name': 'lock of a job',
                'verbose_name_plural': 'locks of jobs',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('claimed_at', None), ('claimed_until', None), ('holder', None)), models.Q(('claimed_at__isnull', False), ('claimed_until__isnull', False), ('holder__isnull', False)), _connector='OR'), name='a_claim_has_holder_and_times')],
            },
        ),
        migrations.CreateModel(
            name='TickRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('job', models.CharField(max_length=80, verbose_name='job')),
                ('started_at', models.DateTimeField(verbose_name='started')),
                ('finished_at', models.DateTimeField(verbose_name='finished')),
                ('outcome', models.CharField(choices=[('done', 'Done'), ('failed', 'Failed'), ('lost', 'Did not come back')], max_length=8, verbose_name='outcome')),
                ('counts', models.JSONField(blank=True, default=dict, verbose_name='counts')),
                ('failure', models.CharField(blank=True, max_length=120, verbose_name='failure')),
            ],
            options={
                'verbose_name': 'run of a job',
                'verbose_name_plural': 'runs of jobs',
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['job', '-finished_at'], name='runs_of_a_job')],
                'constraints': [models.CheckConstraint(condition=models.Q(('outcome__in', ['done', 'failed', 'lost'])), name='run_outcome_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'failed'), models.Q(('failure', ''), _negated=True)), models.Q(models.Q(('outcome', 'failed'), _negated=True), ('failure', '')), _connector='OR'), name='a_failed_run_names_its_failure')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(db_index=True, max_length=300, verbose_name='key')),
                ('kind', models.CharField(max_length=80, verbose_name='kind')),
                ('facts', models.JSONField(blank=True, default=dict, verbose_name='facts')),
                ('link', models.CharField(max_length=500, verbose_name='link')),
                ('owed_at', models.DateTimeField(verbose_name='owed')),
                ('seen_at', models.DateTimeField(blank=True, null=True, verbose_name='seen')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='sent by e-mail')),
                ('send_after', models.DateTimeField(verbose_name='by e-mail not before')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='attempts')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'notice',
                'verbose_name_plural': 'notices',
                'ordering': ['-owed_at', '-pk'],
                'indexes': [models.Index(fields=['person', '-owed_at'], name='notices_of_a_person'), models.Index(condition=models.Q(('seen_at', None), ('withdrawn_at', None)), fields=['person'], name='notices_to_be_seen'), models.Index(condition=models.Q(('seen_at', None), ('withdrawn_at', None), ('sent_at', None)), fields=['send_after'], name='notices_to_be_sent')],
                'constraints': [models.UniqueConstraint(fields=('person', 'key'), name='a_notice_is_owed_once'), models.CheckConstraint(condition=models.Q(models.Q(('key', ''), _negated=True), models.Q(('kind', ''), _negated=True)), name='notice_has_key_and_kind'), models.CheckConstraint(condition=models.Q(('link__startswith', '/'), models.Q(('link__startswith', '//'), _negated=True)), name='notice_leads_into_this_site')],
            },
        ),
    ]

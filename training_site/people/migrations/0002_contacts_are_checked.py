from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_people_and_organisations'),
    ]

    operations = [
        migrations.AddField(
            model_name='organisation',
            name='contacts_checked_on',
            field=models.DateField(blank=True, null=True, verbose_name='contacts checked on'),
        ),
    ]

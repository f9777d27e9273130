from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0003_tell_what_happened_to_earlier_sittings'),
    ]

    operations = [
        migrations.AddField(
            model_name='quizpage',
            name='pick',
            field=models.PositiveSmallIntegerField(default=0, help_text='0: all. Those not seen yet come first; critical questions are always among them.', verbose_name='questions in each attempt'),
        ),
    ]

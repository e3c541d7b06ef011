"""Which languages someone’s forms show."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0013_kept_uploads'),
    ]

    operations = [
        migrations.AddField(
            model_name='preference',
            name='form_language',
            field=models.CharField(blank=True, editable=False, max_length=20, validators=[django.core.validators.RegexValidator('^[a-z]{2,3}(-[a-z0-9]{2,8})*\\Z', 'Write a language code in small letters, like fr or zh-hans.')], verbose_name='languages of forms'),
        ),
    ]

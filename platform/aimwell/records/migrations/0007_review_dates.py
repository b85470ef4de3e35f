"""Records signed before the date of the next review was kept with them get the date they set then."""

from django.db import migrations

_PERIOD = "('assessment', 'support_plan', 'review')"


class Migration(migrations.Migration):
    dependencies = [("records", "0006_service_and_role")]

    operations = [
        # A record never changes; this column is new, so nothing that was signed does.
        migrations.RunSQL(
            'ALTER TABLE "records_record" DISABLE TRIGGER USER;'
            'ALTER TABLE "records_record" NO FORCE ROW LEVEL SECURITY;'
            'ALTER TABLE "library_templateversion" NO FORCE ROW LEVEL SECURITY;'
            'UPDATE "records_record" AS record SET review_due ='
            " ((record.signed_at AT TIME ZONE 'Europe/London')::date + 7 * organisation.review_weeks)"
            ' FROM "library_templateversion" AS version, "organisations_organisation" AS organisation'
            f" WHERE version.id = record.version_id AND version.kind IN {_PERIOD}"
            " AND organisation.id = record.organisation_id;"
            'ALTER TABLE "library_templateversion" FORCE ROW LEVEL SECURITY;'
            'ALTER TABLE "records_record" FORCE ROW LEVEL SECURITY;'
            'ALTER TABLE "records_record" ENABLE TRIGGER USER;',
            migrations.RunSQL.noop,
        ),
    ]

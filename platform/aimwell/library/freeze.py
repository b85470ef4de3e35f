"""Publishing freezes: a template's text becomes a numbered version that nothing can change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from aimwell.contracts import Measure
from aimwell.formschema import compile as compile_template
from aimwell.formschema import outline, read
from aimwell.library.models import FormTemplate, TemplateVersion
from aimwell.organisations.models import User


def freeze(
    template: FormTemplate, *, text: str, measures: Mapping[str, Measure], by: User, note: str = ""
) -> TemplateVersion:
    """Freeze ``text`` as the next version of ``template`` and make it the live one.

    Raises TemplateRefused with every problem found. Publishing what is live already freezes nothing new.
    """
    document = read(text)
    schema_text = json.dumps(compile_template(document, measures), ensure_ascii=False)
    sketch = outline(json.loads(schema_text))
    template = FormTemplate.objects.select_for_update().get(pk=template.pk)
    latest = template.versions.first()
    if latest is not None and (latest.text, latest.schema_text) == (text, schema_text):
        version = latest
    else:
        version = TemplateVersion.objects.create(
            organisation_id=template.organisation_id,
            template=template,
            number=1 if latest is None else latest.number + 1,
            title=sketch.title,
            kind=sketch.kind,
            text=text,
            fingerprint=hashlib.sha256(text.encode()).hexdigest(),
            schema_text=schema_text,
            measures=measure_versions(sketch),
            published_by=by,
            note=note,
        )
    template.live, template.title, template.kind = version, version.title, version.kind
    template.save(update_fields=["live", "title", "kind"])
    return version


def withdraw(template: FormTemplate) -> None:
    """Offer a template no longer. Its versions, drafts and records stay."""
    FormTemplate.objects.filter(pk=template.pk).update(live=None)


def measure_versions(sketch) -> dict[str, str]:
    """The measures that a form asks, with their versions."""
    return {
        question.measure: question.measure_version
        for section in sketch.sections
        for question in section.questions
        if question.measure
    }

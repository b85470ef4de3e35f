"""A form brought as a file: a template of ours, an XLSForm or a FHIR Questionnaire."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import PurePath

from aimwell.exchange import Brought, is_questionnaire, is_workbook, read_questionnaire, read_xlsform
from aimwell.formschema import read
from aimwell.organisations.models import Organisation, User
from aimwell_cms.authoring.models import Bringing, TemplatePage
from aimwell_cms.authoring.starters import bring_in


def bring_file(content: bytes, name: str, organisation: Organisation, user: User) -> TemplatePage:
    """Make a draft of a template page out of a file. Raises TemplateRefused when it can't be read.

    A form of another kind leaves a report with the page, of what came along and what didn't.
    """
    if is_workbook(content):
        title = PurePath(name).stem
        return _brought(lambda: read_xlsform(content, title), name, organisation, user)
    document = read(content)
    if is_questionnaire(document):
        return _brought(lambda: read_questionnaire(document), name, organisation, user)
    return bring_in(content.decode(), organisation, user)


def _brought(make: Callable[[], Brought], name: str, organisation: Organisation, user: User) -> TemplatePage:
    brought = make()
    text = json.dumps(brought.template, ensure_ascii=False, indent=2) + "\n"
    page = bring_in(text, organisation, user)
    Bringing.objects.create(
        page=page, file_name=name[:200], lines=[asdict(line) for line in brought.lines], brought_by=user
    )
    return page

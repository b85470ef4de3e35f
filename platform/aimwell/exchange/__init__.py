"""Form templates from and to the formats of others: XLSForm (ODK, Kobo), FHIR R4 Questionnaire. No Django.

Nothing is dropped in silence: whatever can't come along is a line of the report.
"""

from aimwell.exchange.fhir.reading import is_questionnaire, read_questionnaire
from aimwell.exchange.fhir.writing import write_questionnaire
from aimwell.exchange.report import Brought, Line, Taken
from aimwell.exchange.xlsform.reading import is_workbook, read_xlsform

__all__ = [
    "Brought",
    "Line",
    "Taken",
    "is_questionnaire",
    "is_workbook",
    "read_questionnaire",
    "read_xlsform",
    "write_questionnaire",
]

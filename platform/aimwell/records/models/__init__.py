from aimwell.records.models.calculation import Calculation
from aimwell.records.models.decision import Decision
from aimwell.records.models.draft import Draft
from aimwell.records.models.record import Record, RecordNotice
from aimwell.records.models.score import Change, Score

__all__ = ["Calculation", "Change", "Decision", "Draft", "Record", "RecordNotice", "Score"]

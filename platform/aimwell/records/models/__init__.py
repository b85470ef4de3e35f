from aimwell.records.models.decision import Decision
from aimwell.records.models.draft import Draft
from aimwell.records.models.record import Record, RecordNotice
from aimwell.records.models.score import Change, Score

__all__ = ["Change", "Decision", "Draft", "Record", "RecordNotice", "Score"]

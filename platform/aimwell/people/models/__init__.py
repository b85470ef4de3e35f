from aimwell.people.models.care_team import CareRole, CareTeamMember
from aimwell.people.models.carer import Carer, CarerAct, CarerConsent
from aimwell.people.models.keyworkers import KeyWorkerChange, KeyWorkerMove
from aimwell.people.models.merge import Merge
from aimwell.people.models.person import Person, check_nhs_number

__all__ = [
    "CareRole",
    "CareTeamMember",
    "Carer",
    "CarerAct",
    "CarerConsent",
    "KeyWorkerChange",
    "KeyWorkerMove",
    "Merge",
    "Person",
    "check_nhs_number",
]

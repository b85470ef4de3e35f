from aimwell.people.models.merge import Merge
from aimwell.people.models.person import CareTeamMember, Person, check_nhs_number

__all__ = ["CareTeamMember", "Merge", "Person", "check_nhs_number"]

"""Find people by name or NHS number."""

from __future__ import annotations

import re

from django.db.models import Q, QuerySet

from aimwell.people import nhsnumber
from aimwell.people.models import Person


def searched(people: QuerySet[Person], text: str) -> QuerySet[Person]:
    """People whose names have every word of the text, or whose NHS number begins with its digits."""
    digits = re.sub(r"[\s-]", "", text)
    if digits.isascii() and digits.isdigit():
        whole = len(digits) == nhsnumber.LENGTH
        return people.filter(**{"nhs_number" if whole else "nhs_number__startswith": digits})
    for word in text.split():
        people = people.filter(
            Q(given_name__icontains=word) | Q(family_name__icontains=word) | Q(preferred_name__icontains=word)
        )
    return people

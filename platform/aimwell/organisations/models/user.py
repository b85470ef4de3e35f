from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """Somebody who signs in. What they may do is said by their memberships, one an organisation."""

    email = models.EmailField("email address", unique=True)
    profession = models.CharField(max_length=100, blank=True)

    def __str__(self) -> str:
        return self.get_full_name() or self.email

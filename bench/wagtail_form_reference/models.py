"""A form as Wagtail's own form builder makes it, and a table of one column."""

from functools import cache
from typing import Any

from django.db import models
from django.forms.renderers import Jinja2
from modelcluster.fields import ParentalKey
from wagtail.contrib.forms.models import AbstractForm, AbstractFormField

from wagtail_form_reference.streams import ReferenceStreamPage

__all__ = ["PlainRow", "ReferenceField", "ReferencePage", "ReferenceStreamPage"]


@cache
def _jinja() -> Jinja2:
    return Jinja2()


class ReferenceField(AbstractFormField):
    """A question of the page."""

    page = ParentalKey("ReferencePage", on_delete=models.CASCADE, related_name="form_fields")


class ReferencePage(AbstractForm):
    """The form page, in the layout that our own pages have.

    Its fields are drawn by Django's default form templates, or by the quicker ones in Jinja2.
    """

    drawn_by_jinja = models.BooleanField(default=False)

    template = "reference/form.jinja"
    landing_page_template = "reference/landing.jinja"

    def get_form_parameters(self) -> dict[str, Any]:
        return {"renderer": _jinja()} if self.drawn_by_jinja else {}


class PlainRow(models.Model):
    """What the plainest view saves."""

    data = models.JSONField()

    def __str__(self) -> str:
        return f"row {self.pk}"

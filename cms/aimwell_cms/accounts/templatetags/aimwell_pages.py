"""Lets allauth's templates, which are Django's, stand in our Jinja2 layout and use NHS.UK components."""

from __future__ import annotations

from django import forms, template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_block_tag(takes_context=True, end_name="endpage")
def page(context: Context, content: SafeString, title: str) -> SafeString:
    """The block as the content of a page of ours; where the view's form has errors, under their summary."""
    form = context.get("form")
    given = {"page_content": content, "page_title": title, "errors": _errors(form) if form else []}
    return SafeString(render_to_string("account/page.jinja", given, request=context.get("request")))


@register.simple_tag
def form_fields(form: forms.Form) -> SafeString:
    """The fields of a Django form as NHS.UK components."""
    return SafeString(render_to_string("account/fields.jinja", {"form": form}))


def _errors(form: forms.Form) -> list[dict[str, str]]:
    """What is wrong, for an error summary: links to its field; to the first if it is the whole form."""
    visible = form.visible_fields()
    whole = [{"text": error, "href": f"#{visible[0].id_for_label}"} for error in form.non_field_errors()]
    return whole + [
        {"text": error, "href": f"#{field.id_for_label}"} for field in visible for error in field.errors
    ]

"""Where a template stands, at the head of its editor: what is live, and what stops publishing."""

from __future__ import annotations

import json
from typing import Any

from django.urls import reverse
from wagtail.admin.panels import Panel

from aimwell_cms.authoring.following import locks_of_the_whole
from aimwell_cms.authoring.standing import standing_of
from aimwell_cms.authoring.tabs import tabs_of


class StandingPanel(Panel):
    """Draft and live, told apart; and the problems, which the script fetches again after each save."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "aimwell_authoring/standing_panel.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """What the panel shows."""
            context = super().get_context_data(parent_context)
            page = self.instance
            if page.pk:
                context["standing"] = standing_of(page)
                context["locks"] = json.dumps(locks_of_the_whole(page))
                context["problems_url"] = reverse("aimwell_problems", args=[page.pk])
                context["tabs"] = tabs_of(page, "wagtailadmin_pages:edit")
                if hasattr(page, "bringing"):
                    context["brought_url"] = reverse("aimwell_brought", args=[page.pk])
            return context

"""Members of an organisation, under /cms/organisations/<slug>/members/.

Beside Wagtail's own addresses and not among them: those lead away whoever may not, where these say no.
"""

from django.urls import path

from aimwell_cms.accounts import views

urlpatterns = [
    path("", views.index, name="aimwell_members"),
    path("invite/", views.add, name="aimwell_member_invite"),
    path("<int:membership>/role/", views.role, name="aimwell_member_role"),
    path("<int:membership>/band/", views.band, name="aimwell_member_band"),
    path("<int:membership>/remove/", views.leave, name="aimwell_member_remove"),
    path("<int:membership>/letter/", views.letter, name="aimwell_member_letter"),
]

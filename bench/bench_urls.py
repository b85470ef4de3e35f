"""Every address of Aimwell, and that of the plainest view that saves something."""

from django.urls import path
from wagtail_form_reference.views import save_one_row

from aimwell_cms.urls import urlpatterns as ours

urlpatterns = [path("save-one-row", save_one_row), *ours]

"""The addresses of libraries: of an organisation, of a template page, and of the whole installation."""

from django.urls import path

from aimwell_cms.authoring.views import doors, library, library_changes, merging, offering, using

of_organisation = [
    path("", library.index, name="aimwell_library"),
    path("<uuid:item>/", library.detail, name="aimwell_library_item"),
    path("<uuid:item>/offer/", library_changes.offer, name="aimwell_library_offer"),
    path("<uuid:item>/withdraw/", library_changes.withdraw, name="aimwell_library_withdraw"),
    path("<uuid:item>/locks/", library_changes.locks, name="aimwell_library_locks"),
    path("<uuid:item>/use/", library_changes.use, name="aimwell_library_use"),
]

of_template = [
    path("", using.index, name="aimwell_form_library"),
    path("add/", using.add, name="aimwell_form_library_add"),
    path("keep/", using.keep, name="aimwell_form_library_keep"),
    path("put-back/", merging.put_back, name="aimwell_form_library_put_back"),
    path("stop/", merging.stop, name="aimwell_form_library_stop"),
    path("newer/", merging.newer, name="aimwell_form_library_newer"),
]

of_installation = [
    path("", doors.library, name="aimwell_library_door"),
    path("offers/", offering.offers, name="aimwell_library_offers"),
]

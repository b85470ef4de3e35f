"""A manager's screens for plugins."""

from __future__ import annotations

import html
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from editor import make_editor, signed_in
from factories import make_member, make_version, switch_on

from aimwell.library.installed import missing_measures, require_installed
from aimwell.organisations.models import ContentPackUpload, PluginFailure, PluginUse
from aimwell.organisations.offers import offers_of
from aimwell.organisations.roles import Role
from aimwell.organisations.scope import acting_for
from aimwell.plugins import PluginError, installed_plugins

pytestmark = pytest.mark.django_db

WITH_VAS = {
    "title": "How it is",
    "type": "object",
    "x-aimwell": {"kind": "review", "language": "en-GB"},
    "properties": {
        "how": {
            "type": "object",
            "title": "How it is",
            "properties": {"vas": {"title": "Pain", "x-aimwell": {"widget": "measure", "measure": "vas"}}},
        }
    },
}


def pack(**changes: Any) -> bytes:
    """A content pack for TOMs."""
    version = installed_plugins().measures["toms"].version
    content = {
        "measure": "toms",
        "version": version,
        "licence": "L-1",
        "texts": {"/impairment": {"title": "Our own wording"}},
        **changes,
    }
    return json.dumps(content).encode()


def bring(browser: Any, content: bytes) -> Any:
    url = reverse("aimwell_plugin_wording", args=["ours", "toms", "toms"])
    return browser.post(url, {"file": SimpleUploadedFile("toms.json", content)})


def is_on(organisation: Any, plugin: str) -> bool:
    with acting_for(organisation):
        return PluginUse.objects.filter(plugin=plugin, on=True).exists()


def test_the_list_tells_what_is_installed_on_failing_and_used():
    ours, manager = make_editor(plugins=("vas",))
    make_version(ours, manager, WITH_VAS)
    with acting_for(ours):
        PluginFailure.objects.create(
            organisation=ours,
            plugin="vas",
            plugin_version="1",
            call="score",
            error="KeyError",
            place="vas.py:1",
        )
    content = signed_in(manager).get(reverse("aimwell_plugins_door"), follow=True).content.decode()
    assert "1 failure" in content
    assert "How it is" in content
    assert "Licensed: you record your licence and bring the wording" in content
    detail = signed_in(manager).get(reverse("aimwell_plugin", args=["ours", "vas"])).content.decode()
    assert "KeyError" in detail
    assert "old records keep showing" in detail


def test_a_plugin_is_switched_on_and_off_for_one_organisation_only():
    ours, manager = make_editor()
    theirs, _ = make_editor("theirs")
    browser = signed_in(manager)
    url = reverse("aimwell_plugin_switch", args=["ours", "vas"])
    assert browser.get(url).status_code == 405
    browser.post(url, {"on": "true"})
    assert is_on(ours, "vas")
    assert not is_on(theirs, "vas")
    browser.post(url, {"on": "false"})
    assert not is_on(ours, "vas")


def test_a_licensed_measure_asks_for_the_licence_first():
    ours, manager = make_editor()
    browser = signed_in(manager)
    url = reverse("aimwell_plugin_switch", args=["ours", "toms"])
    refused = browser.post(url, {"on": "true", "licence_reference": " "})
    assert refused.status_code == 422
    assert not is_on(ours, "toms")
    browser.post(url, {"on": "true", "licence_reference": "TOMS-77"})
    with acting_for(ours):
        use = PluginUse.objects.get(plugin="toms")
    assert (use.on, use.licence_reference) == (True, "TOMS-77")


def test_settings_are_checked_against_the_schema_and_kept():
    ours, manager = make_editor(plugins=("vas",))
    browser = signed_in(manager)
    url = reverse("aimwell_plugin_settings", args=["ours", "vas", "vas"])
    assert "A higher value is" in browser.get(url).content.decode()
    refused = browser.post(url, {"threshold": "900", "higher_is": "worse"})
    assert refused.status_code == 422
    assert "Must be 100 or less." in refused.content.decode()
    browser.post(url, {"threshold": "12", "higher_is": "worse", "citation": ""})
    with acting_for(ours):
        assert offers_of(ours).settings_of("vas") == {"threshold": 12, "higher_is": "worse"}


def test_wording_is_taken_in_and_a_faulty_pack_is_refused_by_place():
    ours, manager = make_editor()
    switch_on(ours, "toms")
    browser = signed_in(manager)
    assert bring(browser, pack()).status_code == 302
    with acting_for(ours):
        answers = offers_of(ours).measures["toms"].answers
        assert ContentPackUpload.objects.get().uploaded_by == manager
    assert answers["properties"]["impairment"]["title"] == "Our own wording"
    for content, told in [
        (b"{", "This isn't JSON"),
        (pack(version="0.0"), "/version"),
        (pack(texts={"/nowhere": {"title": "x"}}), "/texts/~1nowhere"),
        (b"\xff\xfe", "UTF-8"),
        (b" " * 1_000_001, "larger than 1 MB"),
    ]:
        refused = bring(browser, content)
        assert refused.status_code == 422
        assert told in html.unescape(refused.content.decode())
    with acting_for(ours):
        assert ContentPackUpload.objects.count() == 1


@pytest.mark.parametrize("role", [Role.APPROVER, Role.PRACTITIONER, Role.READ_ONLY])
def test_only_who_may_manage_plugins_does(role: Role):
    ours, _ = make_editor()
    browser = signed_in(make_member(ours, role))
    assert browser.get(reverse("aimwell_plugins", args=["ours"])).status_code == 302
    browser.post(reverse("aimwell_plugin_switch", args=["ours", "vas"]), {"on": "true"})
    assert not is_on(ours, "vas")


def test_a_manager_of_another_organisation_finds_nothing():
    make_editor("theirs")
    _, manager = make_editor()
    assert signed_in(manager).get(reverse("aimwell_plugins", args=["theirs"])).status_code == 404


def test_a_start_without_a_measure_in_use_is_refused_with_the_way_out(monkeypatch: pytest.MonkeyPatch):
    ours, manager = make_editor(plugins=("vas",))
    make_version(ours, manager, WITH_VAS)
    assert missing_measures() == []
    require_installed()
    empty = type("Nothing", (), {"measures": {}})()
    monkeypatch.setattr("aimwell.library.installed.installed_plugins", lambda: empty)
    with pytest.raises(PluginError, match=r"“vas” .* in the form “How it is” of Ours service"):
        require_installed()

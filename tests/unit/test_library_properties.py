"""No sequence of edits, imports, restores and merges gives a form that can be published and breaks a lock."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from library_items import FALLS, FORM, SLEEP, WHOLE, question, section, template
from library_oracle import broken

from aimwell.formschema.following.items import COPY, FOLLOW, LOCKS, Item, claims, is_library_note, part_at
from aimwell.formschema.following.keeping import inserted, whole
from aimwell.formschema.following.locks import breaches, is_kept
from aimwell.formschema.following.marking import settled, stop_following
from aimwell.formschema.following.merging import merged
from aimwell.formschema.following.putting_back import relock
from aimwell_cms.authoring.convert.placing import Form, every
from aimwell_cms.authoring.convert.reading import read_template
from aimwell_cms.authoring.convert.rebuilding import rebuilt
from aimwell_cms.authoring.convert.writing import Written, write

Json = Any

_locks = st.frozensets(st.sampled_from(list(LOCKS)), min_size=1)
_picks = st.integers(0, 10_000)
_texts = st.sampled_from(["", "Other words", "home", "a = b", "Have you fallen?"])


def library(locks: list[frozenset[str]]) -> dict[tuple[str, int], Item]:
    """Three items in two versions each, the second differing, each with locks of its own."""
    falls, sleep, form = deepcopy(FALLS), deepcopy(SLEEP), deepcopy(WHOLE)
    falls["properties"]["fallen"]["title"] = "Have you had a fall?"
    falls["properties"]["new"] = {"type": "boolean", "title": "New?"}
    sleep["enum"] = ["well", "badly"]
    del sleep["x-aimwell"]["labels"]["hardly"]
    form["properties"]["sleep"]["title"] = "Nights"
    made = [
        section(1, locks[0]),
        section(2, locks[1], falls),
        question(1, locks[2]),
        question(2, locks[3], sleep),
        template(1, locks[4]),
        template(2, locks[5], form),
    ]
    return {(item.id, item.version): item for item in made}


class Authoring(RuleBasedStateMachine):
    """A page as the server keeps it: its draft, its revisions, and what it is known to follow."""

    def __init__(self) -> None:
        super().__init__()
        self.items: dict[tuple[str, int], Item] = library([frozenset(LOCKS)] * 6)
        self.form: Form = read_template(FORM)
        self.revisions: list[Form] = [self.form]
        self.memory: dict[str, tuple[str, int]] = {}

    # What the server does

    def written(self) -> Written:
        return write(self.form)

    def remembered(self) -> dict[str, tuple[str, int]]:
        places = {"": "", **self.written().places}
        return {place: self.memory[block] for place, block in places.items() if block in self.memory}

    def save(self, form: Form) -> None:
        self.form = form
        written = self.written()
        for claim in claims(written.template):
            if claim.follows and is_kept(claim, self.items):
                block = written.places.get(claim.place, "")
                known = self.memory.get(block)
                if known is None or (known[0] == claim.item and known[1] < claim.version):
                    self.memory[block] = claim.wanted
        self.revisions.append(form)

    def redraft(self, changed: Json) -> None:
        self.save(rebuilt(self.form, changed, {}))

    # What somebody may try

    @rule(locks=st.lists(_locks, min_size=6, max_size=6))
    def another_library(self, locks: list[frozenset[str]]) -> None:
        if not self.memory:
            self.items = library(locks)

    @rule(pick=_picks, version=st.sampled_from([1, 2]))
    def follow(self, pick: int, version: int) -> None:
        wanted = ("falls-item", "sleep-item")[pick % 2], version
        current = self.written().template
        if current.get("properties"):
            self.redraft(inserted(current, self.items[wanted], FOLLOW, "")[0])

    @rule(version=st.sampled_from([1, 2]))
    def start_again_from_a_whole_form(self, version: int) -> None:
        self.memory = {}
        self.save(read_template(whole(self.items["whole-item", version], FOLLOW)))

    @rule(pick=_picks, name=st.sampled_from(["title", "hint", "options", "key", "intro"]), text=_texts)
    def write_a_text(self, pick: int, name: str, text: str) -> None:
        self._edit(pick, lambda value: value.update({name: text}) if name in value else None)

    @rule(pick=_picks, name=st.sampled_from(["required", "whole", "minimum", "most", "origin", "when"]))
    def set_a_value(self, pick: int, name: str) -> None:
        values = {"minimum": 3, "most": 2, "origin": "", "when": {"match": "all", "rows": [], "advanced": ""}}
        self._edit(
            pick,
            lambda value: (
                value.update({name: values.get(name, not value.get(name))}) if name in value else None
            ),
        )

    @rule(pick=_picks, how=st.sampled_from(["gone", "copy", "weaker", "older", "other", "local", "broken"]))
    def tamper_with_the_link(self, pick: int, how: str) -> None:
        def tamper(value: Json) -> None:
            said = json.loads(value.get("library") or "{}")
            note = said.get("library")
            if not isinstance(note, dict):
                note = {"item": "falls-item", "version": 1, "mode": FOLLOW, "locks": []}
            note |= {
                "copy": {"mode": COPY},
                "weaker": {"locks": []},
                "older": {"version": 1},
                "other": {"item": "sleep-item"},
            }.get(how, {})
            text = {"gone": "", "local": '{"local": true}', "broken": '{"library": 5}'}.get(how)
            value["library"] = json.dumps({"library": note}) if text is None else text

        self._edit(pick, tamper)

    @rule(pick=_picks, how=st.sampled_from(["turn", "delete", "twin", "same id", "move out", "new id"]))
    def move_blocks(self, pick: int, how: str) -> None:
        sections = deepcopy(list(self.form.sections))
        streams = [
            sections,
            *(block["value"]["questions"] for block in every(sections) if block["value"].get("questions")),
        ]
        stream = streams[pick % len(streams)]
        if not stream:
            return
        block = deepcopy(stream[pick % len(stream)])
        if how == "turn":
            stream.reverse()
        elif how == "delete" and len(stream) > 1:
            stream.remove(block)
        elif how == "move out" and stream is not sections and len(stream) > 1:
            stream.remove(block)
            if sections[0].get("value", {}).get("questions") is not None and block["type"] != "section":
                sections[0]["value"]["questions"].append(block)
        elif how == "same id":
            stream.append(block)
        elif how in ("twin", "new id"):
            block["id"] = f"{len(self.revisions):08d}-0000-4000-8000-{pick:012d}"
            stream.append(block)
        self.save(replace(self.form, sections=sections))

    @rule(pick=_picks)
    def restore(self, pick: int) -> None:
        self.save(self.revisions[pick % len(self.revisions)])

    @rule(pick=_picks, text=_texts)
    def export_change_and_bring_in(self, pick: int, text: str) -> None:
        document = deepcopy(self.written().template)
        holders = [part for part in _objects(document) if part]
        holder = holders[pick % len(holders)]
        key = list(holder)[pick % len(holder)]
        if isinstance(holder[key], str):
            holder[key] = text
        elif pick % 3 == 0 and key not in ("properties", "items"):
            del holder[key]
        self.memory = {}
        self.save(read_template(settled(document, self.items)[0]))

    @rule()
    def put_back(self) -> None:
        back = relock(self.written().template, self.items, self.remembered())
        self.redraft(back)
        kept = [problem.id for problem in breaches(self.written().template, self.items, self.remembered())]
        assert set(kept) <= {"library-unknown"} or len(claims(self.written().template)) > 1

    @rule(pick=_picks)
    def bring_up_to_date(self, pick: int) -> None:
        current = self.written().template
        found = [one for one in claims(current) if one.follows and one.version == 1]
        found = [one for one in found if one.wanted in self.items and is_kept(one, self.items)]
        if found:
            claim = found[pick % len(found)]
            newer = self.items[claim.item, 2]
            self.redraft(merged(current, claim, self.items[claim.wanted], newer, {}).template)

    @rule(pick=_picks)
    def stop(self, pick: int) -> None:
        written = self.written()
        found = [claim for claim in claims(written.template) if claim.follows]
        if found:
            claim = found[pick % len(found)]
            changed = deepcopy(written.template)
            stop_following(part_at(changed, claim.place), claim)
            self.memory.pop(written.places.get(claim.place, ""), None)
            self.redraft(changed)

    def _edit(self, pick: int, change: Any) -> None:
        sections = deepcopy(list(self.form.sections))
        blocks = list(every(sections))
        if not blocks:
            return
        change(blocks[pick % len(blocks)]["value"])
        self.save(replace(self.form, sections=sections))

    # What must never be

    @invariant()
    def what_can_be_published_keeps_to_its_locks(self) -> None:
        written, remembered = self.written(), self.remembered()
        if breaches(written.template, self.items, remembered):
            return
        found = {claim.place: claim for claim in claims(written.template)}
        for claim in found.values():
            if claim.follows:
                item = self.items[claim.wanted]
                assert claim.kind == item.kind
                assert claim.locks == item.locks
                assert broken(claim, item) == []
        for place, (item_id, version) in remembered.items():
            claim = found[place]
            assert (claim.item, claim.mode) == (item_id, FOLLOW)
            assert claim.version >= version
            assert is_library_note(claim.part["x-aimwell"]["library"])


def _objects(value: Json) -> list[dict[str, Json]]:
    if isinstance(value, list):
        return [inner for one in value for inner in _objects(one)]
    if not isinstance(value, dict):
        return []
    return [value, *(inner for one in value.values() for inner in _objects(one))]


TestAuthoring = Authoring.TestCase
TestAuthoring.settings = settings(max_examples=50, stateful_step_count=15, deadline=None)

"""Whether a part says in a locked aspect what its item says, worked out otherwise than the platform does.

A part is flattened into its leaves; a leaf belongs to the lock that its name is about.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aimwell.formschema.following.items import Claim, Item
from aimwell.formschema.shape import sectioned

Json = Any
Leaf = tuple[str, ...]

TEXTS = {"title", "description", "hint", "guidance", "unit"}
ASKING = {"when", "path", "notAsked"}
FREE = {"library", "local", "role", "audience", "prefill", "review", "feeds", "$comment", "examples"}
OF_FORM = {"kind", "language", "translations", "$schema", "$id", "additionalProperties", "triage"}


def broken(claim: Claim, item: Item) -> list[str]:
    """The locks that a part breaks."""
    ours, theirs = claim.part, item.part
    if claim.kind == "template":
        ours, theirs = sectioned(ours), sectioned(theirs)
    found = []
    keys = set(parts(theirs))
    if item.locks and not keys <= set(parts(ours)):
        found.append("missing")
    for lock in sorted(item.locks):
        if lock == "order":
            said, wanted = order(ours), order(theirs)
            if any(
                [x for x in said.get(place, []) if x in wanted[place]]
                != [x for x in wanted[place] if x in said.get(place, [])]
                for place in wanted
            ):
                found.append(lock)
        elif said_of(ours, lock, keys, claim) != said_of(theirs, lock, keys, claim, item):
            found.append(lock)
    return found


def parts(schema: Json, path: Leaf = ()) -> Iterator[Leaf]:
    """The places of all questions and sections in a part."""
    if isinstance(schema, dict):
        for key, inner in (schema.get("properties") or {}).items():
            yield (*path, key)
            yield from parts(inner, (*path, key))
        yield from parts(schema.get("items"), (*path, "[]"))


def order(schema: Json, path: Leaf = ()) -> dict[Leaf, list[Json]]:
    """At each place, the order of what stands in it."""
    found: dict[Leaf, list[Json]] = {}
    if isinstance(schema, dict):
        inside = schema.get("properties") or {}
        found[path] = [*inside, *map(repr, schema.get("enum") or [])]
        for key, inner in inside.items():
            found |= order(inner, (*path, key))
        if "items" in schema:
            found |= order(schema["items"], (*path, "[]"))
    return found


def said_of(part: Json, lock: str, keys: set[Leaf], claim: Claim, item: Item | None = None) -> set[Any]:
    """The leaves of a part that a lock is about, of the questions that its item has."""
    found = {(path, repr(value)) for path, value in leaves(part, (), lock, keys, claim, item)}
    if lock == "required" and claim.kind == "question":
        found.add(((), repr(item.required if item else claim.required)))
    return found


def leaves(
    schema: Json, path: Leaf, lock: str, keys: set[Leaf], claim: Claim, item: Item | None
) -> Iterator[tuple[Leaf, Json]]:
    if not isinstance(schema, dict) or (path and path[-1] != "[]" and path not in keys):
        return
    notes = schema.get("x-aimwell") or {}
    words = {**{k: v for k, v in schema.items() if k != "x-aimwell"}, **notes}
    is_question = "properties" not in schema
    for word, value in words.items():
        if word in ("properties", "items", "required", *FREE, *OF_FORM):
            continue
        about = "wording" if word in (*TEXTS, "anchors") else "required" if word in ASKING else "options"
        outermost = not path and word != "notAsked"
        if about != lock or (about == "required" and outermost) or (about == "options" and not is_question):
            continue
        if word == "when" and claim.kind == "section" and item is not None:
            value = repr(value).replace(f"'{item.key}/", f"'{claim.section}/")
        elif word == "when":
            value = repr(value)
        if isinstance(value, list) and word == "enum":
            yield from (((*path, word), one) for one in value)
        elif isinstance(value, dict):
            yield from (((*path, word, key), one) for key, one in value.items())
        else:
            yield (*path, word), value
    for key, inner in (schema.get("properties") or {}).items():
        if lock == "required" and (*path, key) in keys and (path or claim.kind != "template"):
            yield (*path, key, "required"), key in (schema.get("required") or [])
        yield from leaves(inner, (*path, key), lock, keys, claim, item)
    yield from leaves(schema.get("items"), (*path, "[]"), lock, keys, claim, item)

"""Where an organisation's forms use a library: what each part follows, how it stands, what is new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aimwell.formschema.following.items import Claim, Item
from aimwell.formschema.following.locks import breaches
from aimwell.formschema.shape import title_of
from aimwell.library.models import ItemVersion
from aimwell.library.shelf import newest_versions
from aimwell.organisations.models import Organisation
from aimwell.organisations.scope import acting_for
from aimwell_cms.authoring.following import Followed, followed_by
from aimwell_cms.authoring.models import Following, TemplatePage
from aimwell_cms.authoring.shelf.parts import locked_words


@dataclass(frozen=True, kw_only=True)
class Use:
    """A part of a form that came from a library.

    ``block``: its id, empty for the whole form. ``item``: None when the library never had it.
    ``newer``: the version that is offered now. ``is_gone``: its owner withdrew it or no longer offers it.
    ``breaks``: whether it differs in something locked.
    """

    place: str
    block: str
    title: str
    follows: bool
    version: int
    item: Item | None
    newer: ItemVersion | None
    is_gone: bool
    breaks: bool

    @property
    def locked(self) -> str:
        """What is locked, in words."""
        return locked_words(self.item) if self.item else ""


def uses_of(page: TemplatePage) -> list[Use]:
    """What a page has from a library, in the order of the form."""
    written = page.written()
    with acting_for(page.organisation):
        followed = followed_by(page, written)
        ids = {claim.item for claim in followed.claims} | {item for item, _ in followed.remembered.values()}
        newest = {str(one.item_id): one for one in newest_versions(page.organisation, ids)}
    broken = [problem.place for problem in breaches(written.template, followed.items, followed.remembered)]
    said = {claim.place: claim for claim in followed.claims}
    places = [place for place in ("", *written.places) if place in said or place in followed.remembered]
    return [
        _use(place, said.get(place), followed, newest, written.places.get(place, ""), broken, page)
        for place in places
    ]


def _use(
    place: str,
    claim: Claim | None,
    followed: Followed,
    newest: Mapping[str, ItemVersion],
    block: str,
    broken: list[str],
    page: TemplatePage,
) -> Use:
    known = followed.remembered.get(place)
    wanted = known or (claim.wanted if claim else ("", 0))
    if claim and claim.follows and (known is None or claim.item == known[0]):
        wanted = claim.wanted
    item = followed.items.get(wanted)
    newer = newest.get(wanted[0])
    title = title_of(place.rpartition("/")[2], claim.part) if claim else (item.title if item else "")
    return Use(
        place=place,
        block=block,
        title=title if place else page.title,
        follows=known is not None or bool(claim and claim.follows),
        version=wanted[1],
        item=item,
        newer=newer if newer and newer.number > wanted[1] else None,
        is_gone=item is not None and newer is None,
        breaks=any(one == place or one.startswith(f"{place}/") for one in broken),
    )


@dataclass(frozen=True, kw_only=True)
class FormUse:
    """A form that follows something, with what there is to say of it: newer versions and withdrawn items."""

    page: TemplatePage
    newer: tuple[Use, ...]
    gone: tuple[Use, ...]


def form_uses(organisation: Organisation) -> list[FormUse]:
    """The forms of an organisation that follow something. Call it acting for the organisation."""
    ids = Following.objects.filter(organisation=organisation).values_list("page", flat=True)
    pages = TemplatePage.objects.filter(pk__in=set(ids)).order_by("draft_title")
    found = []
    for stored in pages:
        page = stored.get_latest_revision_as_object()
        uses = [use for use in uses_of(page) if use.follows]
        found.append(
            FormUse(
                page=page,
                newer=tuple(use for use in uses if use.newer),
                gone=tuple(use for use in uses if use.is_gone),
            )
        )
    return found

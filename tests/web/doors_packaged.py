"""Addresses without an organisation, and those that packages bring, by the beginning of each."""

from __future__ import annotations

from aimwell.organisations.roles import Role

# Doors without an organisation: ways in, one's own account, pages and files for everybody.
PUBLIC = frozenset(
    {
        "healthz",
        "robots.txt",
        "ask/<slug:organisation>/",
        "ask/<slug:organisation>/sent/<slug:reference>/",
        r"w/^brand/(?P<colour>[0-9a-f]{6})\.css$",
        "accounts/email/",
        "accounts/login/",
        "accounts/logout/",
        "accounts/inactive/",
        "accounts/signup/",
        "accounts/confirm-email/",
        r"accounts/^confirm-email/(?P<key>[-:\w]+)/$",
        "accounts/login/code/confirm/",
        "accounts/password/reset/",
        "accounts/password/reset/done/",
        r"accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        "accounts/password/reset/key/done/",
        "accounts/2fa/authenticate/",
        "cms/login/",
        "cms/password_reset/",
        "cms/password_reset/done/",
        "cms/password_reset/confirm/<uidb64>/<token>/",
        "cms/password_reset/complete/",
        "cms/jsi18n/",
        "cms/sprite/",
        r"documents/^(\d+)/(.*)$",
        "documents/authenticate_with_password/<int:restriction_id>/",
        "media/<path:path>",
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        "_util/login/",
        r"^((?:[\w\-]+/)*)$",
    }
)
SIGNED_IN = frozenset(
    {
        "w/",
        "w/stay",
        "accounts/reauthenticate/",
        "accounts/password/change/",
        "accounts/password/set/",
        "accounts/2fa/",
        "accounts/2fa/reauthenticate/",
        "accounts/2fa/totp/activate/",
        "accounts/2fa/totp/deactivate/",
        "accounts/2fa/recovery-codes/",
        "accounts/2fa/recovery-codes/generate/",
        "accounts/2fa/recovery-codes/download/",
    }
)

AUTHORS = frozenset({Role.ADMINISTRATOR, Role.SERVICE_MANAGER})
EDITORS = AUTHORS | {Role.APPROVER}
NOBODY: frozenset[Role] = frozenset()

# Wagtail's own: the roles to whom addresses of a group may show a page, about their own things only.
PACKAGED: dict[str, frozenset[Role]] = {
    "cms/account/": EDITORS,
    "cms/api/main/": EDITORS,
    "cms/block-preview/": EDITORS,
    "cms/bulk/": EDITORS,
    "cms/choose-": EDITORS,
    "cms/collections/": NOBODY,
    "cms/dismissibles/": EDITORS,
    "cms/documents/": AUTHORS,
    "cms/documents/chooser/": EDITORS,
    "cms/editing-sessions/": EDITORS,
    "cms/embeds/": EDITORS,
    "cms/failwhale/": NOBODY,
    "cms/forms/": EDITORS,
    "cms/groups/": NOBODY,
    "cms/images/": AUTHORS,
    "cms/images/chooser/": EDITORS,
    "cms/library/": AUTHORS,
    "cms/library/offers/": NOBODY,
    "cms/logout/": EDITORS,
    "cms/pages/": EDITORS,
    "cms/redirects/": NOBODY,
    "cms/reports/": NOBODY,
    "cms/sites/": NOBODY,
    "cms/snippets/": NOBODY,
    "cms/start-a-form/": AUTHORS,
    "cms/members/": frozenset({Role.ADMINISTRATOR}),
    "cms/measures/": AUTHORS,
    "cms/aims/": AUTHORS,
    "cms/rules/": EDITORS,
    "cms/plugins/": AUTHORS,
    "cms/approval/": AUTHORS,
    "cms/tag-autocomplete/": NOBODY,
    "cms/test404/": EDITORS,
    "cms/users/": NOBODY,
    "cms/workflows/": NOBODY,
}
PACKAGED_EXACTLY: dict[str, frozenset[Role]] = {"cms/": EDITORS, "cms/^.*/$": NOBODY}
# Shows that an error page works, by raising.
RAISES = "cms/failwhale/"

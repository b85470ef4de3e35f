"""Django's own commands: `aimwell migrate`, `aimwell check --deploy`, `aimwell manage ANYTHING`."""

from __future__ import annotations

import os
import secrets
import sys
from argparse import ArgumentParser, Namespace, _SubParsersAction

from aimwell.cli.database import database
from aimwell.cli.refusal import CannotRun

PASSED_ON = {
    "check": "look for faults in the settings; with --deploy, in those for production",
    "migrate": "bring the database to the shape that this version needs",
    "rebuild": "make everything again that is derived from signed records; with --check, only compare",
    "createsuperuser": "make an account that may do everything",
    "collectstatic": "gather style sheets and scripts for production",
}
WITHOUT_DATABASE = {"check", "collectstatic", "help", "version", "diffsettings"}
STAND_INS = {
    "AIMWELL_SECRET_KEY": "a-stand-in-for-checking-settings-" + secrets.token_urlsafe(32),
    "AIMWELL_ALLOWED_HOSTS": "aimwell.example",
    "AIMWELL_BASE_URL": "https://aimwell.example",
    "DATABASE_URL": "postgresql://aimwell@localhost/aimwell",
}


def add_django_commands(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    """Add ``check``, ``migrate``, …, ``manage`` and ``secret``."""
    for name, purpose in PASSED_ON.items():
        parser = subparsers.add_parser(name, help=purpose, add_help=False, prefix_chars="\0")
        parser.add_argument("arguments", nargs="*")
        parser.set_defaults(func=lambda args, name=name: run([name, *args.arguments]))
    manage = subparsers.add_parser(
        "manage", help="run any of Django's or Wagtail's commands", add_help=False, prefix_chars="\0"
    )
    manage.add_argument("arguments", nargs="*")
    manage.set_defaults(func=lambda args: run(args.arguments or ["help"]))
    secret = subparsers.add_parser("secret", help="print a new AIMWELL_SECRET_KEY")
    secret.set_defaults(func=print_secret)


def run(arguments: list[str]) -> int:
    """Run a management command and return its exit status. Raises CannotRun."""
    from django.core.exceptions import ImproperlyConfigured

    try:
        return _run(arguments)
    except ImproperlyConfigured as error:
        raise CannotRun(str(error)) from error


def _run(arguments: list[str]) -> int:
    from django.core.management import ManagementUtility

    command = arguments[0]
    deploying = command == "check" and "--deploy" in arguments
    if deploying:
        _stand_in_where_nothing_is_deployed()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings_module(deploying=deploying))
    utility = ManagementUtility(["aimwell", *arguments])
    if command in WITHOUT_DATABASE:
        utility.execute()
        return 0
    with database():
        utility.execute()
        if command == "migrate":
            _make_the_cache()
    return 0


def print_secret(args: Namespace) -> int:
    """Print a secret that nobody else has."""
    print(secrets.token_urlsafe(50))
    return 0


def settings_module(*, deploying: bool = False) -> str:
    """Production's settings where its secret is set, else the demo's."""
    production = deploying or "AIMWELL_SECRET_KEY" in os.environ
    return f"aimwell_cms.settings.{'production' if production else 'demo'}"


def _stand_in_where_nothing_is_deployed() -> None:
    """In a checkout the settings themselves are checked; where anything is set, all of it has to be right."""
    os.environ["DJANGO_SETTINGS_MODULE"] = settings_module(deploying=True)
    if not any(name in os.environ for name in STAND_INS if name.startswith("AIMWELL_")):
        for name, value in STAND_INS.items():
            os.environ.setdefault(name, value)
        print(
            "Nothing is deployed here: production's settings are checked with stand-ins for "
            f"{', '.join(STAND_INS)}.",
            file=sys.stderr,
        )


def _make_the_cache() -> None:
    """The table in which production counts sign-ins; with other settings there is none to make."""
    from django.core.management import call_command

    call_command("createcachetable", verbosity=0)

"""Where the data files lie: beside the source in a checkout, inside the package in a wheel."""

import os
from pathlib import Path

_HERE = Path(__file__).resolve().parent
_INSTALLED = _HERE / "data"
_CHECKOUT = _HERE.parent.parent

_ROOT = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT

SCHEMAS = _ROOT / "schemas"
TEMPLATES = _ROOT / "templates"


def home() -> Path:
    """Where this computer's own files lie: the embedded database, uploaded files.

    AIMWELL_HOME names another place.
    """
    named = os.environ.get("AIMWELL_HOME")
    if named:
        return Path(named).expanduser().resolve()
    return (Path.cwd() if _INSTALLED.is_dir() else _CHECKOUT) / ".aimwell"

#!/bin/sh
# Make sure of Pango, with which WeasyPrint sets PDFs. `pango.sh required` fails without it.
set -eu
cd "$(dirname "$0")/.."

there() {
    .venv/bin/python -c '
import ctypes
for name in ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"):
    ctypes.CDLL(name)' 2>/dev/null
}

there && exit 0
sh scripts/apt.sh libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 && there && exit 0
echo "Without Pango, Aimwell makes no PDFs; everything else works." >&2
[ "${1:-}" != required ]

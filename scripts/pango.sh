#!/bin/sh
# Make sure of Pango, with which WeasyPrint sets PDFs, and of the font that they are laid out for.
# `pango.sh required` fails without Pango; without the font, PDFs are set in another one.
set -eu
cd "$(dirname "$0")/.."

pango() {
    .venv/bin/python -c '
import ctypes
for name in ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"):
    ctypes.CDLL(name)' 2>/dev/null
}

font() {
    [ -n "$(find /usr/share/fonts /usr/local/share/fonts -name 'LiberationSans-Regular.*' 2>/dev/null | head -n 1)" ]
}

pango && font && exit 0
if sh scripts/apt.sh libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation && pango; then
    exit 0
fi
pango && exit 0
echo "Without Pango, Aimwell makes no PDFs; everything else works." >&2
[ "${1:-}" != required ]

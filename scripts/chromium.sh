#!/bin/sh
# Make sure of Debian's Chromium, in which the browser journeys run.
set -eu
cd "$(dirname "$0")/.."

[ -x /usr/bin/chromium ] || sh scripts/apt.sh chromium

#!/bin/sh
# Write requirements.txt: every package with its version and hashes, for any Python from 3.11.
set -eu
cd "$(dirname "$0")/.."

if ! command -v uv >/dev/null 2>&1; then
    echo "Locking needs uv: install it (pipx install uv) and start again." >&2
    exit 1
fi
# --no-emit-index-url and --no-header: no registry and no machine is named in the file.
uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
    --generate-hashes --no-emit-index-url --no-header --quiet --output-file requirements.txt

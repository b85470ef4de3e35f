#!/bin/sh
# Make .venv with exactly the packages of requirements.txt, once per change of what it is made from.
set -eu
cd "$(dirname "$0")/.."

stamp=.venv/.made-from
made_from=$(cat requirements.txt pyproject.toml | cksum)
if [ -x .venv/bin/aimwell ] && [ "$(cat "$stamp" 2>/dev/null)" = "$made_from" ]; then
    exit 0
fi

# Without a home folder, pip would put its cache wherever it is.
if [ -z "${HOME:-}" ]; then
    unset HOME
    export PIP_NO_CACHE_DIR=1
fi
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1

fits() { # is this Python new enough, and no newer than the packages are made for?
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null
}

find_python() { # print the first Python that fits and passes the further test in $1
    for python in python3 python3.14 python3.13 python3.12 python3.11 /usr/bin/python3; do
        if fits "$python" && "$python" -c "$1" 2>/dev/null; then
            echo "$python"
            return 0
        fi
    done
    return 1
}

if ! fits .venv/bin/python; then
    # Debian ships Python without what makes a virtual environment.
    if ! python=$(find_python 'import ensurepip, venv'); then
        sh scripts/apt.sh python3 python3-venv
        python=$(find_python 'import ensurepip, venv') || {
            echo "Aimwell needs Python 3.11 to 3.14, with its venv module: install one and start again." >&2
            exit 1
        }
    fi
    echo "Making .venv with $("$python" --version) …"
    "$python" -m venv --clear .venv
fi

.venv/bin/python -c 'import pip' 2>/dev/null || .venv/bin/python -m ensurepip >/dev/null # some tools make a .venv without
echo "Installing the packages of requirements.txt …"
.venv/bin/python -m pip install --quiet --require-hashes -r requirements.txt
.venv/bin/python -m pip install --quiet --no-deps --no-build-isolation -e .
echo "$made_from" >"$stamp"

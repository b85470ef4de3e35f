#!/bin/sh
# apt.sh PACKAGE…: install Debian packages where we may, else say the one command to type and fail.
# Never asks anything.
set -u

if [ "$(id -u)" = 0 ]; then
    as_root=
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    echo "To install what is missing, type: sudo apt-get install $*" >&2
    exit 1
fi

if ! command -v apt-get >/dev/null 2>&1; then
    echo "There is no apt-get here: install what Debian calls $* in your system's own way." >&2
    exit 1
fi

apt() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 "$@" </dev/null >/dev/null
}

echo "Installing $* …"
# The lists of packages may be missing or old: they are fetched only when they turn out to be.
if apt install --no-install-recommends -y "$@" 2>/dev/null; then
    exit 0
fi
if apt update && apt install --no-install-recommends -y "$@"; then
    exit 0
fi
echo "apt-get could not install $*: put right what it says above, then start again." >&2
exit 1

#!/usr/bin/env bash
# What tests/web needs of the system: Debian's Chromium, which it drives, and Pango, which PDFs are set with. Without apt,
# or without the right to use it, nothing is done, and those tests say that they are skipped.
set -euo pipefail
if command -v chromium >/dev/null || command -v chromium-browser >/dev/null || ! command -v apt-get >/dev/null; then
    exit 0
fi
if [ "$(id -u)" -ne 0 ]; then
    echo "install_browser.sh: not root, so Chromium is not installed; the browser tests will be skipped" >&2
    exit 0
fi
if ! { apt-get update --quiet --quiet &&
    DEBIAN_FRONTEND=noninteractive apt-get install --quiet --quiet --yes --no-install-recommends chromium \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; }; then
    echo "install_browser.sh: Chromium could not be installed; the browser tests will be skipped" >&2
fi

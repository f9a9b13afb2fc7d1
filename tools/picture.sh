#!/bin/sh
# picture.sh PAGE.html PICTURE.png: the page as a picture for the README, with a headless Chromium.
set -eu
page=$(realpath "$1")
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$home" --window-size=1280,1000 \
    --screenshot="$(realpath -m "$2")" "file://$page" >/dev/null 2>&1

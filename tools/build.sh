#!/bin/sh
# build.sh FOLDER [OPTION...]: configure once, then build; says nothing unless something is built or breaks.
set -eu
folder=$1
shift
cd "$(dirname "$0")/.."
# the list of files to embed is read when Meson configures: a new table asks for a new look
list=$(ls data/*.tsv data/*.rule src/store/*.sql web/dist/* models/* 2>/dev/null | tr '\n' ' ')
if [ ! -f "$folder/build.ninja" ]; then
    meson setup "$folder" "$@" >"/tmp/arrian-setup.$$" 2>&1 || { cat "/tmp/arrian-setup.$$"; rm -f "/tmp/arrian-setup.$$"; exit 2; }
    rm -f "/tmp/arrian-setup.$$"
elif [ "$(cat "$folder/embedded.list" 2>/dev/null)" != "$list" ]; then
    meson setup --reconfigure "$folder" "$@" >/dev/null
else
    meson configure "$folder" "$@" >/dev/null
fi
printf '%s\n' "$list" >"$folder/embedded.list"
ninja -C "$folder" --quiet

#!/bin/sh
# build.sh FOLDER [OPTION...]: configure where something asks for it, then build; says nothing unless something breaks.
set -eu
folder=$1
shift
cd "$(dirname "$0")/.."
# the list of files to embed is read when Meson configures: a new table asks for a new look
asked="$* $(ls data/*.tsv data/*.rule src/store/*.sql src/serve/*.css web/dist/* models/* 2>/dev/null | tr '\n' ' ')"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
quietly() { "$@" >"$log" 2>&1 || { cat "$log"; exit 2; }; }
if [ ! -f "$folder/build.ninja" ]; then
    echo "configuring $folder"
    quietly meson setup "$folder" "$@"
elif [ "$(cat "$folder/asked" 2>/dev/null)" != "$asked" ]; then
    quietly meson setup --reconfigure "$folder" "$@"
fi
printf '%s\n' "$asked" >"$folder/asked"
quietly ninja -C "$folder" --quiet

#!/bin/bash
# run.sh BUILD: arrian from Python: records as dataclasses, offsets in bytes and characters, threads, frames.
set -u
cd "$(dirname "$0")/../.."
build=$(cd "${1:-build}" && pwd)
export ARRIAN_LIBRARY=$build/libarrian.so PYTHONPATH=$PWD/python ARRIAN=${ARRIAN:-$build/arrian}
python=python3
[ -x .venv-test/bin/python ] && python=$PWD/.venv-test/bin/python # pandas is there
"$python" test/python/binding.py

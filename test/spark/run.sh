#!/bin/bash
# run.sh BUILD: arrian inside Apache Spark on this machine gives the tool's own records, also when a worker is killed.
set -u
cd "$(dirname "$0")/../.."
build=$(cd "${1:-build}" && pwd)
skip() {
    echo "skipped: Spark: $1"
    echo "ok Spark: skipped"
    exit 0
}
java=$(command -v java) || skip "java is missing"
python=$build/spark-venv/bin/python
if [ ! -x "$python" ] || ! "$python" -c "import pyspark, pandas, pyarrow" 2>/dev/null; then
    python3 -m venv "$build/spark-venv" >/dev/null 2>&1 || skip "python3-venv is missing"
    "$build/spark-venv/bin/pip" install --quiet --disable-pip-version-check -r test/spark/requirements.txt >/dev/null 2>&1 ||
        skip "pip could not fetch pyspark, pandas and pyarrow"
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ -f ../shared/data/raw.tar.xz ] && ../shared/data/unpack "$work" raw >/dev/null
export JAVA_HOME=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$java")")")} ARRIAN_LIBRARY=$build/libarrian.so
export PYTHONPATH=$PWD/python PYSPARK_PYTHON=$python ARRIAN=${ARRIAN:-$build/arrian}
"$python" -W ignore test/spark/same.py "$work" 2>"$work/err" || { grep -v WARN "$work/err" | tail -n 20; exit 1; }

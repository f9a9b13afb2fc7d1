#!/bin/bash
# doors.sh: reports in archives, dumps, feeds and letters: made here, and in the samples of warcio and resiliparse.
. "$(dirname "$0")/lib.sh"
python3 test/doors.py "$ARRIAN" "$work/files"

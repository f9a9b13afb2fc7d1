#!/bin/bash
# manners.sh: what every verb shares: errors as records, quiet, progress, colour, stdin, whole files, one table of flags in help, man page and shells.
. "$(dirname "$0")/lib.sh"
python3 test/manners.py "$ARRIAN" "$work"

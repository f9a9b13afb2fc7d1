#!/usr/bin/env python3
"""peer_warcio.py FILE...: the same pages of the same archive by warcio, in CPU seconds.   -> "warcio: 990 members, ... MB/s" """

import resource
import sys
import time

from warcio.archiveiterator import ArchiveIterator

for path in sys.argv[1:]:
    start, members, payload = time.process_time(), 0, 0
    with open(path, "rb") as file:
        for record in ArchiveIterator(file):
            if record.rec_type == "response" and record.http_headers and record.http_headers.get_statuscode() == "200":
                members += 1
                payload += len(record.content_stream().read())
    spent = time.process_time() - start
    print(f"warcio: {members} members, {payload / 1e6:.1f} MB of payload, {payload / 1e6 / spent:.1f} MB/s of CPU, "
          f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.1f} MB")

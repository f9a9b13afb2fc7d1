#!/bin/bash
# run.sh BUILD: the timelinejs export, drawn by TimelineJS itself in headless Chromium; hostile reports among it.
set -u
cd "$(dirname "$0")"
build=$(cd ../.. && cd "${1:-build}" && pwd)
chromium=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome)}
skip() {
    echo "skipped: timelinejs: $1"
    echo "ok timelinejs: skipped"
    exit 0
}
if ! command -v npm >/dev/null || [ -z "$chromium" ]; then skip "npm or chromium is missing"; fi
[ -d node_modules/@knight-lab ] || npm ci --silent --no-audit --no-fund >/dev/null 2>&1 || skip "npm could not fetch @knight-lab/timelinejs"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
check() { # NAME COMMAND...
    local name=$1
    shift
    if "$@"; then echo "ok timelinejs: $name"; else echo "not ok timelinejs: $name"; fi
}
cat >"$work/hostile.txt" <<'END'
Ferry <script>document.title = 'ran'</script> sinks

RIGA, March 3, 2025 - Russia said that NATO troops attacked a village in Latvia on 2 March 2025 with <img src=x onerror="document.title='ran'"> rockets.
END
(cd ../.. && "$build/arrian" export timelinejs examples/ferry examples/border "$work/hostile.txt" -o "$work/timeline.json") ||
    { echo "not ok timelinejs: the export is made"; exit 1; }
modules=$PWD/node_modules/@knight-lab/timelinejs/dist
cat >"$work/page.html" <<END
<!doctype html><meta charset="utf-8"><title>quiet</title><link rel="stylesheet" href="file://$modules/css/timeline.css">
<div id="timeline" style="width:1000px;height:600px"></div><pre id="said"></pre>
<script src="file://$modules/js/timeline.js"></script>
<script>
const said = document.getElementById("said"), events = $(cat "$work/timeline.json");
window.onerror = (message) => { said.textContent += "error " + message + "\\n"; };
const timeline = new TL.Timeline("timeline", events, { script_path: "file://$modules/js/" });
timeline.on("loaded", () => {
    said.textContent += "slides " + timeline.config.events.length + " title " + !!timeline.config.title + " errors " + timeline.config.messages.errors.length + "\\n";
    said.textContent += "first " + JSON.stringify(timeline.config.events.map((e) => e.unique_id)) + "\\n";
});
</script>
END
timeout 120 "$chromium" --headless --no-sandbox --disable-gpu --allow-file-access-from-files --virtual-time-budget=20000 --dump-dom "file://$work/page.html" >"$work/dom" 2>/dev/null
count=$(python3 -c 'import json,sys; print(len(json.load(open(sys.argv[1]))["events"]))' "$work/timeline.json")
check "there are dated claims" test "$count" -gt 5
check "it takes all $count of them, without an error" grep -q "slides $count title true errors 0" "$work/dom"
check "it says no error" test -z "$(grep -E '^error |<pre id="said">error' "$work/dom")"
check "slides are drawn" test "$(grep -o 'class="tl-slide[ "]' "$work/dom" | wc -l)" -gt 1
check "words of reports are only words" test -z "$(grep -E '<title>ran' "$work/dom")"
check "and they stand in the export" grep -q '&lt;img src=x' "$work/timeline.json"

#!/bin/bash
# exports.sh: every format of `arrian export`, opened by the tool that its users open it with (test/exports.py).
. "$(dirname "$0")/lib.sh"
python=${TEST_VENV:-.venv-test}/bin/python
[ -x "$python" ] || { echo "skipped: exports: no $python; tools/install_deps.sh test makes it"; exit 0; }

# a report whose words try to be something else: a formula, markup, a row of their own, characters that XML forbids
mkdir "$work/hostile"
printf '%s\n' '=cmd|calc' '' 'RIGA, March 3, 2025 - =HYPERLINK("http://x.example") said <script>alert(1)</script> that NATO attacked "Latvia, Estonia" on Monday.' \
    '' '-2+3 Russia told Latvia, "]]></node> & {{x}}", on 2 March 2025. Germany sent 20 to 30 soldiers to Lithuania.' \
    $'\xef\xbf\xbf +1 France met Poland\tin Warsaw\xe2\x80\xae on Tuesday; at least 1,000 people protested in Paris.' >"$work/hostile/=a, \"b\".txt"
printf 'file\toutlet\n=a, "b".txt\t=1+1\n' >"$work/meta.tsv"
printf 'Nothing to see, nothing to tell, nothing at all.\n' >"$work/none.txt"
reports=(examples/ferry examples/border "$work/hostile" --meta "$work/meta.tsv")
formats="csv jsonl sqlite geojson gexf timelinejs plover cameo ftm webannotation schema prov parquet moves"
for format in $formats; do
    expect "export $format" 0 "$ARRIAN" export "$format" "${reports[@]}" -o "$work/all.$format"
    expect "export $format to stdout, one thread" 0 "$ARRIAN" export "$format" --threads 1 "${reports[@]}"
    check "export $format: the same bytes" cmp -s "$out" "$work/all.$format"
    expect "export $format: a report that gives nothing" 1 "$ARRIAN" export "$format" "$work/none.txt" -o "$work/none.$format"
    check "export $format: a report that gives nothing: whole all the same" test -e "$work/none.$format"
done
expect "export csv --excel" 0 "$ARRIAN" export csv --excel "${reports[@]}" -o "$work/excel.csv"
"$ARRIAN" collate "${reports[@]}" --store "$work/s.sqlite" >"$out" 2>"$err"
expect "export --store" 0 "$ARRIAN" export csv --store "$work/s.sqlite" -o "$work/store.csv"
expect "export STORE" 0 "$ARRIAN" export csv "$work/s.sqlite" -o "$work/store2.csv"
check "a store gives the rows of its reports" cmp -s "$work/store.csv" "$work/all.csv"
check "a store by name or by flag is the same" cmp -s "$work/store.csv" "$work/store2.csv"
check "export jsonl is collate --json" cmp -s "$work/all.jsonl" <("$ARRIAN" collate --json "${reports[@]}")
expect "verify takes the exported store" 0 "$ARRIAN" verify "$work/all.sqlite"
for words in "export" "export xls examples/ferry" "export csv" "export jsonl --excel examples/ferry" "export csv examples/ferry --store $work/s.sqlite"; do
    # shellcheck disable=SC2086
    expect "usage: arrian $words" 2 "$ARRIAN" $words
    check "usage: arrian $words: says so" test -s "$err"
done
check "every format stands in the help" "$python" - "$ARRIAN" <<'PYTHON'
import re, subprocess, sys
help = subprocess.run([sys.argv[1], "export", "--help"], capture_output=True, text=True).stdout
names = re.search(r"choose (.*)", subprocess.run([sys.argv[1], "export", "?"], capture_output=True, text=True).stderr)[1]
sys.exit(any(not re.search(rf"\b{n}\b", help) for n in re.findall(r"\w+", names.replace(" or ", " "))))
PYTHON
"$python" test/exports.py "$work"
cat >"$work/codes.txt" <<'TEXT'
A short report from the town

Russia stormed an army post in Georgia on 3 March 2025.

NATO deployed troops to Estonia.

Local police arrested two men in Izmir.

Sweden refused to provide new aid to Yemen.

Turkey will restrict traffic in Izmir.

If talks fail, Russia may attack Georgia.

Japan signed a treaty with Peru.

Ghana said Togo must provide new aid.

Angela Merkel visited Norway on Monday.

Kenyan activists marched in Oslo.
TEXT
"$ARRIAN" export plover --engine rules "$work/codes.txt" -o "$work/codes.plover" && "$ARRIAN" export cameo --engine rules "$work/codes.txt" -o "$work/codes.cameo"
check "PLOVER and CAMEO codes of plain sentences" "$python" - "$work" <<'PYTHON'
import json, sys
events = [json.loads(line) for line in open(sys.argv[1] + "/codes.plover", encoding="utf-8")]
told = {(e["event"][0], e["actor"][0].get("code"), e["actor"][0].get("sector"), *e["context"], e.get("date"), e["quad_code"]) for e in events}
wanted = {("ASSAULT", "RUS", None, "2025-03-03", 4), ("MOBILIZE", "IGO", None, None, 4), ("COERCE", None, "COP", None, 4),
          ("REJECT", "SWE", None, None, 3), ("THREATEN", "TUR", None, None, 3), ("THREATEN", "RUS", None, "hypothetical", None, 3)}
assert wanted <= told, wanted - told
rows = [line.rstrip("\n").split("\t") for line in open(sys.argv[1] + "/codes.cameo", encoding="utf-8")][1:]
codes = {(row[5], row[9], row[13], row[1]) for row in rows}
wanted = {("RUS", "GEOMIL", "190", "20250303"), ("IGOWSTNAT", "EST", "154", ""), ("COP", "TURCVL", "173", ""), ("SWE", "YEM", "122", ""), ("TUR", "", "132", ""),
          ("JPN", "PER", "057", ""), ("PER", "JPN", "057", ""), ("GHA", "TGO", "100", ""), ("DEUGOV", "NOR", "042", ""), ("NOR", "DEUGOV", "043", ""),
          ("KENOPP", "NOR", "141", "")}
assert codes == wanted, codes ^ wanted
PYTHON
python3 -c '
for i in range(18_000): print(f"At least {i + 2} people were hurt near Riga on Monday, the mayor said.", end=" " if i % 9 else "\n\n")' >"$work/many.txt"
expect "export parquet: more rows than a row group holds" 0 "$ARRIAN" export parquet --engine rules "$work/many.txt" -o "$work/many.parquet"
check "export parquet: more rows than a row group holds: all there" "$python" - "$work/many.parquet" <<'PYTHON'
import pyarrow.parquet, sys
meta = pyarrow.parquet.read_metadata(sys.argv[1]); table = pyarrow.parquet.read_table(sys.argv[1], columns=["id", "text"])
sys.exit(not (meta.num_row_groups > 1 and table.num_rows == meta.num_rows > 16384 and len(set(table["id"].to_pylist())) == table.num_rows))
PYTHON

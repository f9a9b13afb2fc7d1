// Rows that do not match what the reader asks for step aside; nothing is deleted.
import type { State } from "./state";

interface Row {
  element: HTMLElement;
  words: string;
  verdict: string | undefined;
  reports: string[] | undefined;
  act: string | undefined;
  says: Set<string> | undefined; // in the matrix: states, denies, fits, differs, silent
}
// What holds rows and is nothing without them: a unit's rows, a speaker's, a whole part.
interface Holder {
  element: HTMLElement;
  rows: HTMLElement[];
}
let rows: Row[] | undefined;
let holders: Holder[] | undefined;

function saysOf(element: HTMLElement): Set<string> | undefined {
  if (!element.closest(".matrix")) return undefined;
  const said = [...element.querySelectorAll(".how, td > i")].map((one) => (one.textContent ?? "").trim());
  return new Set(said);
}

function allRows(): Row[] {
  rows ??= [...document.querySelectorAll<HTMLElement>(".row")].map((element) => ({
    element,
    words: (element.textContent ?? "").toLowerCase(),
    verdict: element.dataset.v,
    reports: element.dataset.r?.split(" "),
    act: element.dataset.act,
    says: saysOf(element),
  }));
  return rows;
}

function allHolders(): Holder[] {
  holders ??= [...document.querySelectorAll<HTMLElement>(".rows section, .rows tbody:not(.row), .rows .wide > table, .rows section > table")]
    .map((element) => ({ element, rows: [...element.querySelectorAll<HTMLElement>(".row")] }))
    .filter((holder) => holder.rows.length > 0);
  return holders;
}

// A filter that a row knows nothing of leaves it, but for the one that asks for its like: "differs" shows the matrix alone.
function fits(row: Row, state: State, words: string[]): boolean {
  const report = !state.report || row.reports === undefined || row.reports.includes(state.report);
  return (
    report &&
    (!state.verdicts.length || row.verdict === undefined || state.verdicts.includes(row.verdict)) &&
    (!state.only || !state.report || row.reports?.length === 1) &&
    (!state.act || row.act === state.act) &&
    (!state.says || (row.says?.has(state.says) ?? false)) &&
    words.every((word) => row.words.includes(word))
  );
}

export function filterRows(state: State): { shown: number; all: number } {
  const words = state.query.toLowerCase().split(/\s+/).filter((word) => word);
  let shown = 0;
  for (const row of allRows()) {
    const keep = fits(row, state, words) || (row.element.id !== "" && (row.element.id === state.row || row.element.id === state.target));
    if (row.element.hidden === keep) row.element.hidden = !keep;
    if (keep) shown++;
  }
  for (const { element, rows } of allHolders()) {
    const empty = rows.every((row) => row.hidden);
    if (element.tagName === "SECTION") element.classList.toggle("none", empty);
    else if (element.hidden !== empty) element.hidden = empty;
  }
  return { shown, all: allRows().length };
}

// The query's words in the texts, without touching the texts.
export function highlightQuery(query: string): Range[] {
  const found: Range[] = [];
  const wanted = query.trim().toLowerCase();
  const registry = (CSS as unknown as { highlights?: Map<string, unknown> }).highlights;
  if (wanted.length > 1) {
    for (const body of document.querySelectorAll(".body")) {
      const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node && found.length < 2000; node = walker.nextNode()) {
        const words = (node.textContent ?? "").toLowerCase();
        for (let at = words.indexOf(wanted); at >= 0; at = words.indexOf(wanted, at + wanted.length)) {
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + wanted.length);
          found.push(range);
        }
      }
    }
  }
  const Highlight = (window as unknown as { Highlight?: new (...ranges: Range[]) => unknown }).Highlight;
  if (registry && Highlight) {
    if (found.length) registry.set("found", new Highlight(...found));
    else registry.delete("found");
  }
  return found;
}

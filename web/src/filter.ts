// Rows that do not match what the reader asks for step aside; nothing is deleted.
import type { State } from "./state";

interface Row {
  element: HTMLElement;
  words: string;
  verdict: string | undefined;
  reports: string[] | undefined;
}
let rows: Row[] | undefined;

function allRows(): Row[] {
  rows ??= [...document.querySelectorAll<HTMLElement>(".row")].map((element) => ({
    element,
    words: (element.textContent ?? "").toLowerCase(),
    verdict: element.dataset.v,
    reports: element.dataset.r?.split(" "),
  }));
  return rows;
}

export function filterRows(state: State): { shown: number; all: number } {
  const words = state.query.toLowerCase().split(/\s+/).filter((word) => word);
  let shown = 0;
  for (const row of allRows()) {
    const fits =
      (!state.verdicts.length || row.verdict === undefined || state.verdicts.includes(row.verdict)) &&
      (!state.report || row.reports === undefined || row.reports.includes(state.report)) &&
      words.every((word) => row.words.includes(word));
    const keep = fits || row.element.id === state.row || (row.element.id !== "" && row.element.id === state.target);
    if (row.element.hidden === keep) row.element.hidden = !keep;
    if (keep) shown++;
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

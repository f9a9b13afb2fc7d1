// From a row to its words and back: one is lit, the other is framed, and the foot of the page says what it is.
import { reviewOf } from "./review";
import type { State } from "./state";

const byId = (id: string) => (id ? document.getElementById(id) : null);

export function piecesOf(id: string): HTMLElement[] {
  const first = byId(id);
  const rest = document.querySelectorAll<HTMLElement>(`.m[data-of="${CSS.escape(id)}"]`);
  return [...(first ? [first] : []), ...rest];
}

// Words as they stand in the text, from the first piece to the last.
export function wordsOf(id: string): string {
  const pieces = piecesOf(id);
  if (!pieces.length) return "";
  const range = document.createRange();
  range.setStartBefore(pieces[0]);
  range.setEndAfter(pieces[pieces.length - 1]);
  return range.toString().replace(/\s+/g, " ").trim();
}

export function rowsOf(id: string): HTMLElement[] {
  const links = document.querySelectorAll(`.row a.w[href="#${CSS.escape(id)}"]`);
  return [...new Set([...links].map((link) => link.closest<HTMLElement>(".row")!))];
}

function paneOf(element: HTMLElement): HTMLElement | null {
  const pane = element.closest<HTMLElement>(".texts");
  return pane && getComputedStyle(pane).position === "sticky" ? pane : null;
}

// Inside the pane only the pane moves, so that the row stays where the reader's eyes are.
function bringWords(element: HTMLElement, arriving: boolean): void {
  const pane = paneOf(element);
  if (!pane) {
    element.scrollIntoView({ block: "center" });
    return;
  }
  const box = pane.getBoundingClientRect();
  const outside = box.top > innerHeight / 2 || box.bottom < innerHeight / 2;
  if (arriving && outside) pane.closest(".story")?.scrollIntoView({ block: "start" });
  pane.scrollTop += element.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
}

export function choose(state: State, arriving: boolean): void {
  for (const old of document.querySelectorAll(".on, .chosen")) old.classList.remove("on", "chosen");
  const target = byId(state.target);
  if (!target) return showCitation(null, state);
  const isWords = target.classList.contains("m");
  const named = byId(state.row);
  const rows = isWords ? (named ? [named] : rowsOf(state.target)) : target.classList.contains("row") ? [target] : [];
  for (const row of rows) row.classList.add("chosen");
  if (isWords) {
    if (arriving && rows.length && !rows[0].hidden) rows[0].scrollIntoView({ block: "center" });
    for (const piece of piecesOf(state.target)) piece.classList.add("on");
    bringWords(target, arriving && !rows.length);
  } else if (target.closest(".texts")) {
    bringWords(target, arriving);
  } else {
    target.scrollIntoView({ block: rows.length ? "center" : "start" });
  }
  if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
  target.focus({ preventScroll: true });
  showCitation(isWords || target.classList.contains("row") ? target : null, state);
}

let bar: HTMLElement | undefined;
let copyButton: HTMLButtonElement | undefined;

export function copyChosen(): void {
  if (bar && !bar.hidden) copyButton?.click();
}

interface Citation {
  head: string;
  whole: string;
}

function citeWords(target: HTMLElement): Citation {
  const text = target.closest<HTMLElement>(".text");
  const [, start, end] = target.id.split("-");
  const label = (text?.querySelector("header h3, header h4")?.textContent ?? "").replace(/\s+/g, " ").trim();
  const day = text?.querySelector(".facts time")?.textContent ?? "no date given";
  const head = `Report ${label}, ${day}, bytes ${start}\u2013${end}`;
  const whole = `\u201C${wordsOf(target.id)}\u201D (report ${label}, ${day}, ${text?.dataset.file ?? ""}, bytes ${start}\u2013${end}, SHA-256 ${text?.dataset.sha ?? ""})`;
  return { head, whole };
}

// A row is cited with every word that it stands on.
function citeRow(row: HTMLElement): Citation {
  const part = row.closest("section")?.querySelector("h2, h3, h4")?.textContent ?? "";
  const title = (row.querySelector("h3, h4, th, .act")?.textContent ?? "").replace(/\s+/g, " ").trim();
  const words = [...new Set([...row.querySelectorAll("a.w")].map((link) => link.getAttribute("href")!.slice(1)))];
  const evidence = words.map((id) => byId(id)).filter((mark): mark is HTMLElement => mark !== null).map((mark) => citeWords(mark).whole);
  const verdict = row.dataset.v ? ` \u00B7 ${row.dataset.v}` : "";
  const head = `${row.id} \u00B7 ${title.slice(0, 90)}${verdict}`;
  return { head, whole: [`${part.trim()}: ${title}${verdict} (${document.title}, #${row.id})`, ...evidence].join("\n") };
}

function button(words: string, act: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}

async function copy(words: string, done: HTMLButtonElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    const field = document.createElement("textarea");
    field.value = words;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  done.textContent = "Copied";
}

function showCitation(target: HTMLElement | null, state: State): void {
  bar ??= document.body.appendChild(Object.assign(document.createElement("div"), { className: "cite" }));
  bar.setAttribute("role", "region");
  bar.setAttribute("aria-label", "The words chosen");
  bar.hidden = !target;
  if (!target) return;
  const isWords = target.classList.contains("m");
  const { head, whole } = isWords ? citeWords(target) : citeRow(target);
  const line = document.createElement("span");
  line.setAttribute("role", "status");
  line.textContent = target.title ? `${head} \u00B7 ${target.title}` : head;
  const made: HTMLButtonElement = button("Copy citation", () => void copy(whole, made));
  copyButton = made;
  const rows = !isWords ? [] : byId(state.row) ? [byId(state.row)!] : rowsOf(state.target).filter((row) => row.id);
  bar.replaceChildren(line, made);
  const review = reviewOf(target, wordsOf);
  if (review) bar.append(review);
  if (rows.length) bar.append(button("Back to the row", () => backTo(rows[0])));
}

export function backTo(row: HTMLElement): void {
  row.hidden = false;
  row.scrollIntoView({ block: "center" });
  row.focus({ preventScroll: true });
}

export function goBack(state: State): void {
  const row = byId(state.row) ?? rowsOf(state.target)[0];
  if (row) backTo(row);
}

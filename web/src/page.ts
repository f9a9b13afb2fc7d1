// page.ts: what the page does beyond being read: filters, search, keys, and an address that brings the view back.
import { choose, goBack } from "./choose";
import { filterRows, highlightQuery } from "./filter";
import { readState, writeState, type State } from "./state";
import { startTheme } from "./theme";

const kinds: [string, string][] = [
  ["n", "names"], ["t", "times"], ["q", "quantities"], ["u", "quotes"], ["c", "claims"], ["p", "copied"], ["i", "set aside"],
];
let state: State = readState(location.hash);
let found: Range[] = [];
let nextFound = 0;

const $ = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const buttons = () => document.querySelectorAll<HTMLButtonElement>("[data-verdict]");

function showFilters(): void {
  const { shown, all } = filterRows(state);
  $("shown").textContent = shown === all ? `${all} rows` : `${shown} of ${all} rows`;
  for (const one of buttons()) one.setAttribute("aria-pressed", String(state.verdicts.includes(one.dataset.verdict!)));
  $<HTMLSelectElement>("report").value = state.report;
  const field = $<HTMLInputElement>("q");
  if (field.value !== state.query) field.value = state.query;
  for (const [kind] of kinds) document.documentElement.classList.toggle("hide-" + kind, state.hide.includes(kind));
  for (const box of document.querySelectorAll<HTMLInputElement>(".kinds input")) box.checked = !state.hide.includes(box.value);
  found = highlightQuery(state.query);
  nextFound = 0;
}

function change(part: Partial<State>, push = false): void {
  state = { ...state, ...part };
  const address = writeState(state);
  try {
    if (push) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
  } catch {
    location.hash = address; // where the browser forbids it for files
  }
}

function follow(event: MouseEvent): void {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const link = (event.target as Element).closest?.<HTMLAnchorElement>('a[href^="#"]');
  if (!link) return;
  const target = decodeURIComponent(link.getAttribute("href")!.slice(1));
  if (!document.getElementById(target)) return;
  event.preventDefault();
  const row = link.classList.contains("w") ? link.closest<HTMLElement>(".row[id]")?.id ?? "" : "";
  change({ target, row }, true);
  filterRows(state);
  choose(state, false);
}

function arrive(): void {
  state = readState(location.hash);
  showFilters();
  choose(state, true);
}

function moveRow(step: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>(".row[id]")].filter((row) => !row.hidden);
  const here = document.querySelector(".chosen") ?? document.activeElement?.closest(".row[id]");
  const at = here ? rows.indexOf(here as HTMLElement) + step : step > 0 ? 0 : rows.length - 1;
  const row = rows[Math.max(0, Math.min(rows.length - 1, at))];
  if (!row) return;
  change({ target: row.id, row: "" });
  choose(state, false);
}

function onKey(event: KeyboardEvent): void {
  const field = event.target instanceof Element && event.target.matches("input, select, textarea");
  if (event.key === "Escape") {
    if (field) (event.target as HTMLElement).blur();
    change({ target: "", row: "", query: "" });
    showFilters();
    choose(state, false);
  } else if (field || event.metaKey || event.ctrlKey || event.altKey) {
    return;
  } else if (event.key === "/") {
    event.preventDefault();
    $<HTMLInputElement>("q").focus();
  } else if (event.key === "j" || event.key === "k") {
    moveRow(event.key === "j" ? 1 : -1);
  } else if (event.key === "b") {
    goBack(state);
  } else if (event.key === "Enter" && document.activeElement?.matches(".row")) {
    document.activeElement.querySelector<HTMLAnchorElement>("a.w")?.click();
  }
}

function toggleVerdict(verdict: string): void {
  const without = state.verdicts.filter((one) => one !== verdict);
  change({ verdicts: without.length < state.verdicts.length ? without : [...without, verdict] });
  showFilters();
}

function addKinds(): void {
  for (const head of document.querySelectorAll(".texts > .jump")) {
    const set = document.createElement("fieldset");
    set.className = "kinds";
    set.setAttribute("aria-label", "Marks shown");
    for (const [kind, words] of kinds) {
      const label = document.createElement("label");
      const box = Object.assign(document.createElement("input"), { type: "checkbox", value: kind });
      box.addEventListener("change", () => {
        change({ hide: box.checked ? state.hide.filter((one) => one !== kind) : [...state.hide, kind] });
        showFilters();
      });
      label.append(box, words);
      set.append(label);
    }
    head.after(set);
  }
}

function addReports(): void {
  const select = $<HTMLSelectElement>("report");
  for (const link of document.querySelectorAll(".texts > .jump .r")) {
    const number = link.querySelector("b")?.textContent ?? "";
    select.append(new Option((link.textContent ?? "").replace(/\s+/g, " ").trim(), number));
  }
  select.addEventListener("change", () => (change({ report: select.value }), showFilters()));
}

function search(): void {
  const field = $<HTMLInputElement>("q");
  field.addEventListener("input", () => (change({ query: field.value }), showFilters()));
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !found.length) return;
    found[nextFound++ % found.length].startContainer.parentElement?.scrollIntoView({ block: "center" });
  });
}

// Pointing at words in a row shows where they stand, if they are in sight.
function point(event: Event): void {
  for (const old of document.querySelectorAll(".near")) old.classList.remove("near");
  const link = (event.target as Element).closest?.("a.w");
  if (link) document.getElementById(link.getAttribute("href")!.slice(1))?.classList.add("near");
}

function start(): void {
  document.documentElement.classList.add("scripted");
  startTheme($("theme"));
  addKinds();
  addReports();
  search();
  for (const one of buttons()) {
    const any = document.querySelector(`.row[data-v="${one.dataset.verdict}"]`);
    if (!any) one.hidden = true;
    one.addEventListener("click", () => toggleVerdict(one.dataset.verdict!));
  }
  $("reset").addEventListener("click", () => {
    change({ verdicts: [], report: "", hide: [], query: "" });
    showFilters();
  });
  document.addEventListener("click", follow);
  document.addEventListener("keydown", onKey);
  document.addEventListener("mouseover", point);
  addEventListener("popstate", arrive);
  addEventListener("hashchange", arrive);
  showFilters();
  if (state.target) choose(state, true);
}

start();

// page.ts: what the page does beyond being read: filters, search, keys, and an address that brings the view back.
import { choose, copyChosen, goBack } from "./choose";
import { save } from "./export";
import { filterRows, highlightQuery } from "./filter";
import { showHelp } from "./help";
import { startMaps } from "./map";
import { readState, writeState, type State } from "./state";
import { startTheme } from "./theme";
import { hide as hideTip, startTips } from "./tip";

const kinds: [string, string][] = [
  ["n", "names"], ["t", "times"], ["q", "quantities"], ["u", "quotes"], ["c", "claims"], ["p", "copied"], ["i", "set aside"],
];
let state: State = readState(location.hash);
let found: Range[] = [];
let nextFound = 0;
let redrawMaps = () => {};

const $ = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const buttons = () => document.querySelectorAll<HTMLButtonElement>("[data-verdict]");

function showFilters(): void {
  const { shown, all } = filterRows(state);
  $("shown").textContent = shown === all ? `${all} rows` : `${shown} of ${all} rows`;
  $("reset").hidden = shown === all && !state.hide.length;
  for (const one of buttons()) one.setAttribute("aria-pressed", String(state.verdicts.includes(one.dataset.verdict!)));
  $<HTMLSelectElement>("report").value = state.report;
  $<HTMLSelectElement>("act").value = state.act;
  $<HTMLSelectElement>("says").value = state.says;
  $<HTMLInputElement>("only").checked = state.only;
  $<HTMLInputElement>("only").disabled = !state.report;
  const field = $<HTMLInputElement>("q");
  if (field.value !== state.query) field.value = state.query;
  for (const [kind] of kinds) document.documentElement.classList.toggle("hide-" + kind, state.hide.includes(kind));
  for (const box of document.querySelectorAll<HTMLInputElement>(".kinds input")) box.checked = !state.hide.includes(box.value);
  found = highlightQuery(state.query);
  nextFound = 0;
  redrawMaps();
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

function movePart(step: number): void {
  const heads = [...document.querySelectorAll<HTMLElement>(".rows > header, .rows > section:not(.none), .texts")];
  const line = $("bar").offsetHeight + 24;
  const at = heads.filter((head) => head.getBoundingClientRect().top <= line).length - 1;
  const head = heads[Math.max(0, Math.min(heads.length - 1, at + step))];
  head?.scrollIntoView({ block: "start" });
  const title = head?.querySelector<HTMLElement>("h1, h2, h3");
  if (title) title.tabIndex = -1;
  title?.focus({ preventScroll: true });
}

function letGo(): void {
  change({ target: "", row: "", query: "" });
  showFilters();
  choose(state, false);
}

const keys: Record<string, () => void> = {
  "/": () => $<HTMLInputElement>("q").focus(),
  j: () => moveRow(1),
  k: () => moveRow(-1),
  J: () => movePart(1),
  K: () => movePart(-1),
  b: () => goBack(state),
  c: copyChosen,
  x: () => toggleVerdict("conflict"),
  "?": showHelp,
};

function onKey(event: KeyboardEvent): void {
  if (document.querySelector("dialog[open]")) return;
  const field = event.target instanceof Element && event.target.matches("input, select, textarea");
  if (event.key === "Escape") {
    hideTip();
    if (field) (event.target as HTMLElement).blur();
    letGo();
  } else if (field || event.metaKey || event.ctrlKey || event.altKey) {
    return;
  } else if (keys[event.key]) {
    event.preventDefault();
    keys[event.key]();
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
  select.addEventListener("change", () => (change({ report: select.value, only: state.only && !!select.value }), showFilters()));
}

function addActs(): void {
  const select = $<HTMLSelectElement>("act");
  const acts = new Set([...document.querySelectorAll<HTMLElement>(".row[data-act]")].map((row) => row.dataset.act!));
  for (const act of [...acts].sort()) select.append(new Option(act.toLowerCase(), act));
  select.addEventListener("change", () => (change({ act: select.value }), showFilters()));
}

function addChoices(): void {
  const says = $<HTMLSelectElement>("says");
  says.addEventListener("change", () => (change({ says: says.value }), showFilters()));
  const only = $<HTMLInputElement>("only");
  only.addEventListener("change", () => (change({ only: only.checked }), showFilters()));
  for (const kind of ["csv", "json"] as const) $(kind).addEventListener("click", () => void save(kind));
  $("help").addEventListener("click", showHelp);
  $("print").addEventListener("click", () => print());
}

function search(): void {
  const field = $<HTMLInputElement>("q");
  field.addEventListener("input", () => (change({ query: field.value }), showFilters()));
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !found.length) return;
    found[nextFound++ % found.length].startContainer.parentElement?.scrollIntoView({ block: "center" });
  });
}

// The bar grows with its tools; what sticks below it must know how far.
function fitBar(): void {
  const bar = $("bar");
  const set = () => document.documentElement.style.setProperty("--top", (getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0) + "px");
  new ResizeObserver(set).observe(bar);
  set();
}

function start(): void {
  document.documentElement.classList.add("scripted");
  startTheme($("theme"));
  addKinds();
  addReports();
  addActs();
  addChoices();
  fitBar();
  search();
  for (const one of buttons()) {
    const any = document.querySelector(`.row[data-v="${one.dataset.verdict}"]`);
    if (!any) one.hidden = true;
    one.addEventListener("click", () => toggleVerdict(one.dataset.verdict!));
  }
  $("reset").addEventListener("click", () => {
    change({ verdicts: [], report: "", only: false, act: "", says: "", hide: [], query: "" });
    showFilters();
  });
  document.addEventListener("click", follow);
  document.addEventListener("keydown", onKey);
  startTips();
  addEventListener("popstate", arrive);
  addEventListener("hashchange", arrive);
  showFilters();
  redrawMaps = startMaps();
  if (state.target) choose(state, true);
}

start();

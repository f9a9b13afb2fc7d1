// Pointing at a figure, a number or a place in a table shows the words that it stands on, and lights them in the texts;
// pointing at words in the texts lights the rows that stand on them.
const room = 140; // letters before and after

let tip: HTMLElement | undefined;
let due = 0;

function targetOf(link: Element): HTMLElement | null {
  return document.getElementById(decodeURIComponent(link.getAttribute("href")!.slice(1)));
}

function around(mark: HTMLElement): (string | HTMLElement)[] {
  const paragraph = mark.closest("p") ?? mark;
  const before = document.createRange(), after = document.createRange();
  before.setStart(paragraph, 0);
  before.setEndBefore(mark);
  after.setStartAfter(mark);
  after.setEnd(paragraph, paragraph.childNodes.length);
  const plain = (text: string) => text.replace(/\s+/g, " ");
  const head = plain(before.toString()), tail = plain(after.toString());
  const words = document.createElement("b");
  words.textContent = plain(mark.textContent ?? "");
  const cut = (text: string, from: number, to?: number) => text.slice(from, to);
  return [
    head.length > room ? "\u2026" + cut(head, -room).replace(/^\S*/, "") : head,
    words,
    tail.length > room ? cut(tail, 0, room).replace(/\S*$/, "") + "\u2026" : tail,
  ];
}

function contentOf(link: Element): (string | HTMLElement)[] | null {
  const target = targetOf(link);
  if (!target) return null;
  if (target.classList.contains("m")) {
    const head = document.createElement("i");
    head.textContent = (target.closest(".text")?.querySelector("header h3, header h4")?.textContent ?? "").trim();
    return [head, ...around(target)];
  }
  const words = target.matches(".row") && !target.contains(link) ? (target.querySelector("td.words, .words, h3, h4, th")?.textContent ?? "") : "";
  return words ? [words.replace(/\s+/g, " ").trim().slice(0, 2 * room)] : null;
}

function place(link: Element): void {
  const at = link.getBoundingClientRect();
  const width = Math.min(416, innerWidth - 16);
  tip!.style.width = width + "px";
  tip!.style.left = Math.max(8, Math.min(at.left, innerWidth - width - 8)) + "px";
  const below = at.bottom + tip!.offsetHeight + 10 < innerHeight;
  tip!.style.top = Math.max(4, below ? at.bottom + 6 : at.top - tip!.offsetHeight - 6) + "px";
}

function show(link: Element): void {
  const content = contentOf(link);
  if (!content) return hide();
  if (!tip) {
    tip = document.createElement("div");
    tip.className = "hint";
    tip.id = "tip";
    tip.setAttribute("role", "tooltip");
    tip.addEventListener("mouseleave", hide);
    document.body.append(tip);
  }
  tip.replaceChildren(...content);
  tip.hidden = false;
  link.setAttribute("aria-describedby", "tip");
  place(link);
}

export function hide(): void {
  clearTimeout(due);
  if (tip && !tip.hidden) tip.hidden = true;
  document.querySelector('[aria-describedby="tip"]')?.removeAttribute("aria-describedby");
}

// Where the words stand at hand anyway no box covers them.
const wanted = 'a.dot, .matrix td a.w, .side .value a.w, .summary .plain a, .forms.inline a.w, a.to, .contents ~ a, .map a, .silences a, .back';

function light(element: Element | null): void {
  for (const old of document.querySelectorAll(".near")) old.classList.remove("near");
  const link = element?.closest?.('a[href^="#d"], .map a');
  if (link) targetOf(link)?.classList.add("near");
  const mark = element?.closest?.(".m");
  const id = mark?.id || (mark as HTMLElement | null)?.dataset.of;
  if (id) for (const row of document.querySelectorAll(`.row a[href="#${CSS.escape(id)}"]`)) row.classList.add("near");
}

function point(event: Event): void {
  const element = event.target as Element | null;
  light(element);
  if (tip && element && tip.contains(element)) return;
  const link = element?.closest?.(wanted);
  clearTimeout(due);
  if (!link) {
    if (tip && !tip.hidden) due = window.setTimeout(hide, 250);
    return;
  }
  due = window.setTimeout(() => show(link), event.type === "focusin" ? 0 : 160);
}

export function startTips(): void {
  document.addEventListener("mouseover", point);
  document.addEventListener("focusin", point);
  addEventListener("scroll", hide, { passive: true, capture: true });
}

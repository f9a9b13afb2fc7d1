// What the reader decides, as lines for `arrian ... --review FILE`: rejected, merged, split, noted. docs/review.md tells
// the lines. Nothing is sent: they gather in a box, to be copied, edited or saved.
interface Meant {
  kind: string; // claim, name ...; "accord quantity"
  places: string[]; // REPORT@START-END "words"
}
const marks: [string, string][] = [["n", "name"], ["q", "quantity"], ["s", "claim"], ["o", "relay"], ["u", "quote"], ["t", "time"]];
const mostOfAccord = 6;
let box: HTMLElement | undefined;
let field: HTMLTextAreaElement;
let count: HTMLElement;
let begun: { verb: string; kind: string; place: string } | undefined; // the first half of a merge or split

const plain = (text: string) => text.replace(/\s+/g, " ").trim();
const quoted = (text: string) => `"${text.replace(/["\\]/g, "\\$&")}"`;

// The last part of its path, the whole where two reports share that; behind it what it is called inside that file.
function nameOf(text: HTMLElement): string {
  const file = text.dataset.file ?? "";
  const last = (path: string) => path.slice(path.lastIndexOf("/") + 1);
  const same = [...document.querySelectorAll<HTMLElement>(".text")].filter((other) => last(other.dataset.file ?? "") === last(file) && other.dataset.member === text.dataset.member);
  const name = (same.length > 1 ? file : last(file)) + (text.dataset.member ? "!" + text.dataset.member : "");
  return /[\s"@:]/.test(name) ? quoted(name) : name;
}

function placeOf(address: string, words: string): string {
  const text = document.getElementById(address)?.closest<HTMLElement>(".text");
  const [, start, end] = address.split("-");
  return text && words ? `${nameOf(text)}@${start}-${end} ${quoted(plain(words))}` : "";
}

const addressesIn = (row: Element, where: string) => [...new Set([...row.querySelectorAll<HTMLAnchorElement>(where)].map((link) => link.getAttribute("href")!.slice(1)))];

// What stands at the row or the words chosen.
function meant(target: HTMLElement, wordsOf: (address: string) => string): Meant[] {
  const found = (kind: string, addresses: string[]) => ({ kind, places: addresses.map((one) => placeOf(one, wordsOf(one))).filter((place) => place) });
  const letter = target.classList.contains("row") ? target.id[0] : "";
  const all: Meant[] = [];
  if (letter === "c") all.push(found("claim", addressesIn(target, ".words a.w").slice(0, 1)));
  if (letter === "r") all.push(found("relay", addressesIn(target, ".words a.w").slice(0, 1)));
  if (letter === "u") all.push(found("quote", addressesIn(target, ".words a.w").slice(0, 1)));
  if (letter === "a") all.push(found(`accord ${target.dataset.about}`, addressesIn(target, "blockquote a.w, td a.w").slice(0, mostOfAccord)));
  if (target.classList.contains("m"))
    for (const [mark, kind] of marks) if (target.classList.contains(mark)) all.push(found(kind, [target.id]));
  return all.filter((one) => one.places.length);
}

function button(words: string, act: () => void): HTMLButtonElement {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: words });
  made.addEventListener("click", act);
  return made;
}

function tell(): void {
  const lines = field.value.split("\n").filter((line) => line.trim() && !line.startsWith("#")).length;
  count.textContent = lines === 1 ? "1 decision" : `${lines} decisions`;
}

function save(): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([field.value], { type: "text/plain" }));
  link.download = "review.txt";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function openBox(): void {
  if (box) return;
  box = Object.assign(document.createElement("section"), { className: "review" });
  box.setAttribute("aria-label", "Review");
  count = document.createElement("b");
  count.setAttribute("role", "status");
  field = Object.assign(document.createElement("textarea"), { rows: 5, spellcheck: false });
  field.setAttribute("aria-label", "Lines of the review");
  field.addEventListener("input", tell);
  const copied: HTMLButtonElement = button("Copy", () => {
    field.select();
    document.execCommand("copy");
    copied.textContent = "Copied";
  });
  const hint = Object.assign(document.createElement("small"), { textContent: "Save them, then: arrian report … --review review.txt" });
  box.append(count, field, copied, button("Save", save), hint);
  document.body.append(box);
}

function add(line: string, wantsWords = false): void {
  openBox();
  if (field.value && !field.value.endsWith("\n")) field.value += "\n";
  field.value += line + (wantsWords ? ": " : "\n");
  tell();
  if (!wantsWords) return;
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}

function choices(one: Meant): [string, () => void][] {
  const { kind, places } = one, all = `${kind} ${places.join(" ")}`;
  const list: [string, () => void][] = [];
  const begin = (verb: string) => () => void (begun = { verb, kind, place: places[0] });
  if (begun && begun.kind === kind && begun.place !== places[0]) {
    const { verb, place } = begun;
    list.push([`${verb} ${verb === "merge" ? "with" : "from"} ${plain(place).slice(0, 40)}`, () => (add(`${verb} ${kind} ${place} ${places[0]}`), (begun = undefined))]);
  }
  if (["claim", "relay"].includes(kind) || kind.startsWith("accord")) list.push([`reject this ${kind.split(" ")[0]}`, () => add(`reject ${all}`)]);
  if (kind === "name") list.push(["reject its link", () => add(`reject link ${places[0]}`)], ["split it off", () => add(`split name ${places[0]}`)]);
  if (["name", "claim", "quantity"].includes(kind)) list.push([`merge this ${kind} with …`, begin("merge")]);
  if (["claim", "quantity"].includes(kind)) list.push([`split this ${kind} from …`, begin("split")]);
  list.push([`note on this ${kind.split(" ")[0]}`, () => add(`note ${all}`, true)]);
  return list;
}

// A list of decisions on what is chosen; undefined where there is none to take.
export function reviewOf(target: HTMLElement, wordsOf: (address: string) => string): HTMLSelectElement | undefined {
  const acts: (() => void)[] = [];
  const select = document.createElement("select");
  select.setAttribute("aria-label", "Review what is chosen");
  const title = () => (begun ? `${begun.verb}: choose the other ${begun.kind}` : "Review …");
  select.append(new Option(title(), ""));
  for (const one of meant(target, wordsOf))
    for (const [words, act] of choices(one)) {
      select.append(new Option(words, String(acts.length)));
      acts.push(act);
    }
  select.addEventListener("change", () => {
    const act = acts[Number(select.value)];
    if (select.value) act();
    select.options[0].textContent = title();
    select.value = "";
  });
  return acts.length ? select : undefined;
}

// The keys, in a box that the browser itself keeps in order: focus stays inside, Esc closes it.
const keys: [string, string][] = [
  ["/", "search"], ["j, k", "next row, row before"], ["J, K", "next part, part before"], ["Enter", "the words of the row"], ["b", "back from words to their row"],
  ["c", "copy the citation of what is chosen"], ["x", "only conflicts, and all again"], ["Esc", "let go"], ["?", "this help"],
];
let box: HTMLDialogElement | undefined;

export function showHelp(): void {
  if (!box) {
    box = document.createElement("dialog");
    box.className = "help";
    box.setAttribute("aria-labelledby", "help-title");
    const title = Object.assign(document.createElement("h2"), { id: "help-title", textContent: "Keys" });
    const list = document.createElement("dl");
    for (const [key, words] of keys) {
      const term = document.createElement("dt");
      term.append(Object.assign(document.createElement("kbd"), { textContent: key }));
      list.append(term, Object.assign(document.createElement("dd"), { textContent: words }));
    }
    const close = Object.assign(document.createElement("button"), { type: "button", textContent: "Close" });
    close.addEventListener("click", () => box!.close());
    box.append(title, list, close);
    document.body.append(box);
  }
  box.showModal();
}

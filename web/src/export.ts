// The rows in sight, as a file: one row a line, each with the addresses of its words.
interface Line {
  part: string;
  id: string;
  verdict: string;
  reports: string[];
  text: string;
  words: { address: string; text: string }[];
}

const plain = (text: string | null | undefined) => (text ?? "").replace(/\s+/g, " ").trim();

function lineOf(row: HTMLElement): Line {
  const cells = row.querySelectorAll<HTMLElement>("th, td, h3, h4, .why");
  const parts = cells.length ? [...cells].map((cell) => plain(cell.textContent)) : [plain(row.textContent)];
  const links = [...row.querySelectorAll("a.w")];
  return {
    part: plain(row.closest("section")?.querySelector("h2, h3, h4")?.textContent),
    id: row.id || (row.dataset.a ? "a-" + row.dataset.a : ""),
    verdict: row.dataset.v ?? "",
    reports: row.dataset.r?.split(" ") ?? [],
    text: parts.filter((part) => part).join(" | "),
    words: links.map((link) => ({ address: link.getAttribute("href")!.slice(1), text: plain(link.textContent) })),
  };
}

export function linesInSight(): Line[] {
  return [...document.querySelectorAll<HTMLElement>(".row")].filter((row) => !row.hidden).map(lineOf);
}

// RFC 4180; a cell that a spreadsheet would take for a formula is led by an apostrophe.
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

export function asCsv(lines: Line[]): string {
  const rows = lines.map((line) => [line.part, line.id, line.verdict, line.reports.join(" "), line.text, line.words.map((word) => word.address).join(" "), line.words.map((word) => word.text).join(" / ")]);
  return [["part", "id", "verdict", "reports", "text", "evidence", "words"], ...rows].map((row) => row.map(cell).join(",") + "\r\n").join("");
}

export function save(kind: "csv" | "json"): number {
  const lines = linesInSight();
  const text = kind === "csv" ? "\uFEFF" + asCsv(lines) : JSON.stringify({ generator: document.querySelector<HTMLMetaElement>("meta[name=generator]")?.content, view: location.hash, rows: lines }, null, 1) + "\n";
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: kind === "csv" ? "text/csv" : "application/json" }));
  link.download = "arrian-view." + kind;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  return lines.length;
}

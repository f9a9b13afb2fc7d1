// What the reader has chosen, kept in the address so that a link brings it back.
//   #d1-120-134?row=a-3&v=conflict&r=2&only=1&act=MOBILIZE&says=differs&hide=n,t&q=troops
export interface State {
  target: string; // id of words or of a row
  row: string; // the row from which the words were opened
  verdicts: string[];
  report: string;
  only: boolean; // rows that this report alone has
  act: string;
  says: string; // rows of the matrix in which a report denies, differs, is silent
  hide: string[]; // kinds of marks
  query: string;
}

export function readState(hash: string): State {
  const [target = "", rest = ""] = hash.replace(/^#/, "").split("?", 2);
  const at = new URLSearchParams(rest);
  const list = (key: string) => (at.get(key) ?? "").split(",").filter((word) => word);
  return {
    target: decode(target),
    row: at.get("row") ?? "",
    verdicts: list("v"),
    report: at.get("r") ?? "",
    only: at.get("only") === "1",
    act: at.get("act") ?? "",
    says: at.get("says") ?? "",
    hide: list("hide"),
    query: at.get("q") ?? "",
  };
}

export function writeState(state: State): string {
  const at: string[] = [];
  const put = (key: string, value: string) => value && at.push(key + "=" + encodeURIComponent(value).replace(/%2C/g, ","));
  put("row", state.row);
  put("v", state.verdicts.join(","));
  put("r", state.report);
  put("only", state.only ? "1" : "");
  put("act", state.act);
  put("says", state.says);
  put("hide", state.hide.join(","));
  put("q", state.query);
  return "#" + encodeURIComponent(state.target) + (at.length ? "?" + at.join("&") : "");
}

function decode(word: string): string {
  try {
    return decodeURIComponent(word);
  } catch {
    return word;
  }
}

/** A placeholder of a statement, and the column that its value is written to. */
export interface BoundColumn {
  readonly name: string;
  readonly table: string;
  /** Where the value stands in the list beside the statement. */
  readonly position: number;
}

const LONGEST = 4_000;
const INSERT =
  /^\s*insert\s+(?:or\s+\w+\s+|ignore\s+)?into\s+([\w."`[\]]{1,80})\s*\(([^()]*)\)\s*values\s*\(([^()]*)\)/i;
const UPDATE = /^\s*update\s+([\w."`[\]]{1,80})\s+set\s/i;
/** `total = $2`, `stock = stock - ?` */
const SET = /([\w."`[\]]+)\s*=\s*(?:[\w."`[\]]+\s*[-+]\s*)?(\$\d+|\?)/g;

/** Which placeholders of a statement are written to which columns: `INSERT INTO orders (id, total) VALUES ($1, $2)`. */
export function boundColumns(text: string): readonly BoundColumn[] {
  if (text.length > LONGEST) return [];
  const insert = INSERT.exec(text);
  if (insert) {
    const [, table = "", columns = "", values = ""] = insert;
    const marks = values.split(",").map((mark) => mark.trim());
    return columns.split(",").flatMap((column, index) => {
      const mark = marks[index] ?? "";
      const before = marks.slice(0, index).filter((each) => each === "?").length;
      const position = positionOf(mark, before);
      return position < 0 ? [] : [{ name: plain(column), table: plain(table), position }];
    });
  }
  const update = UPDATE.exec(text);
  if (!update) return [];
  const table = plain(update[1] ?? "");
  const set = text.slice(update[0].length).split(/\bwhere\b/i, 1)[0] ?? "";
  return Array.from(set.matchAll(SET), (found) => {
    const [all, column = "", mark = ""] = found;
    const before = set.slice(0, found.index + all.length - mark.length).split("?").length - 1;
    return { name: plain(column), table, position: positionOf(mark, before) };
  });
}

function positionOf(mark: string, before: number): number {
  if (mark === "?") return before;
  return /^\$\d+$/.test(mark) ? Number(mark.slice(1)) - 1 : -1;
}

function plain(name: string): string {
  return (name.trim().split(".").at(-1) ?? "").replace(/["`[\]]/g, "");
}

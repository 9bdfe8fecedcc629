import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** The text of each file of a folder, by its path below it. */
export function readFiles(folder) {
  const names = readdirSync(folder, { recursive: true }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  );
  return new Map(names.sort().map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

/** What changed between two readings: `[path, [["-", line], ["+", line], …]]` for each file that did. */
export function findChanges(before, after) {
  return [...after]
    .filter(([path, text]) => before.get(path) !== text)
    .map(([path, text]) => [path, diffLines((before.get(path) ?? "").split("\n"), text.split("\n"))]);
}

/** By the longest common subsequence, which is quick enough for files that people read. */
function diffLines(old, now) {
  const common = Array.from({ length: old.length + 1 }, () => new Array(now.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      common[i][j] =
        old[i] === now[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
    }
  }
  const changes = [];
  for (let i = 0, j = 0; i < old.length || j < now.length;) {
    if (i < old.length && j < now.length && old[i] === now[j]) (i++, j++);
    else if (j === now.length || (i < old.length && common[i + 1][j] >= common[i][j + 1]))
      changes.push(["-", old[i++]]);
    else changes.push(["+", now[j++]]);
  }
  return changes;
}

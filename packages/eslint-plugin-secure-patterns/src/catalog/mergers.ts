/** Functions of libraries that put the properties of their other arguments into the first, by their usual names. */
export const mergers: ReadonlySet<string> = new Set([
  ...["_", "lodash"].flatMap((name) =>
    ["assign", "assignIn", "extend", "merge", "mergeWith", "defaults"].map((method) => `${name}.${method}`),
  ),
  "util._extend",
  "$.extend",
  "jQuery.extend",
  "angular.extend",
  "angular.merge",
]);

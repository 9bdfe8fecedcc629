/** Functions that are handed a class and answer an instance of it: package, dot, export. */
export const injectors: ReadonlySet<string> = new Set(["@angular/core.inject"]);

/** Methods of containers that are asked for a class, and give an instance of it: `container.resolve(Users)`. */
export const containerMethods: ReadonlySet<string> = new Set([
  "get",
  "resolve",
  "inject",
  "make",
  "getInstance",
]);

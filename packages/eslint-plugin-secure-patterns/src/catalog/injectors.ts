/** Functions that are handed a class and answer an instance of it: package, dot, export. */
export const injectors: ReadonlySet<string> = new Set(["@angular/core.inject"]);

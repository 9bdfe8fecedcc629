/** What carries functions and is no value itself, by the names that programs give it: `util` of `util.format(x)`. */
export const helperModules: ReadonlySet<string> = new Set([
  ...["Object", "Array", "Promise", "JSON", "Buffer"],
  ...["util", "path", "_", "lodash"],
  ...["chalk", "colors", "kleur", "pc", "picocolors"],
]);

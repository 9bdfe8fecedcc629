/** Packages whose functions, handed to `pipe`, are operators on what a stream gives. */
export const operatorModules: ReadonlySet<string> = new Set(["rxjs", "rxjs/operators"]);

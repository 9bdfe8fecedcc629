import { testFlows } from "./toy.ts";

const operators = 'import { catchError, filter, map, of, switchMap, tap } from "streams";\n';

testFlows([
  ["subscribe", "input.subscribe((x) => sink(x));", true],
  ["an observer", "input.subscribe({ next: (x) => sink(x) });", true],
  ["an observer's other functions", "input.subscribe({ error: (x) => sink(x) });", false],
  ["a member of what arrives", "input.subscribe(({ a }) => sink(a));", true],
  ["through operators", `${operators}input.pipe(tap(log), filter(Boolean)).subscribe((x) => sink(x));`, true],
  ["inside of an operator", `${operators}input.pipe(tap((x) => sink(x)));`, true],
  ["behind a mapping", `${operators}input.pipe(map((x) => x.a)).subscribe((x) => sink(x));`, true],
  ["what a mapping puts instead", `${operators}input.pipe(map(() => 1)).subscribe((x) => sink(x));`, false],
  ["in front of it", `${operators}input.pipe(tap((x) => sink(x)), map(() => 1));`, true],
  ["behind it", `${operators}input.pipe(map(() => 1), tap((x) => sink(x)));`, false],
  ["an inner observable", `${operators}other.pipe(switchMap(() => input)).subscribe((x) => sink(x));`, true],
  ["a fallback", `${operators}other.pipe(catchError(() => input)).subscribe((x) => sink(x));`, true],
  ["a promise of it", "async function f() { sink(await input.toPromise()); }", true],
  ["a pipe of something else", "input.pipe(map((x) => sink(x)));", false],
]);

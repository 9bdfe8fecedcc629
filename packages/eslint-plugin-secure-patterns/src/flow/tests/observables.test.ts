import { testFlows } from "./toy.ts";

const rxjs = 'import { catchError, filter, map, of, switchMap, tap } from "rxjs";\n';

testFlows([
  ["subscribe", "input.subscribe((x) => sink(x));", true],
  ["an observer", "input.subscribe({ next: (x) => sink(x) });", true],
  ["an observer's other functions", "input.subscribe({ error: (x) => sink(x) });", false],
  ["a member of what arrives", "input.subscribe(({ a }) => sink(a));", true],
  ["through operators", `${rxjs}input.pipe(tap(log), filter(Boolean)).subscribe((x) => sink(x));`, true],
  ["inside of an operator", `${rxjs}input.pipe(tap((x) => sink(x)));`, true],
  ["behind a mapping", `${rxjs}input.pipe(map((x) => x.a)).subscribe((x) => sink(x));`, true],
  ["what a mapping puts instead", `${rxjs}input.pipe(map(() => 1)).subscribe((x) => sink(x));`, false],
  ["in front of it", `${rxjs}input.pipe(tap((x) => sink(x)), map(() => 1));`, true],
  ["behind it", `${rxjs}input.pipe(map(() => 1), tap((x) => sink(x)));`, false],
  ["an inner observable", `${rxjs}other.pipe(switchMap(() => input)).subscribe((x) => sink(x));`, true],
  ["a fallback", `${rxjs}other.pipe(catchError(() => input)).subscribe((x) => sink(x));`, true],
  ["a promise of it", "async function f() { sink(await input.toPromise()); }", true],
  ["a pipe of something else", "input.pipe(map((x) => sink(x)));", false],
]);

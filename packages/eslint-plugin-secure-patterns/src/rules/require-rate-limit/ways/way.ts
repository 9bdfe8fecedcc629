import type { Adapter } from "../../../catalog/route-types.ts";
import type { Insertion } from "../../../fixes/add-middleware.ts";
import type { Change } from "../../../fixes/edit.ts";
import type { PackageFacts } from "../../../project/index.ts";
import type { RuleContext } from "../../../shapes/create-rule.ts";
import type { Route } from "../../../shapes/routes/route.ts";

/** What a limit is written for. */
export interface Wanted {
  readonly route: Route;
  readonly adapter: Adapter;
  /** `{ bucket: "login", limit: 10, window: "60s" }` */
  readonly options: string;
  /** The package that the route is part of, where it is known. */
  readonly facts: PackageFacts | undefined;
}

/** How a framework takes a limit. */
export interface Way {
  /** What to do, in words; `module` is where the runtime's helper is imported from. */
  recipe(wanted: Wanted, module: string): string;
  /** @returns `undefined` where this code leaves no place for it */
  write(run: Pick<RuleContext, "sourceCode" | "physicalFilename">, wanted: Wanted): Change | undefined;
}

/** `rateLimit({ … })` of the framework's adapter. */
export function ourLimit({ adapter, options }: Wanted): Insertion {
  return {
    helpers: [{ name: "rateLimit", from: `secure-patterns/${adapter.from}` }],
    write: (name) => `${name}(${options})`,
  };
}

/** What a limit takes for granted where the framework does not say who asks. */
export function assumption({ adapter }: Wanted): string {
  return adapter.client === undefined ? "" : "; trust: 1 is for one proxy in front of the server";
}

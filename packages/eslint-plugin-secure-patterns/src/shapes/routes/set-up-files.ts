import { protections } from "../../catalog/protections.ts";
import { routes } from "../../catalog/routes.ts";
import type { ModuleRecord, PackageIndex } from "../../project/index.ts";
import { namedKinds } from "./protection-names.ts";

/** Where applications of decorated controllers put what runs before all of them. */
const SET_UP =
  /(?:^|[/\\])(?:main|app|server|bootstrap|index|setup|create-?app|[\w.-]+[.-]module|configure[\w-]*)\.[cm]?[jt]s$/i;
const TEST = /[.-](?:spec|test)\.|[/\\](?:tests?|__tests__|e2e)[/\\]/;
const MOST_FILES = 40;

const SERVERS = new Set(
  routes.flatMap(({ routers = [], resolverServers = [] }) => [...routers, ...resolverServers]),
);
const LIMITERS = new Set(protections.flatMap(({ is, packages = [] }) => (is === "limit" ? packages : [])));
const NOBODY = { limiters: [] };

export interface SetUpFiles {
  /** Told by their names: whatever they register is for an application. */
  readonly named: readonly string[];
  /** `config/express.ts`, `loaders/http.ts`: told by what they import, they may be about one router only. */
  readonly others: readonly string[];
  readonly isComplete: boolean;
}

/** The files in which a package's applications are put together. */
export function findSetUpFiles({ records, isPartial }: PackageIndex): SetUpFiles {
  const files = [...records].filter(([file]) => !TEST.test(file));
  const named = files.filter(([file]) => SET_UP.test(file)).map(([file]) => file);
  // who imports a limiter comes first: of many files that import a server most are routes
  const rest = files.filter(([file]) => !SET_UP.test(file));
  const limiting = rest.filter(([, record]) => record && importsLimit(record));
  const serving = rest.filter(([, record]) => record && importsServer(record));
  const others = new Set([...limiting, ...serving].map(([file]) => file));
  return {
    named: named.slice(0, MOST_FILES),
    others: [...others].slice(0, MOST_FILES),
    isComplete: !isPartial && named.length <= MOST_FILES,
  };
}

function importsServer({ imports }: ModuleRecord): boolean {
  return imports.some(({ specifier, isType }) => !isType && SERVERS.has(specifier));
}

function importsLimit({ imports }: ModuleRecord): boolean {
  return imports.some(
    ({ specifier, bindings, isType }) =>
      !isType &&
      (LIMITERS.has(specifier) ||
        [specifier.replace(/^.*\//, ""), ...bindings.map(({ local }) => local)].some((name) =>
          namedKinds(NOBODY, name).includes("limit"),
        )),
  );
}

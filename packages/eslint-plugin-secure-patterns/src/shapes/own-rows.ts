import { catalog } from "../catalog/index.ts";
import type { Framework } from "../catalog/types.ts";
import type { Settings } from "../settings.ts";

const combined = new WeakMap<Settings, readonly Framework[]>();

/** The catalogue together with the rows that a team has added in its settings. */
export function frameworksFor(settings: Settings): readonly Framework[] {
  const { types, handlers, sources, sinks, barriers, guards, names } = settings;
  if (!types && !handlers && !sources && !sinks && !barriers && !guards && !names) return catalog;
  let frameworks = combined.get(settings);
  if (!frameworks) {
    const own = { types, handlers, sources, sinks, barriers, guards, names };
    const given = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
    frameworks = [...catalog, { ...given, name: "settings", packages: [] }];
    combined.set(settings, frameworks);
  }
  return frameworks;
}

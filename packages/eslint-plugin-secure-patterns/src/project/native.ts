import type * as OxcParser from "oxc-parser";
import type * as OxcResolver from "oxc-resolver";

import { getHost } from "./host.ts";

export type NativeParser = Pick<typeof OxcParser, "parseSync">;
export type NativeResolver = Pick<typeof OxcResolver, "ResolverFactory">;

const loaded = new Map<string, unknown>();

/** The native parser, or `undefined` where its binary is not installed for this platform. */
export function getNativeParser(): NativeParser | undefined {
  return load("oxc-parser") as NativeParser | undefined;
}

/** The native resolver, or `undefined` where its binary is not installed for this platform. */
export function getNativeResolver(): NativeResolver | undefined {
  return load("oxc-resolver") as NativeResolver | undefined;
}

/** Required, not imported: a missing binary must not keep the rules that need no project from loading. */
function load(name: string): unknown {
  if (!loaded.has(name)) {
    try {
      loaded.set(name, getHost()?.require(name));
    } catch {
      loaded.set(name, undefined);
    }
  }
  return loaded.get(name);
}

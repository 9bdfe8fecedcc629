import { records } from "../../catalog/denials.ts";
import type { Analysis } from "../analysis.ts";

/** Whether some file of the project takes in middleware that writes a line for every request. */
export function hasAccessLog({ project, file }: Analysis): boolean {
  const index = project?.getIndex();
  return records.accessLogs.some(
    (name) =>
      file.unit.text.includes(`"${name}"`) ||
      file.unit.text.includes(`'${name}'`) ||
      index?.importsOfPackage(packageOf(name)).some(({ entry }) => entry.specifier === name) === true,
  );
}

/** `hono/logger` → `hono` */
function packageOf(specifier: string): string {
  return specifier.split("/")[0] ?? specifier;
}

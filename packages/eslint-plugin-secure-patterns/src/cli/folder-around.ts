import { realpathSync } from "node:fs";
import { dirname, sep } from "node:path";

/**
 * The folder whose inside tells what a file is for (`tests/`, `mocks/`): where the command was started, if the file lies below, so that
 * it is judged as in a run over everything; else its own.
 */
export function folderAround(file: string): string {
  const started = realpathSync(process.cwd());
  return file.startsWith(started.endsWith(sep) ? started : started + sep) ? started : dirname(file);
}

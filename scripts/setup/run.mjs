import { spawn } from "node:child_process";
import process from "node:process";
import { createInterface } from "node:readline";
import { stripVTControlCharacters } from "node:util";

/**
 * Runs a program in the foreground and answers its exit code. With `onLine`, its output is passed on line by line and
 * each line is handed over without colours.
 *
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, onLine?: (line: string) => void }} options
 * @returns {Promise<number>}
 */
export function run(file, args, { cwd, env = {}, onLine } = {}) {
  const child = spawn(file, args, {
    cwd,
    env: { ...process.env, ...quiet, ...env },
    stdio: ["inherit", onLine ? "pipe" : "inherit", "inherit"],
  });
  if (child.stdout && onLine) {
    createInterface({ input: child.stdout }).on("line", (line) => {
      console.log(line);
      onLine(stripVTControlCharacters(line));
    });
  }
  return new Promise((resolve) => {
    child.on("error", (error) => {
      console.error(`cannot run ${file}: ${error.message}`);
      resolve(2);
    });
    child.on("close", (code, signal) => resolve(code ?? (signal === "SIGINT" ? 130 : 2)));
  });
}

/** No telemetry and no advertisements from the tools that we start. */
export const quiet = {
  TURBO_TELEMETRY_DISABLED: "1",
  TURBO_NO_UPDATE_NOTIFIER: "1",
  DO_NOT_TRACK: "1",
  NO_UPDATE_NOTIFIER: "1",
  npm_config_update_notifier: "false",
};

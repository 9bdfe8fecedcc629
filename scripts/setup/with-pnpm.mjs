import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";

/**
 * The program and arguments that run `command` with the pinned pnpm and the repository's tools on PATH, whether or not
 * the machine has a pnpm. Arguments are for a POSIX shell or cmd: keep them free of quotes and dollar signs.
 *
 * @param {string} root
 * @param {readonly string[]} command
 * @returns {[string, string[]]}
 */
export function withPnpm(root, command) {
  const pin = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).packageManager;
  const [tool, ...args] = command;
  const line = [tool === "pnpm" ? tool : `pnpm exec ${tool}`, ...args.map(quote)].join(" ");
  if (installedPnpm(root) === pin) return process.platform === "win32" ? cmd(line) : ["sh", ["-c", line]];
  return npx(["--yes", "--prefer-offline", "--loglevel=error", "-p", pin, "-c", line]);
}

function installedPnpm(root) {
  const [file, args] = process.platform === "win32" ? cmd("pnpm --version") : ["pnpm", ["--version"]];
  const answer = spawnSync(file, args, { cwd: root, encoding: "utf8" });
  return answer.status === 0 ? `pnpm@${answer.stdout.trim()}` : undefined;
}

/** npx lies beside the npm that runs us; that spares the search for a shell script, which differs by system. */
function npx(args) {
  const script = process.env.npm_execpath && join(dirname(process.env.npm_execpath), "npx-cli.js");
  if (script && existsSync(script)) return [process.execPath, [script, ...args]];
  return process.platform === "win32" ? cmd(["npx", ...args.map(quote)].join(" ")) : ["npx", args];
}

function cmd(line) {
  return ["cmd.exe", ["/d", "/s", "/c", line]];
}

function quote(argument) {
  return /^[\w./:=@,+-]+$/.test(argument) ? argument : JSON.stringify(argument);
}

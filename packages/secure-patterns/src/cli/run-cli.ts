import { parseArgs } from "node:util";
import { parseDuration } from "../duration.ts";
import { nameOf } from "../stores/upkeep.ts";
import { type OpenedStore, openStore } from "./open-store.ts";

export interface Output {
  out(line: string): void;
  error(line: string): void;
}

const USAGE = `secure-patterns purge [store] [--retention 30d] [--schema name] [--prefix name]

Removes expired rate-limit keys and tokens, and firewall records older than the retention.

store        postgres://…, mysql://…, redis://…, sqlite:file.db, or a module that exports a store (or a function
             that returns one) as default or as "store"; by default what SECURE_PATTERNS_STORE holds, where no list
             of processes shows a password
--retention  age from which firewall records go: milliseconds or "12h", "30d"; by default 30d
--schema, --prefix   where the tables are, as given to postgres(), mysql(), sqlite() or redis()`;

const OPTIONS = {
  retention: { type: "string" },
  schema: { type: "string" },
  prefix: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

/** @returns the exit code: 0 done, 1 the store failed, 2 a wrong command line */
export async function runCli(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  output: Output,
): Promise<number> {
  const command = readCommand(args);
  if (typeof command === "string") {
    output.error(`${command}\n\n${USAGE}`);
    return 2;
  }
  if (command.values.help) {
    output.out(USAGE);
    return 0;
  }
  const target = command.target ?? env.SECURE_PATTERNS_STORE;
  if (!target) {
    output.error(`No store: name one, or set SECURE_PATTERNS_STORE\n\n${USAGE}`);
    return 2;
  }
  return purge(target, command.values, output);
}

interface Values {
  readonly retention?: string;
  readonly schema?: string;
  readonly prefix?: string;
  readonly help?: boolean;
}

function readCommand(args: readonly string[]): { target: string | undefined; values: Values } | string {
  try {
    const { positionals, values } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const [name, target, ...rest] = positionals;
    if (!values.help && name !== "purge") return name ? `Unknown command: ${name}` : "No command";
    return rest.length > 0 ? `One store at a time: ${rest.join(" ")} is left over` : { target, values };
  } catch (error) {
    return (error as Error).message;
  }
}

async function purge(target: string, { retention, schema, prefix }: Values, output: Output): Promise<number> {
  let opened: OpenedStore | undefined;
  try {
    // A wrong command line is one whether or not the store can be reached.
    const age = retention === undefined ? undefined : readRetention(retention);
    opened = await openStore(target, {
      ...(schema !== undefined && { schema }),
      ...(prefix !== undefined && { prefix }),
    });
    const { hits, tokens, events } = await opened.store.purge({
      ...(age !== undefined && { retention: age }),
    });
    output.out(`Removed ${hits} rate-limit keys, ${tokens} tokens and ${events} firewall records`);
    return 0;
  } catch (error) {
    // A message of ours names an option; a driver's may quote the address, and with it the password.
    output.error(error instanceof TypeError ? error.message : `The store failed: ${nameOf(error)}`);
    return error instanceof TypeError ? 2 : 1;
  } finally {
    await opened?.close();
  }
}

function readRetention(text: string): number {
  return parseDuration(/^\d+$/.test(text) ? Number(text) : text, "retention");
}

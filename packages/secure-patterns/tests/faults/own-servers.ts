import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { answers } from "../servers.ts";

/** A server of the test's own, to be killed at will. */
export interface OwnServer {
  readonly port: number;
  start(): Promise<void>;
  /** Ends it as a crash does, without saving anything. */
  crash(): Promise<void>;
  /** Ends it and removes its data. */
  remove(): Promise<void>;
}

type Kind = "redis" | "postgres" | "mariadb";

const PROGRAMS: Record<Kind, string> = {
  redis: "redis-server",
  postgres: "initdb",
  mariadb: "mariadb-install-db",
};

/**
 * Makes a server that is not running yet; `undefined`, with one line about it, where it is not installed.
 *
 * @throws instead, if `SECURE_PATTERNS_REQUIRE_SERVERS` is 1
 */
export async function ownServer(kind: Kind, flags: readonly string[] = []): Promise<OwnServer | undefined> {
  if (!findProgram(PROGRAMS[kind])) {
    const line = `${PROGRAMS[kind]} is not installed, which the fault tests start themselves`;
    if (process.env.SECURE_PATTERNS_REQUIRE_SERVERS === "1") throw new Error(line);
    console.warn(`Skipped: ${line}`);
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), `secure-patterns-${kind}-`));
  const port = await sparePort();
  const { command, args, uid } = SET_UP[kind](folder, port);
  return new Server(
    port,
    folder,
    command,
    [...args, ...flags],
    uid,
    kind === "postgres" ? "SIGQUIT" : "SIGKILL",
  );
}

interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly uid?: number;
}

const SET_UP: Record<Kind, (folder: string, port: number) => Command> = {
  redis: (folder, port) => ({
    command: findProgram("redis-server")!,
    args: ["--port", `${port}`, "--dir", folder, "--save", "", "--appendonly", "no", "--bind", "127.0.0.1"],
  }),
  postgres(folder, port) {
    // PostgreSQL refuses to run as root: as root, run it as the user that its package made.
    const uid = process.getuid?.() === 0 ? Number(execFileSync("id", ["-u", "postgres"])) : undefined;
    if (uid !== undefined) chownSync(folder, uid, uid);
    const flags = ["-D", folder, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C"];
    execFileSync(findProgram("initdb")!, flags, { stdio: "ignore", cwd: folder, ...asUser(uid) });
    // Not the disk of the machine is what fails here: no need to wait for it.
    const args = ["-D", folder, "-p", `${port}`, "-k", folder, "-h", "127.0.0.1", "-F"];
    return { command: findProgram("postgres")!, args, ...asUser(uid) };
  },
  mariadb(folder, port) {
    const user = process.getuid?.() === 0 ? ["--user=root"] : [];
    const install = [
      "--no-defaults",
      `--datadir=${folder}`,
      "--auth-root-authentication-method=normal",
      ...user,
    ];
    execFileSync(findProgram("mariadb-install-db")!, [...install, "--skip-test-db"], { stdio: "ignore" });
    const socket = join(folder, "s");
    const args = ["--no-defaults", `--datadir=${folder}`, `--port=${port}`, `--socket=${socket}`, ...user];
    return {
      command: findProgram("mariadbd")!,
      args: [
        ...args,
        "--bind-address=127.0.0.1",
        "--innodb-buffer-pool-size=8M",
        "--innodb-log-file-size=8M",
      ],
    };
  },
};

class Server implements OwnServer {
  readonly port: number;
  private readonly folder: string;
  private readonly command: string;
  private readonly args: readonly string[];
  private readonly uid: number | undefined;
  private readonly crashSignal: NodeJS.Signals;
  private child: ChildProcess | undefined;

  constructor(
    port: number,
    folder: string,
    command: string,
    args: readonly string[],
    uid: number | undefined,
    crashSignal: NodeJS.Signals,
  ) {
    this.port = port;
    this.folder = folder;
    this.command = command;
    this.args = args;
    this.uid = uid;
    this.crashSignal = crashSignal;
    process.once("exit", () => this.child?.kill("SIGKILL"));
  }

  async start(): Promise<void> {
    const child = spawn(this.command, this.args, { stdio: "ignore", cwd: this.folder, ...asUser(this.uid) });
    this.child = child;
    for (let i = 0; i < 300; i++) {
      if (child.exitCode !== null) throw new Error(`${this.command} ended with ${child.exitCode}`);
      if (await answers("127.0.0.1", this.port)) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`${this.command} does not answer`);
  }

  crash(): Promise<void> {
    return this.end(this.crashSignal);
  }

  async remove(): Promise<void> {
    await this.end(this.crashSignal);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private end(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
    const exit = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    child.kill(signal);
    return exit;
  }
}

function asUser(uid: number | undefined): { uid?: number; gid?: number } {
  return uid === undefined ? {} : { uid };
}

/** Debian keeps PostgreSQL's programs out of the path. */
function findProgram(name: string): string | undefined {
  const versions = existsSync("/usr/lib/postgresql") ? readdirSync("/usr/lib/postgresql") : [];
  const folders = [
    ...versions.map((version) => `/usr/lib/postgresql/${version}/bin`),
    ...(process.env.PATH ?? "").split(delimiter),
    "/usr/sbin",
  ];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

function sparePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

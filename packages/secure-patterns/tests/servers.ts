import { connect } from "node:net";

/** Where the servers are that tests use if they are there. */
const SERVERS = {
  PostgreSQL: {
    variable: "SECURE_PATTERNS_POSTGRES",
    url: "postgres://postgres@127.0.0.1:5432/postgres",
    service: "postgres",
  },
  MySQL: { variable: "SECURE_PATTERNS_MYSQL", url: "mysql://root@127.0.0.1:3306/test", service: "mariadb" },
  Redis: { variable: "SECURE_PATTERNS_REDIS", url: "redis://127.0.0.1:6379", service: "redis" },
} as const;

export type ServerName = keyof typeof SERVERS;

/** The server's address: from its environment variable, or the standard one. */
export function serverUrl(name: ServerName): string {
  return process.env[SERVERS[name].variable] ?? SERVERS[name].url;
}

/**
 * Whether the server answers. If it does not, says in one line what is skipped and how to start it.
 *
 * @throws if it does not answer and `SECURE_PATTERNS_REQUIRE_SERVERS` is 1
 */
export async function hasServer(name: ServerName): Promise<boolean> {
  const { hostname, port } = new URL(serverUrl(name));
  if (await answers(hostname, Number(port))) return true;
  const { variable, service } = SERVERS[name];
  const line = `${name} does not answer on ${hostname}:${port}: docker compose up -d ${service}, or set ${variable}`;
  if (process.env.SECURE_PATTERNS_REQUIRE_SERVERS === "1") throw new Error(line);
  console.warn(`Skipped: ${line}`);
  return false;
}

export function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1000 });
    const settle = (isThere: boolean) => (): void => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once("connect", settle(true));
    socket.once("error", settle(false));
    socket.once("timeout", settle(false));
  });
}

/** A node-redis client, cluster, pool or sentinel (version 4 and later), as far as it is used here. */
export interface NodeRedisClient {
  evalSha(sha: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
  readonly isOpen?: boolean;
  readonly isReady?: boolean;
}

/** An ioredis client or cluster (version 5 and later), as far as it is used here. */
export interface IoredisClient {
  evalsha(sha: string, keyCount: number, ...keysAndArguments: string[]): Promise<unknown>;
  eval(script: string, keyCount: number, ...keysAndArguments: string[]): Promise<unknown>;
  readonly status?: string;
  /** The connection, another one after each reconnection; a cluster has none. */
  readonly stream?: unknown;
}

export type RedisClient = NodeRedisClient | IoredisClient;

/** A script and the hash under which servers know it. */
export class Script {
  private readonly source: string;
  private hash: string | Promise<string> | undefined;

  constructor(source: string) {
    this.source = source;
  }

  run(runner: RedisRunner, keys: string[], args: string[]): Promise<unknown> {
    return typeof this.hash === "string"
      ? this.runHashed(runner, this.hash, keys, args)
      : this.runFirst(runner, keys, args);
  }

  private async runFirst(runner: RedisRunner, keys: string[], args: string[]): Promise<unknown> {
    this.hash ??= sha1(this.source).then((hash) => (this.hash = hash));
    return this.runHashed(runner, await this.hash, keys, args);
  }

  private async runHashed(
    runner: RedisRunner,
    hash: string,
    keys: string[],
    args: string[],
  ): Promise<unknown> {
    try {
      return await runner.evalSha(hash, keys, args);
    } catch (error) {
      // A restarted server, a new replica or SCRIPT FLUSH: EVAL teaches it the script again.
      if (!isUnknownScript(error)) throw error;
      return runner.eval(this.source, keys, args);
    }
  }
}

export interface RedisRunner {
  evalSha(hash: string, keys: string[], args: string[]): Promise<unknown>;
  eval(source: string, keys: string[], args: string[]): Promise<unknown>;
}

/** @throws TypeError if it is no client of either library */
export function redisRunner(client: RedisClient): RedisRunner {
  if (isNodeRedis(client)) return nodeRedisRunner(client);
  if (isIoredis(client)) return ioredisRunner(client);
  throw new TypeError("redis() takes a connected client of node-redis or ioredis");
}

function nodeRedisRunner(client: NodeRedisClient): RedisRunner {
  const run = (call: "evalSha" | "eval", text: string, keys: string[], args: string[]): Promise<unknown> => {
    if (client.isOpen === true && client.isReady === false) return notConnected();
    return client[call](text, { keys, arguments: args });
  };
  return {
    evalSha: (hash, keys, args) => run("evalSha", hash, keys, args),
    eval: (source, keys, args) => run("eval", source, keys, args),
  };
}

const LOST = new Set(["reconnecting", "close", "end"]);

function ioredisRunner(client: IoredisClient): RedisRunner {
  let wasReady = false;
  const run = (call: "evalsha" | "eval", text: string, keys: string[], args: string[]): Promise<unknown> => {
    const { status = "ready", stream } = client;
    const isReady = status === "ready";
    // Before the first connection it may queue: that one comes at once or not at all.
    if (!isReady && (wasReady || LOST.has(status))) return notConnected();
    wasReady ||= isReady;
    const answer = client[call](text, keys.length, ...keys, ...args);
    if (!isReady) return answer;
    // It sends again what was on its way when a connection broke, now perhaps to a server that has forgotten everything:
    // neither its answer nor that it knows no script says how things stood.
    const isSame = (): boolean => client.stream === stream;
    return answer.then(
      (value) => (isSame() ? value : notConnected()),
      (error: unknown) => (isSame() ? Promise.reject(error as Error) : notConnected()),
    );
  };
  return {
    evalSha: (hash, keys, args) => run("evalsha", hash, keys, args),
    eval: (source, keys, args) => run("eval", source, keys, args),
  };
}

/** Both libraries would queue the command and send it minutes later, when it decides nothing any more. */
function notConnected(): Promise<never> {
  return Promise.reject(Object.assign(new Error("Redis is not connected"), { code: "NOT_CONNECTED" }));
}

function isNodeRedis(client: RedisClient): client is NodeRedisClient {
  return typeof (client as Partial<NodeRedisClient> | null)?.evalSha === "function";
}

function isIoredis(client: RedisClient): client is IoredisClient {
  return typeof (client as Partial<IoredisClient> | null)?.evalsha === "function";
}

function isUnknownScript(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith("NOSCRIPT");
}

async function sha1(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-1", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

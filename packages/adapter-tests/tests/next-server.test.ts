import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../next-app", import.meta.url));
const cli = createRequire(import.meta.url).resolve("next/dist/bin/next");
const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1", CI: "1" };

/**
 * `next build`, which type-checks what the adapter's wrappers export, and `next start`: what only Next's own server can show.
 * The common contract runs on its handlers in `next.test.ts`, since a server in another process hides what it was told.
 */
describe("Next's own server", () => {
  let server: ChildProcess;
  let url: string;

  beforeAll(async () => {
    const build = spawnSync(process.execPath, [cli, "build"], { cwd: root, env, encoding: "utf8" });
    expect(build.status, build.stdout + build.stderr).toBe(0);
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    server = spawn(process.execPath, [cli, "start", "-p", String(port), "-H", "127.0.0.1"], {
      cwd: root,
      env,
    });
    await untilReady(server);
  });

  afterAll(async () => {
    if (server?.exitCode !== null) return;
    server.kill();
    await once(server, "exit");
  });

  const together = async (path: string, init?: RequestInit): Promise<Response[]> =>
    Promise.all(Array.from({ length: 50 }, () => fetch(url + path, init)));
  const json = { method: "POST", headers: { "content-type": "application/json" }, body: '{"name":"Ada"}' };

  it.each(["/api/limited", "/api/pages"])("admits exactly ten of 50 at once on %s", async (path) => {
    const responses = await together(path, json);
    const admitted = responses.filter(({ status }) => status === 200);
    const refused = responses.filter(({ status }) => status === 429);
    expect([admitted.length, refused.length]).toEqual([10, 40]);
    expect(await admitted[0]?.json()).toEqual({ name: "Ada" });
    expect(await refused[0]?.json()).toEqual({ error: "Too many requests" });
    expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(admitted[0]?.headers.get("ratelimit-policy")).toMatch(/;q=10;w=60$/);
  });

  it("counts by the address that the proxy in front of it saw", async () => {
    const headers = { ...json.headers, "x-forwarded-for": "6.6.6.6, 192.0.2.7" };
    expect((await fetch(`${url}/api/limited`, { ...json, headers })).status).toBe(200);
  });

  it("limits in proxy.ts, and the allowed request reaches its route", async () => {
    const responses = await together("/proxied");
    const admitted = responses.filter(({ status }) => status === 200);
    expect(admitted).toHaveLength(5);
    expect(await admitted[0]?.text()).toBe("ok");
    expect(admitted[0]?.headers.get("ratelimit-policy")).toBe('"proxy";q=5;w=60');
    expect(responses.filter(({ status }) => status === 429)).toHaveLength(45);
  });

  it("limits a server action, which answers as the application says", async () => {
    const answers: string[] = [];
    for (let round = 0; round < 3; round++) answers.push(await submit("Ada"));
    expect(answers).toEqual(["Hello Ada", "Hello Ada", "Too many requests"]);
  });

  // as the suggestions of `require-rate-limit` write them, which the plugin's tests compare with these files
  it.each(["/api/sign-in", "/api/sign-in-page"])(
    "admits ten of 50 through a suggested limit: %s",
    async (path) => {
      const body = '{"email":"a@b.test","password":"right"}';
      const responses = await together(path, { ...json, body });
      expect(responses.filter(({ status }) => status === 429)).toHaveLength(40);
      expect(await responses.find(({ status }) => status === 200)?.json()).toEqual({ valid: true });
    },
  );

  it("answers as the action does where a suggested limit refuses", async () => {
    const answers: string[] = [];
    for (let round = 0; round < 11; round++) answers.push(await submit("Ada", "/sign-in"));
    expect(answers).toEqual([...Array<string>(10).fill("Wrong password"), "Too many requests"]);
  });

  /** Posts the form as a browser without JavaScript does. */
  async function submit(name: string, path = "/form"): Promise<string> {
    const page = await (await fetch(url + path)).text();
    const form = new FormData();
    for (const [, hidden = "", value = ""] of page.matchAll(
      /<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g,
    )) {
      form.set(hidden, value.replaceAll("&quot;", '"'));
    }
    form.set("name", name);
    const answer = await (await fetch(url + path, { method: "POST", body: form })).text();
    return /<output>([^<]*)<\/output>/.exec(answer)?.[1] ?? "";
  }
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  return port;
}

function untilReady(server: ChildProcess): Promise<void> {
  let seen = "";
  return new Promise((resolve, reject) => {
    server.stdout?.on("data", (chunk) => {
      seen += String(chunk);
      if (seen.includes("Ready")) resolve();
    });
    server.once("exit", () => reject(new Error(`next start ended: ${seen}`)));
  });
}

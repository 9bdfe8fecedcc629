import { fileURLToPath } from "node:url";
import type { Protection } from "secure-patterns";
import { createServer } from "vite";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { adapterContract, type RunningApp } from "./contract.ts";
import { createProbe } from "./probe.ts";

const root = fileURLToPath(new URL("../sveltekit-app", import.meta.url));

/** SvelteKit's own development server, in this process, over real sockets. */
async function start(protection: Protection): Promise<RunningApp> {
  // The app reads it from here when its modules load; each server loads them anew.
  Object.assign(globalThis, { protection });
  // SvelteKit takes the directory that is current when it is loaded for the app's.
  process.chdir(root);
  const { sveltekit } = await import("@sveltejs/kit/vite");
  const server = await createServer({
    configFile: false,
    logLevel: "silent",
    plugins: [sveltekit()],
    server: { host: "127.0.0.1", port: 0, watch: null },
  });
  await server.listen();
  const address = server.httpServer?.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

for (const place of ["hook", "endpoint"]) {
  adapterContract(`SvelteKit, in the ${place}`, {
    async start(protection) {
      const running = await start(protection);
      // Modules are compiled on the first request.
      await fetch(`${running.url}/`);
      return { ...running, url: `${running.url}/${place}` };
    },
    readsBody: true,
    knowsPeer: true,
  });
}

describe("SvelteKit, form actions", () => {
  const probe = createProbe();
  let app: RunningApp;
  beforeAll(async () => {
    app = await start(probe);
  });
  afterAll(() => app.close());
  beforeEach(() => probe.reset(1_000));

  const post = (password: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${app.url}/login`, {
      method: "POST",
      body: new URLSearchParams({ password }),
      headers: { origin: app.url, accept: "text/html", ...headers },
      redirect: "manual",
    });

  it("knows failures from successes, also of enhanced forms", async () => {
    expect((await post("wrong")).status).toBe(400);
    expect((await post("right")).status).toBe(303);
    const enhanced = await post("wrong", { accept: "application/json", "x-sveltekit-action": "true" });
    expect(enhanced.status).toBe(200);
    expect(probe.settled).toEqual([400, 303, 400]);
    expect(probe.seen[0]?.body).toEqual({ password: "wrong" });
  });

  it("answers a refusal with the page and its form", async () => {
    probe.reset(0);
    const response = await post("right");
    expect(response.status).toBe(429);
    expect(response.headers.get("retry-after")).toBe("30");
    expect(await response.text()).toContain("<form");
  });
});

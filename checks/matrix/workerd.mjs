// Loads bundles in workerd, the runtime of Cloudflare Workers, without its Node compatibility.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { nameOf } from "./bundles.mjs";
import { findProgram } from "./servers.mjs";

/** subpath → "ok" or what went wrong. */
export async function probeWorkerd(folder, subpaths) {
  const program = findProgram("workerd@1", "workerd");
  const port = await freePort();
  writeFileSync(join(folder, "main.js"), mainWorker(subpaths));
  writeFileSync(join(folder, "config.capnp"), config(subpaths, port));
  const worker = spawn(program, ["serve", "config.capnp"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let complaints = "";
  worker.stderr.on("data", (chunk) => (complaints += String(chunk)));
  try {
    const results = {};
    for (const subpath of subpaths) results[subpath] = await ask(port, subpath, worker, () => complaints);
    return results;
  } finally {
    worker.kill();
    if (worker.exitCode === null) await once(worker, "exit");
  }
}

async function ask(port, subpath, worker, complaints) {
  for (let attempt = 0; attempt < 100 && worker.exitCode === null; attempt++) {
    try {
      return await (await fetch(`http://127.0.0.1:${port}/${nameOf(subpath)}`)).text();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  return `workerd does not answer: ${complaints().slice(0, 300)}`;
}

function mainWorker(subpaths) {
  const loaders = subpaths.map((subpath) => `"/${nameOf(subpath)}": () => import("./${nameOf(subpath)}.js")`);
  return `const loaders = { ${loaders.join(", ")} };
export default {
  async fetch(request) {
    try {
      return new Response(await (await loaders[new URL(request.url).pathname]()).result());
    } catch (error) {
      return new Response(String(error));
    }
  },
};
`;
}

function config(subpaths, port) {
  const modules = ["main", ...subpaths.map(nameOf)];
  const listed = modules.map((name) => `(name = "${name}.js", esModule = embed "${name}.js")`).join(", ");
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .worker)],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
const worker :Workerd.Worker = (modules = [${listed}], compatibilityDate = "2025-06-01");
`;
}

async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  return port;
}

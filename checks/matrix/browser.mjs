// Loads bundles in a real browser.
import { createServer } from "node:http";
import { existsSync, readFileSync } from "node:fs";
import { join, normalize } from "node:path";
import process from "node:process";
import { chromium } from "playwright-core";
import { nameOf } from "./bundles.mjs";
import { Unavailable } from "./consumer.mjs";

const places = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

/** subpath → "ok" or what went wrong. */
export async function probeBrowser(folder, subpaths) {
  const executablePath = places.find((path) => path && existsSync(path));
  if (!executablePath) throw new Unavailable("no Chromium: apt-get install chromium, or set CHROMIUM_PATH");
  const server = await serveFolder(folder);
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic"],
  });
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    const results = {};
    for (const subpath of subpaths)
      results[subpath] = await page.evaluate(loadAndRun, `/${nameOf(subpath)}.js`);
    return results;
  } finally {
    await browser.close();
    server.close();
  }
}

/** Runs in the page. */
async function loadAndRun(url) {
  try {
    return await (await import(url)).result();
  } catch (error) {
    return String(error);
  }
}

async function serveFolder(folder) {
  const server = createServer((request, response) => {
    const file = join(folder, normalize(new URL(request.url, "http://site.test").pathname));
    const isScript = file.endsWith(".js") && existsSync(file);
    response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
    response.end(isScript ? readFileSync(file) : "<!doctype html><title>matrix</title>");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

const PATHS = [
  process.env["CHROMIUM_PATH"],
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Where Chromium is, or `undefined` after one line that says what is skipped. Fails where tests must not be skipped. */
export const chromiumPath: string | undefined = findChromium();

export function launchChromium(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error("Chromium is not installed");
  return chromium.launch({ executablePath: chromiumPath, args: FLAGS });
}

function findChromium(): string | undefined {
  const found = PATHS.find((path) => path !== undefined && existsSync(path));
  if (found !== undefined) return found;
  if (process.env["SECURE_PATTERNS_REQUIRE_BROWSER"] === "1") {
    throw new Error("SECURE_PATTERNS_REQUIRE_BROWSER=1, but no Chromium was found; set CHROMIUM_PATH");
  }
  console.warn(
    "Browser tests skipped: no Chromium. Install it (apt-get install chromium) or set CHROMIUM_PATH.",
  );
  return undefined;
}

import { safeRedirect } from "secure-patterns/safe-redirect";

const base = "https://app.example.com";
const targets = ["/home", "/search?q=shoes&page=2", "/users/42/settings#mail", "/notes/2026-11-22"];
const hostile = ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"];
let turn = 0;

export default {
  title: "safeRedirect beside the check that one would write with new URL",
  baseline: "new URL, path",
  cases: {
    "new URL, path": () => parse(targets[turn++ & 3]),
    "safeRedirect, path": () => safeRedirect(targets[turn++ & 3], "/"),
    "new URL, hostile": () => parse(hostile[turn++ & 3]),
    "safeRedirect, hostile": () => safeRedirect(hostile[turn++ & 3], "/"),
  },
};

function parse(target) {
  try {
    const url = new URL(target, base);
    return url.origin === base ? url.href : "/";
  } catch {
    return "/";
  }
}

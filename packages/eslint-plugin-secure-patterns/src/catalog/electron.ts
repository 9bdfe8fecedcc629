import type { Framework } from "./types.ts";

/** Desktop programs: an address is opened by the system, or in a window with the program's own rights. */
export const electron: Framework = {
  name: "electron",
  packages: ["electron"],
  types: { window: { from: ["electron#new BrowserWindow"], annotated: ["electron#BrowserWindow"] } },
  sinks: [
    { call: "electron#shell.openExternal", arg: 0, kind: "redirect", what: "shell.openExternal" },
    { call: "window.loadURL", arg: 0, kind: "redirect", what: "loadURL" },
  ],
};

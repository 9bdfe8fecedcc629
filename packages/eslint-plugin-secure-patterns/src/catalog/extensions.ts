import type { Framework } from "./types.ts";

/** Extensions of browsers: pages choose the titles of tabs, and what lies in bookmarks and in the history. */
export const extensions: Framework = {
  name: "extensions",
  packages: [],
  types: {
    api: { from: ["global#{chrome,browser}"] },
    visited: {
      from: ["api.tabs.{query,get}()", "api.bookmarks.{search,getTree,getRecent}()", "api.history.search()"],
    },
    kept: { from: ["api.storage.{local,sync}.get()"] },
    sent: {},
  },
  handlers: [
    { call: "api.tabs.{query,get}", params: ["visited"] },
    { call: "api.bookmarks.{search,getTree,getRecent}", params: ["visited"] },
    { call: "api.history.search", params: ["visited"] },
    { call: "api.storage.{local,sync}.get", params: ["kept"] },
    { call: "api.runtime.onMessage.addListener", params: ["sent"] },
  ],
  sources: [
    {
      read: "visited",
      kind: "stored",
      what: "a page that was opened",
      for: ["html"],
      mixed: true,
      opened: true,
    },
    {
      read: "kept",
      kind: "stored",
      what: "the extension's storage",
      for: ["html"],
      mixed: true,
      likely: true,
    },
    {
      read: "sent",
      kind: "stored",
      what: "a message to the extension",
      for: ["html"],
      mixed: "parts",
      likely: true,
    },
  ],
};

import type { Framework } from "./types.ts";

/** Selections write HTML like jQuery's, and compute it for each element. */
export const d3: Framework = {
  name: "d3",
  packages: [],
  types: {
    selection: {
      from: ["{d3,d3-selection}#{select,selectAll}()", "global#d3.{select,selectAll}()"],
      fluent: true,
    },
  },
  handlers: [{ call: "selection.{call,each}", params: ["selection"] }],
  sinks: [
    { call: "selection.html", arg: 0, kind: "html", output: "document", what: "d3's html" },
    { call: "selection.html", arg: 0, at: ["()"], kind: "html", output: "document", what: "d3's html" },
  ],
};

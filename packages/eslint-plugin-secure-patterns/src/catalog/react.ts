import type { Framework } from "./types.ts";

export const react: Framework = {
  name: "react",
  packages: ["react", "preact"],
  barriers: [
    { call: "{react,preact/hooks}#{useMemo,useDeferredValue}", clears: [], passes: ["callback", 0] },
  ],
  sinks: [
    {
      attribute: "dangerouslySetInnerHTML",
      at: ["__html"],
      kind: "html",
      output: "markup",
      what: "dangerouslySetInnerHTML",
    },
    {
      call: "{react,preact}#createElement",
      arg: 1,
      at: ["dangerouslySetInnerHTML", "__html"],
      kind: "html",
      output: "markup",
      what: "dangerouslySetInnerHTML",
    },
  ],
};

import type { Framework } from "./types.ts";

export const lit: Framework = {
  name: "lit",
  packages: ["lit"],
  sinks: [
    {
      call: "{lit,lit-html}/directives/{unsafe-html.js,unsafe-html,unsafe-svg.js,unsafe-svg}#{unsafeHTML,unsafeSVG}",
      arg: 0,
      kind: "html",
      output: "markup",
      what: "unsafeHTML",
    },
  ],
};

import type { Framework } from "./types.ts";

export const vue: Framework = {
  name: "vue",
  packages: ["vue"],
  barriers: [
    { call: "vue#{computed,ref,shallowRef,toRef}", clears: [], passes: ["callback", 0], at: ["value"] },
  ],
  sinks: [
    {
      call: "vue#{h,createVNode}",
      arg: 1,
      at: ["innerHTML"],
      kind: "html",
      output: "markup",
      what: "innerHTML",
    },
    {
      call: "vue#{h,createVNode}",
      arg: 1,
      at: ["domProps", "innerHTML"],
      kind: "html",
      output: "markup",
      what: "innerHTML",
    },
  ],
};

import type { Framework } from "./types.ts";

export const vue: Framework = {
  name: "vue",
  packages: ["vue"],
  barriers: [
    {
      call: "{vue,global,#imports,@vue/composition-api}#{computed,ref,shallowRef,toRef}",
      clears: [],
      passes: ["callback", 0],
      at: ["value"],
    },
    {
      call: "{vue,global,#imports,@vue/composition-api}#{reactive,shallowReactive,readonly,toRaw,unref,toRefs}",
      clears: [],
    },
    { call: "{vue,global,#imports}#inject", clears: [], passes: ["provided", 1] },
  ],
  sinks: [
    { attribute: "v-html", kind: "html", output: "markup", what: "v-html" },
    { attribute: "innerHTML", kind: "html", output: "markup", what: "innerHTML" },
    { attribute: "srcdoc", kind: "html", output: "markup", what: "srcdoc" },
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

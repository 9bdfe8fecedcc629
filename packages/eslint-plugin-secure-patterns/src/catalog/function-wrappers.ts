import type { Framework } from "./types.ts";

/** What hands back the function that it is given, to be called once, later or less often, and what calls it at once. */
export const functionWrappers: Framework = {
  name: "function-wrappers",
  packages: [],
  barriers: [
    { call: "{lodash,lodash-es,underscore}#{memoize,once,debounce,throttle}", clears: [] },
    {
      call: "{lodash/memoize,lodash/once,lodash/debounce,lodash/throttle,lodash-es/memoize,lodash-es/once,lodash-es/debounce,lodash-es/throttle,lodash.memoize,lodash.once,lodash.debounce,lodash.throttle}#",
      clears: [],
    },
    {
      call: "{mem,memoize,memoizee,memoize-one,fast-memoize,moize,nano-memoize,p-memoize,once,onetime,debounce,just-memoize,just-once,just-debounce-it,just-throttle}#",
      clears: [],
    },
    { call: "micro-memoize#memoize", clears: [] },
    { call: "throttle-debounce#{throttle,debounce}", clears: [], passes: [1] },
    { call: "react#{useCallback,cache,useEffectEvent}", clears: [] },
    { call: "preact/hooks#useCallback", clears: [] },
    { call: "use-debounce#{useDebouncedCallback,useThrottledCallback}", clears: [] },
    { call: "next/cache#unstable_cache", clears: [] },
    { call: "{p-retry,async-retry}#", clears: [], passes: ["callback"] },
    { call: "p-limit#()", clears: [], passes: ["callback"] },
  ],
};

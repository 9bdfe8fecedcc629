import type { Framework } from "./types.ts";

/** Runes hand on what they are given. */
export const svelte: Framework = {
  name: "svelte",
  packages: ["svelte"],
  barriers: [
    { call: "global#{$state,$derived}", clears: [] },
    { call: "global#$state.{raw,snapshot}", clears: [] },
    { call: "global#$derived.by", clears: [], passes: ["callback"] },
  ],
};

import type { TSESTree } from "@typescript-eslint/utils";
import type { Change } from "./edit.ts";

/** `x` → `encodeURIComponent(String(x))`: a value of a query, whatever it is. */
export function encodeValue({ range }: TSESTree.Node): Change {
  return {
    edits: [
      { range: [range[0], range[0]], text: "encodeURIComponent(String(" },
      { range: [range[1], range[1]], text: "))" },
    ],
    imports: [],
  };
}

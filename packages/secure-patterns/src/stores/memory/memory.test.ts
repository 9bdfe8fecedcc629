import { test } from "vitest";
import { storeContract } from "../contract/contract.ts";
import { memory } from "./memory.ts";

for (const { name, run } of storeContract({ open: () => memory() })) test(name, run);

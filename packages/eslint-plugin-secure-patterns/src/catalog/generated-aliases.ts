/**
 * Aliases of the configurations that a framework generates, and that a fresh clone does not have yet: by the folder that the
 * configuration lies in, as paths from the folder above.
 */
export const generatedAliases: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  ".svelte-kit": { $lib: ["src/lib"], "$lib/*": ["src/lib/*"] },
  ".nuxt": {
    "~/*": ["*", "app/*"],
    "@/*": ["*", "app/*"],
    "~~/*": ["*"],
    "@@/*": ["*"],
  },
};

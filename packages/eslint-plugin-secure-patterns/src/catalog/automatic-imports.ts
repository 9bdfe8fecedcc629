/** Frameworks whose files may use what certain folders export without importing it, and which folders these are. */
export interface AutomaticImports {
  readonly packages: readonly string[];
  /** From the package's folder. */
  readonly folders: readonly string[];
}

export const automaticImports: readonly AutomaticImports[] = [
  {
    packages: ["nuxt", "nuxt3", "nuxt-nightly"],
    folders: [
      ...["server/utils", "shared/utils", "composables", "utils"],
      ...["app/composables", "app/utils", "src/server/utils", "src/composables", "src/utils"],
    ],
  },
  { packages: ["nitropack", "nitro"], folders: ["utils", "server/utils"] },
];

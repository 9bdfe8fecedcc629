/** An element that opens its address where `target` says. */
export interface LinkElement {
  /** Attributes that hold the address, the first one present counts. */
  readonly address: readonly string[];
  /** Whether `rel` reaches the page as it is written; a component that only looks like a link may add its own. */
  readonly isPlain: boolean;
  readonly isForm?: true;
  /** Adds `rel="noopener noreferrer"` where none is given, unless told otherwise (`no-rel`). */
  readonly addsRel?: true;
}

export const htmlLinks: Readonly<Record<string, LinkElement>> = {
  a: { address: ["href", "xlink:href"], isPlain: true },
  area: { address: ["href"], isPlain: true },
  form: { address: ["action"], isPlain: true, isForm: true },
};

/** Components of packages that hand `target` and `rel` to the anchor as they are: module → export names. */
export const linkComponents: Readonly<Record<string, readonly string[]>> = {
  "next/link": ["default"],
  "next/link.js": ["default"],
  "react-router": ["Link", "NavLink"],
  "react-router-dom": ["Link", "NavLink"],
  "@remix-run/react": ["Link", "NavLink"],
  "@tanstack/react-router": ["Link"],
  gatsby: ["Link"],
  wouter: ["Link"],
  "@mui/material": ["Link", "Button", "IconButton", "Fab"],
  "@mui/material/Link": ["default"],
  "@mui/material/Button": ["default"],
  "@mui/material/IconButton": ["default"],
  "@chakra-ui/react": ["Link"],
  "@mantine/core": ["Anchor"],
  "@radix-ui/themes": ["Link"],
};

/** Global components of Vue libraries that do the same, in kebab case. */
export const globalLinkComponents: ReadonlySet<string> = new Set([
  "v-btn",
  "v-card",
  "v-chip",
  "v-list-item",
  "v-breadcrumbs-item",
  "q-btn",
  "q-item",
  "el-link",
]);

/** Components, in kebab case, that add a `rel` of their own: NuxtLink and what is built on it. */
export const selfProtectingComponents: ReadonlySet<string> = new Set([
  "nuxt-link",
  "nuxt-link-locale",
  "u-link",
  "u-button",
]);

/** Names under which links go whose code we do not see, in kebab case: some add a `rel` of their own. */
export const likelyLinkComponents: ReadonlySet<string> = new Set([
  "link",
  "nav-link",
  "router-link",
  "next-link",
  "external-link",
  "anchor",
]);

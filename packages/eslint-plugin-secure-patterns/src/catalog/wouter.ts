import type { Framework } from "./types.ts";

/** Its navigation is `history.pushState`, which cannot leave the site: sources only. */
export const wouter: Framework = {
  name: "wouter",
  packages: ["wouter"],
  sources: [
    { read: "wouter#{useSearch,useParams}()", kind: "browser", what: "the page's address", text: true },
    { read: "wouter#useSearchParams().0", kind: "browser", what: "the page's query string", text: true },
  ],
};

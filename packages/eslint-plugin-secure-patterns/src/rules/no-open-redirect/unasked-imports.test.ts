import { describe } from "vitest";
import { testProject } from "../../../tests/support/test-project.ts";

describe("no-open-redirect and what frameworks know by their folders", () => {
  testProject("follows helpers that need no import", "no-open-redirect", {
    "package.json": { name: "app", version: "1.0.0", devDependencies: { nuxt: "4" } },
    "server/utils/targets.ts": `
      export function wanted(event) { return getQuery(event).next as string; }
      export const inside = (event) => { const next = getQuery(event).next as string; return /^\\/[a-z]+$/.test(next) ? next : "/"; };
    `,
    "server/api/go.get.ts": `
      export default defineEventHandler((event) => {
        return sendRedirect(event, wanted(event)); // !
      });
    `,
    "server/api/stay.get.ts": `
      export default defineEventHandler((event) => sendRedirect(event, inside(event)));
    `,
  });

  testProject("leaves them alone where they have to be imported", "no-open-redirect", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { h3: "1" } },
    "server/utils/targets.ts": `
      export function wanted(event) { return getQuery(event).next as string; }
    `,
    "server/api/go.get.ts": `
      import { defineEventHandler, sendRedirect } from "h3";
      export default defineEventHandler((event) => sendRedirect(event, wanted(event)));
    `,
  });

  const page = (start: string): string => `
      import { redirect } from "@sveltejs/kit";
      export const load = ({ url }) => {
        ${start} redirect(302, url.pathname.split("/").slice(0, -1).join("/"));
      };
    `;
  testProject("knows that a page's file says its path", "no-open-redirect", {
    "package.json": { name: "app", version: "1.0.0", dependencies: { "@sveltejs/kit": "2" } },
    "src/routes/admin/cards/new/+page.server.ts": page("throw"),
    "src/routes/[...rest]/+page.server.ts": `
      import { redirect } from "@sveltejs/kit";
      export const load = ({ url }) => {
        throw redirect(302, url.pathname.split("/").slice(0, -1).join("/")); // !
      };
    `,
  });
});

import type { Framework } from "./types.ts";

/** Vue Router and Nuxt's pages. Their own navigation stays on the site, so there is no sink here. */
export const vueRouter: Framework = {
  name: "vue-router",
  packages: ["vue-router", "nuxt"],
  types: {
    route: {
      from: ["{global,#imports,#app,vue-router}#useRoute()"],
      annotated: [
        "vue-router#{RouteLocationNormalized,RouteLocationNormalizedLoaded,RouteLocationNormalizedGeneric}",
      ],
      named: ["$route"],
    },
    router: { from: ["vue-router#createRouter()", "vue-router#useRouter()"] },
  },
  handlers: [
    { call: "router.{beforeEach,beforeResolve,afterEach}", params: ["route", "route"] },
    {
      call: "{global,#imports,#app,nuxt/app}#defineNuxtRouteMiddleware",
      params: ["route", "route"],
    },
  ],
  sources: [
    { read: "route.query", kind: "browser", what: "the page's query string", text: true },
    { read: "route.params", kind: "browser", what: "a route parameter", text: true },
    { read: "route.hash", kind: "browser", what: "the page's fragment", before: "#", text: true },
    { read: "route.{path,fullPath}", kind: "browser", what: "the page's path", form: "path", text: true },
  ],
};

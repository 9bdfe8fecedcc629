import type { Framework } from "./types.ts";

const SERVER =
  "{react-router,react-router-dom,@remix-run/node,@remix-run/cloudflare,@remix-run/deno,@remix-run/server-runtime,@remix-run/router}";
const CLIENT_MODULES = ["react-router", "react-router-dom", "@remix-run/react"];
const CLIENT = `{${CLIENT_MODULES.join()}}`;

/** React Router 5 to 7, and Remix. */
export const reactRouter: Framework = {
  name: "react-router",
  packages: [
    "react-router",
    "react-router-dom",
    "@remix-run/node",
    "@remix-run/cloudflare",
    "@remix-run/react",
    "@remix-run/server-runtime",
  ],
  sort: "server",
  types: {
    args: {
      annotated: [
        `${SERVER}#{LoaderFunctionArgs,ActionFunctionArgs,LoaderArgs,ActionArgs,DataFunctionArgs,ClientLoaderFunctionArgs,ClientActionFunctionArgs}`,
      ],
    },
    "fetch/request": { from: ["args.request"] },
    navigate: { from: [`${CLIENT}#useNavigate()`] },
    history: { from: [`${CLIENT}#useHistory()`, "routeProps.history"], named: ["history"] },
    location: { from: [`${CLIENT}#useLocation()`, "routeProps.location"], named: ["location"] },
    match: { from: [`${CLIENT}#useRouteMatch()`, "routeProps.match"], named: ["match"] },
    routeProps: { annotated: [`${CLIENT}#RouteComponentProps`] },
  },
  handlers: [
    { call: `${CLIENT}#withRouter`, params: ["routeProps"] },
    { exported: ["loader", "action", "clientLoader", "clientAction"], params: ["args"] },
    {
      annotated: `${SERVER}#{LoaderFunction,ActionFunction,ClientLoaderFunction,ClientActionFunction}`,
      params: ["args"],
    },
  ],
  companions: [
    { answers: ["loader", "clientLoader"], call: { name: "useLoaderData", of: CLIENT_MODULES } },
    { answers: ["action", "clientAction"], call: { name: "useActionData", of: CLIENT_MODULES } },
    { answers: ["loader", "clientLoader"], under: ["loaderData"], file: "(?:^|/)routes?/" },
    { answers: ["action", "clientAction"], under: ["actionData"], file: "(?:^|/)routes?/" },
  ],
  barriers: [{ call: `${SERVER}#{json,data,defer}`, clears: [] }],
  sources: [
    { read: "args.params", kind: "remote", what: "a route parameter", text: true },
    {
      read: `${CLIENT}#useSearchParams().0`,
      kind: "browser",
      what: "the page's query string",
      text: true,
    },
    { read: `${CLIENT}#useParams()`, kind: "browser", what: "a route parameter", text: true },
    { read: "match.params", kind: "browser", what: "a route parameter", text: true },
    { read: "location.search", kind: "browser", what: "the page's query string", before: "?", text: true },
    { read: "location.hash", kind: "browser", what: "the page's fragment", before: "#", text: true },
  ],
  sinks: [
    { call: `${SERVER}#{redirect,redirectDocument,replace}`, arg: 0, kind: "redirect", what: "redirect" },
    // older versions follow `//host` and hand whole addresses to the browser
    { call: "navigate", arg: 0, kind: "redirect", what: "navigate", likely: true, client: true },
    {
      call: "history.{push,replace}",
      arg: 0,
      kind: "redirect",
      what: "history.push",
      likely: true,
      client: true,
    },
  ],
};

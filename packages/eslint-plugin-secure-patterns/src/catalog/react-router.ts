import type { Framework } from "./types.ts";

const SERVER =
  "{react-router,react-router-dom,@remix-run/node,@remix-run/cloudflare,@remix-run/deno,@remix-run/server-runtime,@remix-run/router}";
const CLIENT = "{react-router,react-router-dom,@remix-run/react}";

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
    history: { from: [`${CLIENT}#useHistory()`, "routeProps.history"] },
    location: { from: [`${CLIENT}#useLocation()`, "routeProps.location"] },
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
  sources: [
    { read: "args.params", kind: "remote", what: "a route parameter", text: true },
    {
      read: `${CLIENT}#useSearchParams().0`,
      kind: "browser",
      what: "the page's query string",
      text: true,
    },
    { read: `${CLIENT}#useParams()`, kind: "browser", what: "a route parameter", text: true },
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

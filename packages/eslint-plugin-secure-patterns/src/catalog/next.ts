import type { Framework } from "./types.ts";

export const next: Framework = {
  name: "next",
  packages: ["next"],
  types: {
    // pages/api
    apiRequest: { annotated: ["next#NextApiRequest"] },
    apiResponse: {
      from: ["apiResponse.{status,setHeader,setPreviewData,setDraftMode}()", "context.res"],
      annotated: ["next#NextApiResponse"],
    },
    // route handlers and middleware
    request: { annotated: ["next/server#NextRequest"] },
    response: { from: ["next/server#NextResponse"] },
    pageProps: {},
    // getServerSideProps
    context: { annotated: ["next#{GetServerSidePropsContext,NextPageContext}"] },
    router: {
      from: ["next/navigation#useRouter()", "next/router#useRouter()", "next/router#", "next/router#Router"],
      annotated: ["next/router#NextRouter"],
    },
  },
  handlers: [
    {
      exported: ["default"],
      file: "(?:^|/)pages/api/.+\\.[cm]?[jt]sx?$",
      params: ["apiRequest", "apiResponse"],
    },
    {
      exported: ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"],
      file: "(?:^|/)route\\.[cm]?[jt]sx?$",
      params: ["request", "pageProps"],
    },
    {
      exported: ["default", "middleware", "proxy"],
      file: "(?:^|/)(?:middleware|proxy)\\.[cm]?[jt]sx?$",
      params: ["request"],
    },
    { exported: ["getServerSideProps", "getInitialProps"], file: "", params: ["context"] },
    {
      exported: ["default", "generateMetadata"],
      file: "(?:^|/)(?:page|layout|template)\\.[jt]sx?$",
      params: ["pageProps"],
    },
    {
      parameterNames: [
        ["req", "request"],
        ["res", "response"],
      ],
      params: ["apiRequest", "apiResponse"],
    },
  ],
  sources: [
    { read: "apiRequest.{query,body,cookies}", kind: "remote", what: "the request's data" },
    { read: "apiRequest.headers", kind: "remote", what: "a request header", text: true },
    { read: "apiRequest.url", kind: "remote", what: "the requested path", form: "path", text: true },
    { read: "request.nextUrl", kind: "remote", what: "the requested address", form: "url" },
    { read: "request.nextUrl.searchParams", kind: "remote", what: "the query string", text: true },
    { read: "request.nextUrl.search", kind: "remote", what: "the query string", before: "?", text: true },
    {
      read: "request.nextUrl.pathname",
      kind: "remote",
      what: "the requested path",
      form: "path",
      text: true,
    },
    { read: "request.url", kind: "remote", what: "the requested address", form: "url", text: true },
    { read: "request.{json,formData,text}()", kind: "remote", what: "the request body" },
    { read: "request.headers.get()", kind: "remote", what: "a request header", text: true },
    { read: "request.cookies.get()", kind: "remote", what: "a cookie", text: true },
    { read: "next/headers#headers().get()", kind: "remote", what: "a request header", text: true },
    { read: "next/headers#cookies().get()", kind: "remote", what: "a cookie", text: true },
    { read: "context.query", kind: "remote", what: "the query string" },
    { read: "context.params", kind: "remote", what: "a route parameter" },
    { read: "context.req.{headers,cookies,query,body}", kind: "remote", what: "the request's data" },
    { read: "pageProps.{searchParams,params}", kind: "remote", what: "the page's parameters" },
    {
      read: "next/navigation#{useSearchParams,useParams}()",
      kind: "browser",
      what: "the page's query string",
      text: true,
    },
    { read: "router.query", kind: "browser", what: "the page's query string" },
    { read: "router.asPath", kind: "browser", what: "the page's path", form: "path", text: true },
  ],
  contentTypes: [
    { call: "apiResponse.setHeader", arg: 1, if: { arg: 0, is: ["content-type"] } },
    { call: "apiResponse.writeHead", arg: 1, at: ["Content-Type"] },
  ],
  sinks: [
    {
      call: "apiResponse.{send,write,end}",
      arg: 0,
      kind: "html",
      output: "response",
      defaultType: "html",
      what: "res.send",
    },
    { call: "apiResponse.redirect", arg: "last", kind: "redirect", what: "res.redirect" },
    {
      call: "apiResponse.setHeader",
      arg: 1,
      if: { arg: 0, is: ["location"] },
      kind: "redirect",
      what: "the Location header",
    },
    {
      call: "apiResponse.writeHead",
      arg: "last",
      at: ["Location"],
      kind: "redirect",
      what: "the Location header",
    },
    { call: "next/navigation#{redirect,permanentRedirect}", arg: 0, kind: "redirect", what: "redirect" },
    { call: "response.{redirect,rewrite}", arg: 0, kind: "redirect", what: "NextResponse.redirect" },
    { call: "router.{push,replace}", arg: 0, kind: "redirect", what: "router.push" },
  ],
};

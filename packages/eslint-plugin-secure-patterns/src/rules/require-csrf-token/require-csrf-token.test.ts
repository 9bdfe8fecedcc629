import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeProject, type FixtureProject } from "../../project/fixture-project.ts";
import { languagesOf } from "../../../tests/support/language.ts";
import { lint } from "../../../tests/support/lint.ts";
import { testRule, type RuleCase } from "../../../tests/support/test-rule.ts";
import rule from "./require-csrf-token.ts";

/** Elsewhere in the file the token is sent. */
const sends =
  'function save(data) { return fetch("/save", { method: "POST", headers: { "X-CSRF-Token": token() }, body: data }); }\n';

/** Without the other files of the package, which speak of tokens themselves. */
const alone = (cases: readonly (string | RuleCase)[]): RuleCase[] =>
  cases.map((each) => ({
    ...(typeof each === "string" ? { code: each } : each),
    settings: { project: false },
  }));

/** A page with a script that sends the token, and another one. */
const page = (script: string, rest = ""): RuleCase => ({
  filename: "page.html",
  code: `<html><body>${rest}<script>${sends}</script>\n<script>\n  ${script}\n</script></body></html>`,
});

testRule("require-csrf-token", rule, {
  valid: alone([
    // scripts of pages: nobody knows of a token, it goes along, the client was set up, or it is no script
    { filename: "page.html", code: '<script>fetch("/orders", { method: "POST" });</script>' },
    page('fetch("/orders", { method: "POST", headers: { "X-CSRFToken": "{{ csrf_token }}" } });'),
    page('fetch("/orders", { method: "POST", body: new FormData(form) });'),
    page('$.post("/orders", {});', '<script>$.ajaxSetup({ headers: { "X-CSRF-Token": token() } });</script>'),
    page('fetch("{{ other_site }}/orders", { method: "POST" });'),
    page("", '<script type="text/template">fetch("/orders", { method: "POST" });</script>'),
    page("", "<script>fetch('/orders', { method: 'POST' }); unfinished(</script>"),
    `${sends}fetch(new URL("/orders", shop), { method: "POST" })`,
    `${sends}const remove = (id) => fetch(id ? shop + id : "", { method: "DELETE" });`,
    // nobody in the project knows of a token
    'fetch("/orders", { method: "POST" })',
    // nothing is changed, or on another site, or nobody can tell
    `${sends}fetch("/orders"); fetch("/orders", { method: "GET" }); fetch("/orders", { method })`,
    `${sends}fetch("https://other.example/orders", { method: "POST" }); fetch("//cdn.example/x", { method: "POST" }); fetch(url, { method: "POST" })`,
    `${sends}fetch("/orders", options); fetch("/orders", { ...options, method: "POST" })`,
    // the token goes along, in one way or another
    `${sends}fetch("/orders", { method: "POST", headers: { "X-XSRF-TOKEN": token } })`,
    `${sends}const headers = { "csrf-token": token() }; fetch("/orders", { method: "POST", headers })`,
    `${sends}fetch("/orders", { method: "POST", headers: getHeaders() })`,
    `${sends}fetch("/orders", { method: "POST", body: JSON.stringify({ _csrf: token() }) })`,
    `${sends}fetch("/orders", { method: "POST", body: new FormData(form) }); $.post("/orders", $("form").serialize())`,
    `${sends}function send(body) { return fetch("/orders", { method: "POST", body }); }`,
    `${sends}const xhr = new XMLHttpRequest(); xhr.open("POST", "/orders"); xhr.setRequestHeader("X-CSRF-Token", token());`,
    'const csrf = { "X-CSRF-Token": token() }; function send(form) { const xhr = new XMLHttpRequest(); xhr.open("POST", "/orders"); for (const [name, value] of Object.entries(common)) xhr.setRequestHeader(name, value); xhr.send(); }',
    // a form takes the page's hidden fields along, or is filled elsewhere, or with the token
    `${sends}const form = new FormData(element); form.append("file", file); fetch("/files", { method: "POST", body: form })`,
    `${sends}const form = new FormData(); form.append(name, file); fetch("/files", { method: "POST", body: form })`,
    `${sends}const form = new FormData(); fill(form); fetch("/files", { method: "POST", body: form })`,
    `${sends}const form = new FormData(); form.append("_csrf", read()); fetch("/files", { method: "POST", body: form })`,
    `${sends}fetch("/orders", { method: "POST", body: JSON.stringify(Object.fromEntries(new FormData(form))) })`,
    `${sends}fetch("/orders", { method: "POST", body: new URLSearchParams({ id, token: read() }) })`,
    // one way of two reads only, or goes to another site
    `${sends}fetch("/orders", { method: order ? "POST" : "GET" }); fetch(far ? "https://other.example" : "/orders", { method: "POST" })`,
    // a function that knows the token, and a request that may take it from there
    'function send(data) { data.csrf = read(); return fetch("/orders", { method: "POST", body: JSON.stringify(data) }); }',
    'import axios from "axios"; async function logIn() { await axios.get("/sanctum/csrf-cookie"); return axios.post("/login", { name }, { withCredentials: true }); }',
    // nobody has the function send something here that changes something
    `${sends}async function apiRequest(method, url) { return fetch(url, { method }); }\napiRequest("GET", "/orders"); apiRequest("POST", "https://other.example/orders");`,
    `${sends}async function apiRequest({ method, url }) { return fetch(url, { method }); }\napiRequest({ method: "POST", url: "/orders" });`,
    // somebody else says who asks
    `${sends}fetch("/orders", { method: "POST", headers: { Authorization: "Bearer " + key } })`,
    `${sends}fetch("/orders", { method: "POST", credentials: "omit" })`,
    // the client as a whole was set up
    `${sends}$.ajaxSetup({ headers: { "X-CSRF-Token": token() } }); $.post("/orders", { id: 1 })`,
    `${sends}import axios from "axios"; axios.defaults.headers.common["X-CSRF-Token"] = token(); axios.post("/orders", { id })`,
    `${sends}import axios from "axios"; axios.interceptors.request.use(addToken); axios.delete("/orders/1")`,
    `${sends}import axios from "axios"; axios.defaults.headers.common[HEADER] = token(); axios.delete("/orders/1")`,
    `${sends}const base = import.meta.env.VITE_API_URL || "http://localhost:3000"; fetch(\`\${base}/orders\`, { method: "POST" })`,
    `${sends}import http from "axios"; http.interceptors.request.use(addToken); http.delete("/orders/1")`,
    // an instance sends to another site, says who asks in another way, or is set up
    'import axios from "axios"; const api = axios.create({ baseURL: "https://api.example" }); api.post("/orders", order); const csrf = axios.create({ headers: { "X-CSRF-Token": token() } }); csrf.post("/orders", order)',
    {
      code: `import axios from "axios"; const api = axios.create(); api.interceptors.request.use(addToken); api.post("/orders", order); function save() { return fetch("/save", { method: "POST", headers: { "X-CSRF-Token": token() } }); }`,
    },
    `${sends}app.post("/orders", handler); router.put("/orders", handler)`,
    `${sends}window.fetch = withToken(window.fetch); fetch("/orders", { method: "POST" })`,
    // another function of that name
    `${sends}import { fetch } from "./client.js"; fetch("/orders", { method: "POST" })`,
    { name: "a test", filename: "orders.test.js", code: `${sends}fetch("/orders", { method: "POST" })` },
  ]),
  invalid: alone([
    page('fetch("/orders", { method: "POST" });'),
    page(
      '{% if user %}fetch("{% url "orders" %}", { method: "POST", body: JSON.stringify({{ order|safe }}) });{% endif %}',
    ),
    page('$.post("/orders/<%= order.id %>", { count: <%= count %> });'),
    {
      filename: "form.html",
      code: '<form>{% csrf_token %}</form><script>fetch("/orders", { method: "POST" });</script>',
    },
    `${sends}fetch(new URL("/orders", location.origin), { method: "POST" })`,
    `${sends}const remove = (id) => fetch(id ? "/orders/" + id : "", { method: "DELETE" });`,
    // a comment sends nothing
    `${sends}function predict(inputs) { // unlike csrfFetch, it waits\n return fetch("/predict", { method: "POST", body: JSON.stringify(inputs) }); }`,
    `${sends}fetch("/orders", { method: "POST" })`,
    // a form that is filled here, with a name in view
    `${sends}const form = new FormData(); form.append("file", file); fetch("/files", { method: "POST", body: form })`,
    `${sends}fetch("/orders", { method: "POST", body: new URLSearchParams({ id }) })`,
    `${sends}function upload() { const form = new FormData(); form.append("file", file); const xhr = new XMLHttpRequest(); xhr.open("POST", "/files"); xhr.send(form); }`,
    `${sends}const [formData] = useState({}); fetch("/orders", { method: "POST", body: JSON.stringify({ name: formData.name }) })`,
    `${sends}const method = id ? "PUT" : "POST"; const url = id ? \`/orders/\${id}\` : "/orders"; fetch(url, { method, body: JSON.stringify(order) })`,
    `${sends}const api = (path) => "/api" + path; fetch(api("/orders"), { method: "POST" })`,
    `${sends}const base = import.meta.env.VITE_API_URL || ""; fetch(\`\${base}/orders\`, { method: "POST" })`,
    `${sends}import axios from "axios"; axios.defaults.baseURL = ""; axios.defaults.headers.common["X-Locale"] = "de"; axios.post("/orders", order)`,
    // what the callers of a function have it send
    `${sends}async function apiRequest(method, url, data) { return fetch(url, { method, headers: data ? { Accept: "text/plain" } : {}, body: JSON.stringify(data) }); }\napiRequest("POST", "/orders", order);`,
    `${sends}const upload = (url) => fetch(url, { method: "POST" });\nupload(\`/files/\${id}\`);`,
    // the token of the function goes elsewhere
    'async function save() { await fetch("/tags", { method: "POST", headers: { Accept: "text/plain" }, body: JSON.stringify({ name }) }); return fetch("/save", { method: "POST", headers: { "X-CSRF-Token": read() } }); }',
    `${sends}const API = "/api"; window.fetch(\`\${API}/orders/\${id}\`, { method: "delete" })`,
    `${sends}fetch(config.relative_path + "/orders", { method: "PUT", headers: { "Content-Type": "application/json" }, body: JSON.stringify(order) })`,
    `${sends}$.post("/orders", { id: 1 }); $.ajax({ url: "/orders/1", type: "DELETE" }); jQuery.ajax("/orders/1", { method: "PATCH", data: { a: 1 } })`,
    `${sends}import axios from "axios"; axios.post("/orders", order); axios({ method: "put", url: "/orders/1", data: order }); axios.delete("/orders/1")`,
    `${sends}const xhr = new XMLHttpRequest(); xhr.open("POST", "/orders"); xhr.send("a=1");`.replace(
      sends,
      'function save() { fetch("/save", { method: "POST", headers: { "X-CSRF-Token": token() } }); }\nfunction send() {',
    ) + " }",
  ]),
});

describe("across files", () => {
  let project: FixtureProject;
  beforeAll(() => {
    project = writeProject({
      "package.json": { name: "app", type: "module" },
      "lib/request.js":
        'export async function request(input, init) { return fetch(input, { ...init, headers: { ...init.headers, "X-CSRF-Token": readToken() } }); }',
      "orders.js":
        'import { show } from "./lib/show.js"; export const add = (order) => fetch("/orders", { method: "POST", body: JSON.stringify(order) }).then(show);',
      "safe.js":
        'import { request } from "./lib/request.js"; export const add = (order) => request("/orders", { method: "POST", body: JSON.stringify(order) });',
      "test/helpers/orders.js": 'export const add = () => fetch("/orders", { method: "POST" });',
    });
  });
  afterAll(() => project.dispose());

  async function findingsIn(file: string): Promise<ReturnType<typeof lint>> {
    const [language] = await languagesOf("file.ts");
    return lint({
      code: readFileSync(project.at(file), "utf8"),
      filename: project.at(file),
      language: language!,
      rules: { "require-csrf-token": { confidence: "proven" } },
    });
  }

  it("names the project's own function and offers it", async () => {
    const [finding, ...others] = await findingsIn("orders.js");
    expect(others).toEqual([]);
    expect(finding?.message).toContain("`request` (lib/request.js)");
    const text = finding?.suggestions?.map(({ fix }) => fix.text).join();
    expect(text).toContain('import { request } from "./lib/request.js"');
  });

  it("names the function of the same method", async () => {
    const api = writeProject({
      "package.json": { name: "api" },
      "api.js":
        'function send(path, options) { return fetch(path, { ...options, headers: { "X-CSRF-Token": read() } }); } export const getJson = (path) => send(path, {}); export const putJson = (path, body) => send(path, { method: "PUT", body }); export const postJson = (path, body) => send(path, { method: "POST", body });',
      "page.js": 'fetch("/orders", { method: "POST" })',
    });
    const [language] = await languagesOf("file.ts");
    const [found] = lint({
      code: readFileSync(api.at("page.js"), "utf8"),
      filename: api.at("page.js"),
      language: language!,
      rules: { "require-csrf-token": { confidence: "proven" } },
    });
    expect(found?.message).toContain("`postJson` (api.js)");
    expect(found?.suggestions).toBeUndefined();
    api.dispose();
  });

  it("knows instances of axios, and the one that is set up", async () => {
    const api = writeProject({
      "package.json": { name: "api", type: "module", dependencies: { axios: "1" } },
      "api.js":
        'import axios from "axios"; export const api = axios.create({ baseURL: "/api" }); api.interceptors.request.use((config) => { config.headers["X-CSRF-Token"] = read(); return config; });',
      "plain.js": 'import axios from "axios"; export const plain = axios.create({ baseURL: "/api" });',
      "page.js":
        'import axios from "axios"; import { api } from "./api.js"; import { plain } from "./plain.js"; api.post("/orders", {}); plain.post("/orders", {}); axios.post("/api/orders", {});',
    });
    const [language] = await languagesOf("file.ts");
    const code = readFileSync(api.at("page.js"), "utf8");
    const found = lint({
      code,
      filename: api.at("page.js"),
      language: language!,
      rules: { "require-csrf-token": { confidence: "proven" } },
    });
    expect(found.map(({ column }) => code.slice(column - 1).split("(")[0])).toEqual([
      "plain.post",
      "axios.post",
    ]);
    expect(found[0]?.message).toContain("`api` (api.js)");
    api.dispose();
  });

  it("is less sure where a server makes tokens that no other script sends", async () => {
    const served = writeProject({
      "package.json": { name: "served" },
      "server.js":
        'const csurf = require("csurf"); app.use(csurf()); app.use((req, res, next) => { res.locals._csrf = req.csrfToken(); next(); });',
      "page.js": 'fetch("/orders", { method: "POST" })',
    });
    const [language] = await languagesOf("file.ts");
    const found = (confidence: string): ReturnType<typeof lint> =>
      lint({
        code: readFileSync(served.at("page.js"), "utf8"),
        filename: served.at("page.js"),
        language: language!,
        rules: { "require-csrf-token": { confidence } },
      });
    expect([found("proven").length, found("likely").length]).toEqual([0, 1]);
    expect(found("likely")[0]?.message).toContain("makes tokens for its pages (server.js)");
    served.dispose();
  });

  it.each([
    ["the settings of a cookie send nothing", "{ name: cookieName, options }", 0],
    ["what is under that key is sent", "token", 1],
    ["what a server fills in there is sent", '"<%= token %>"', 1],
  ])("%s", async (_name, value, count) => {
    const settings = writeProject({
      "package.json": { name: "settings" },
      "auth.js": `export const cookies = { csrfToken: ${value} }; export const load = () => fetch("/me");`,
      "page.js": 'fetch("/orders", { method: "POST" })',
    });
    const [language] = await languagesOf("file.ts");
    const code = readFileSync(settings.at("page.js"), "utf8");
    const rules = { "require-csrf-token": { confidence: "likely" } };
    expect(lint({ code, filename: settings.at("page.js"), language: language!, rules })).toHaveLength(count);
    settings.dispose();
  });

  it("knows the page's own address from another file, and by the global of a page", async () => {
    const urls = writeProject({
      "package.json": { name: "urls" },
      "config.js":
        'export const home = `${window.location.protocol}//${window.location.hostname}`; export const api = "/api"; export const other = "https://other.example";',
      "page.js":
        'import { home, api, other } from "./config.js"; const name = "X-CSRF-Token"; fetch(`${home}/a`, { method: "POST" }); fetch(`${api}/b`, { method: "POST" }); $.post(`${serverurl}/c`, { id: 1 }); fetch(`${other}/d`, { method: "POST" }); fetch(`${unknown}/e`, { method: "POST" });',
      "send.js":
        'export const send = (url) => fetch(url, { method: "POST", headers: { "X-CSRF-Token": read() } });',
    });
    const [language] = await languagesOf("file.ts");
    const code = readFileSync(urls.at("page.js"), "utf8");
    const rules = { "require-csrf-token": { confidence: "proven" } };
    const found = lint({ code, filename: urls.at("page.js"), language: language!, rules });
    expect(found.map(({ column }) => /\}(\/\w)/.exec(code.slice(column - 1))?.[1])).toEqual([
      "/a",
      "/b",
      "/c",
    ]);
    urls.dispose();
  });

  describe("the project's own server by a shared constant", () => {
    const wrapper = (base: string, credentials = ""): string =>
      `${base} export const send = (path, init) => fetch(\`\${API_URL}\${path}\`, { ...init, ${credentials} headers: { ...init.headers, "X-CSRF-Token": read() } });`;
    const setting = 'const API_URL = import.meta.env.VITE_API_URL || "http://localhost:3000";';
    const shared = 'import { API_URL } from "./config";';
    const call = (options = ""): string =>
      `fetch(\`\${API_URL}/orders\`, { method: "POST", ${options} body: JSON.stringify(order) });`;
    const include = 'credentials: "include",';

    it.each([
      ["in a setting that both read", wrapper(setting), `${setting} ${call()}`, 1],
      [
        "in a setting without its default",
        wrapper(setting),
        `const API_URL = import.meta.env.VITE_API_URL; ${call()}`,
        1,
      ],
      ["of another file", wrapper(shared), `${shared} ${call()}`, 1],
      [
        "in an object",
        wrapper('import { config } from "./config"; const API_URL = config.api;'),
        `import { config } from "./config"; ${call().replace("API_URL", "config.api")}`,
        1,
      ],
      ["with cookies, as the helper", wrapper(setting, include), `${setting} ${call(include)}`, 1],
      ["without the cookies that the helper asks for", wrapper(setting, include), `${setting} ${call()}`, 0],
      [
        "of another setting",
        wrapper(setting),
        `const API_URL = import.meta.env.VITE_OTHER_URL; ${call()}`,
        0,
      ],
      ["of another host", wrapper(shared), `const API_URL = "https://other.example"; ${call()}`, 0],
      ["that the helper does not send to", wrapper('const API_URL = "/api";'), `${setting} ${call()}`, 0],
      ["that is only local", wrapper('const API_URL = "http://localhost:3000";'), `${setting} ${call()}`, 0],
      [
        "of a host that is asked for something else where the token is",
        `export const send = async (path, init) => { await fetch("https://other.example/check", { method: "POST" }); return fetch(path, { ...init, headers: { "X-CSRF-Token": read() } }); };`,
        `const API_URL = "https://other.example"; ${call()}`,
        0,
      ],
      ["with the token", wrapper(shared), `${shared} ${call('headers: { "X-CSRF-Token": read() },')}`, 0],
      [
        "by a function that is handed the whole of it",
        wrapper(shared),
        `${shared} const request = (method, url) => fetch(url, { method }); request("POST", \`\${API_URL}/orders\`);`,
        1,
      ],
      [
        "through an instance of axios",
        wrapper(shared),
        `import axios from "axios"; ${shared} const api = axios.create({ baseURL: API_URL }); api.post("/orders", order);`,
        1,
      ],
    ])("%s", async (_name, lib, page, count) => {
      const files = {
        "package.json": { name: "shop", dependencies: { axios: "1" } },
        "config.ts":
          'export const API_URL = process.env.REACT_APP_API_URL; export const config = { api: "https://api.shop.example" };',
        "send.ts": lib,
        "page.ts": page,
      };
      const shop = writeProject(files);
      const [language] = await languagesOf("file.ts");
      const rules = { "require-csrf-token": { confidence: "proven" } };
      const found = lint({ code: page, filename: shop.at("page.ts"), language: language!, rules });
      expect(found).toHaveLength(count);
      shop.dispose();
    });
  });

  it.each([
    ["return <form onSubmit={send} />;", "others of this project do"],
    ["return send;", "`Orders` (Orders.jsx)"],
  ])("is no function for it where it is a component: %s", async (answer, said) => {
    const shop = writeProject({
      "package.json": { name: "shop" },
      "page.js": 'fetch("/orders", { method: "POST" })',
      "Orders.jsx": `export default function Orders() { const send = () => fetch("/orders", { method: "PUT", headers: { "X-CSRF-Token": read() } }); ${answer} }`,
    });
    const [language] = await languagesOf("file.ts");
    const code = readFileSync(shop.at("page.js"), "utf8");
    const rules = { "require-csrf-token": { confidence: "likely" } };
    const [found] = lint({ code, filename: shop.at("page.js"), language: language!, rules });
    expect(found?.message).toContain(said);
    shop.dispose();
  });

  it("is less sure where one other file sends a token, without a function for it", async () => {
    const small = writeProject({
      "package.json": { name: "small" },
      "page.js": 'fetch("/orders", { method: "POST" })',
      "form.js":
        '$("form").on("submit", () => fetch("/form", { method: "POST", headers: { "X-CSRF-Token": read() } }));',
    });
    const [language] = await languagesOf("file.ts");
    const found = (confidence: string): ReturnType<typeof lint> =>
      lint({
        code: readFileSync(small.at("page.js"), "utf8"),
        filename: small.at("page.js"),
        language: language!,
        rules: { "require-csrf-token": { confidence } },
      });
    expect([found("proven").length, found("likely").length]).toEqual([0, 1]);
    small.dispose();
  });

  it("sees what other files have a function send", async () => {
    const client = writeProject({
      "package.json": { name: "client" },
      "token.js":
        'export const save = (url) => fetch(url, { method: "POST", headers: { "X-CSRF-Token": read() } });',
      "request.js": "export const request = (method, url) => fetch(url, { method });",
      "page.js": 'import { request } from "./request.js"; request("DELETE", "/orders/1");',
    });
    const [language] = await languagesOf("file.ts");
    const found = lint({
      code: readFileSync(client.at("request.js"), "utf8"),
      filename: client.at("request.js"),
      language: language!,
      rules: { "require-csrf-token": { confidence: "proven" } },
    });
    expect(found[0]?.message).toContain("This request to your own site carries no CSRF token");
    client.dispose();
  });

  it("is less sure of what the page's own framework answers without a look at tokens", async () => {
    const [language] = await languagesOf("file.ts");
    const shop = writeProject({
      "package.json": { name: "shop" },
      "token.js":
        'export const save = (url) => fetch(url, { method: "POST", headers: { "X-CSRF-Token": read() } });',
      "app/api/revalidate/route.ts": "export const POST = (request) => revalidate(request);",
      "app/api/orders/route.ts": "export const POST = (request) => verifyCsrf(request) && order(request);",
      "pages/api/carts/index.ts": "export default (request, response) => response.end();",
      "routes/lists/+server.ts": "export const POST = () => new Response();",
      "page.ts": "",
    });
    const found = (url: string, confidence: string): number =>
      lint({
        code: `fetch(${url}, { method: "POST" })`,
        filename: shop.at("page.ts"),
        language: language!,
        rules: { "require-csrf-token": { confidence } },
      }).length;
    const urls = [
      '"/api/revalidate"',
      "`/api/revalidate?tag=${tag}`",
      '"/api/carts/"',
      '"/lists"',
      '"/api/orders"',
      '"/api/others"',
      "`/api/revalidate/${tag}`",
    ];
    const counts = urls.map((url) => [found(url, "proven"), found(url, "likely")]);
    shop.dispose();
    expect(counts).toEqual([
      [0, 1],
      [0, 1],
      [0, 1],
      [0, 1],
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
  });

  it("is less sure of what is sent before there is a session", async () => {
    const [language] = await languagesOf("file.ts");
    const found = (path: string, confidence: string): ReturnType<typeof lint> =>
      lint({
        code: `${sends}fetch("${path}", { method: "POST" })`,
        filename: "file.ts",
        language: language!,
        settings: { project: false },
        rules: { "require-csrf-token": { confidence } },
      });
    const counts = [
      "/api/auth/login",
      "/forgot-password",
      "/v1/auth/refresh",
      "/api/auth/telegram/init",
      "/orders/telegram/init",
      "/logins/3",
      "/list/refresh",
    ].map((path) => [found(path, "proven").length, found(path, "likely").length]);
    expect(counts).toEqual([
      [0, 1],
      [0, 1],
      [0, 1],
      [0, 1],
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
  });

  it.each(["lib/request.js", "safe.js", "test/helpers/orders.js"])("%s is clean", async (file) => {
    expect(await findingsIn(file)).toEqual([]);
  });
});

import axios from "axios";
import { afterAll, beforeAll, expect, test } from "vitest";
import { factsOf, readBody, serve, type Site } from "../../../tests/support/serve.ts";
import { csrfAxios } from "./csrf-axios.ts";
import { createCsrfFetch, csrfFetch } from "./csrf-fetch.ts";
import { csrfHeaders } from "./csrf-xhr.ts";

let site: Site;

beforeAll(async () => {
  site = await serve(async (request, response) => {
    const token = factsOf(request).header("x-csrf-token") ?? "no token";
    response.end(`${request.method} ${await readBody(request)} ${token}`);
  });
});

afterAll(() => site.close());

test("on a server, which has no page, csrfFetch is fetch", async () => {
  const url = `http://127.0.0.1:${site.port}/`;
  for (const send of [csrfFetch, createCsrfFetch({ endpoint: "/token" })]) {
    const posted = await send(url, { method: "POST", body: "a" });
    expect(await posted.text()).toBe("POST a no token");
    const stream = new Blob(["b"]).stream();
    const streamed = await send(new Request(url, { method: "PUT", body: stream, duplex: "half" }));
    expect(await streamed.text()).toBe("PUT b no token");
  }
  expect(csrfHeaders("POST", url)).toEqual({});
  await expect(csrfFetch("/relative", { method: "POST" })).rejects.toThrow(TypeError);
});

test("on a server csrfAxios changes nothing", async () => {
  const instance = csrfAxios(axios.create({ baseURL: `http://127.0.0.1:${site.port}/` }));
  expect((await instance.post("/", "a")).data).toBe("POST a no token");
});

test.each([
  [{ header: "X-CSRF\r\nToken" }, /^header must be a header name/],
  [{ header: "" }, /^header must be a text/],
  [{ meta: 1 }, /^meta must be a text/],
  [{ cookie: "" }, /^cookie must be a text/],
  [{ endpoint: null }, /^endpoint must be a text/],
])("options %j are refused", (options, message) => {
  expect(() => createCsrfFetch(options as never)).toThrow(message);
});

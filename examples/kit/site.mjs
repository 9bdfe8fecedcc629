/** A visitor of a site: keeps cookies, follows nothing on its own, sees only what HTTP shows. */
export class Site {
  #cookies = new Map();

  /** @param {string} origin such as `"http://127.0.0.1:3000"` */
  constructor(origin) {
    this.origin = origin;
  }

  /**
   * @param {string} path
   * @param {{ method?: string, form?: Record<string, string>, json?: unknown, headers?: Record<string, string> }} options
   */
  async request(path, { method, form, json, headers = {} } = {}) {
    const body = form ? new URLSearchParams(form) : json === undefined ? undefined : JSON.stringify(json);
    const response = await fetch(this.origin + path, {
      method: method ?? (body === undefined ? "GET" : "POST"),
      redirect: "manual",
      headers: {
        cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        ...(json === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
      signal: AbortSignal.timeout(10_000),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name, value] = cookie.split(";", 1)[0].split(/=(.*)/s);
      this.#cookies.set(name, value);
    }
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      location: this.#resolve(path, response),
    };
  }

  /** Where a browser would go next; `undefined` if it stays. */
  #resolve(path, response) {
    const location = response.headers.get("location");
    if (location === null || response.status < 300 || response.status > 399) return undefined;
    return new URL(location, new URL(path, this.origin));
  }
}

import { isSameOrigin, isUnsafe } from "./page.ts";
import { isRefusal } from "./refusal.ts";
import { tokenSource, type CsrfClientOptions, type TokenSource } from "./token-source.ts";

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- axios's own hooks have types that only axios can name
type Hook = (value: any) => any;

/** The part of an axios instance (1.7 or later) that we use. */
export interface AxiosLike {
  readonly interceptors: {
    readonly request: { use(onFulfilled: Hook): unknown };
    readonly response: { use(onFulfilled: Hook, onRejected: Hook): unknown };
  };
  getUri(config: object): string;
  request(config: object): Promise<unknown>;
}

interface Config {
  method?: string;
  headers: { has(name: string): boolean; set(name: string, value: string): unknown };
  adapter?: unknown;
  fetchOptions?: Record<string, unknown>;
  csrfToken?: string;
  csrfRetried?: boolean;
}

interface Response {
  readonly status: number;
  readonly headers: { get(name: string): unknown };
  readonly config: Config;
}

/**
 * Adds the page's CSRF token to an axios instance's requests that change something on the page's own origin, and tries once more
 * with a fresh token when the server refuses it. These requests go through axios's `fetch` adapter, because only `fetch` can be told
 * not to carry the token to another origin when a redirect leads there.
 *
 * @returns the same instance
 */
export function csrfAxios<T extends AxiosLike>(instance: T, options: CsrfClientOptions = {}): T {
  const source = tokenSource(options);
  instance.interceptors.request.use((config: Config) => addToken(instance, config, source));
  instance.interceptors.response.use(
    (response: Response) => retry(instance, response, source, () => response),
    (error: { response?: Response }) => {
      const fail = (): never => {
        throw error;
      };
      return error?.response ? retry(instance, error.response, source, fail) : fail();
    },
  );
  return instance;
}

async function addToken(instance: AxiosLike, config: Config, source: TokenSource): Promise<Config> {
  if (!isUnsafe(config.method ?? "get") || !isSameOrigin(instance.getUri(config))) return config;
  if (config.headers.has(source.header) && config.csrfToken === undefined) return config;
  const token = source.read() ?? (await source.refresh(undefined));
  if (token === undefined) return config;
  config.headers.set(source.header, token);
  config.csrfToken = token;
  if (typeof config.adapter !== "function") config.adapter = "fetch";
  config.fetchOptions = { ...config.fetchOptions, mode: "same-origin" };
  return config;
}

async function retry(
  instance: AxiosLike,
  response: Response,
  source: TokenSource,
  giveUp: () => Response,
): Promise<unknown> {
  const { csrfToken, csrfRetried } = response.config;
  if (csrfToken === undefined || csrfRetried || !isRefusal(response)) return giveUp();
  const fresh = await source.refresh(csrfToken);
  if (fresh === undefined || fresh === csrfToken) return giveUp();
  return instance.request({ ...response.config, csrfRetried: true });
}

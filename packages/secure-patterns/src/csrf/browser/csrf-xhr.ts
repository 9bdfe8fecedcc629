import { isSameOrigin, isUnsafe } from "./page.ts";
import { tokenSource, type CsrfClientOptions } from "./token-source.ts";

/** The part of `XMLHttpRequest` that we use. */
interface Xhr {
  open(method: string, url: string, async: boolean): void;
  setRequestHeader(name: string, value: string): void;
}

/**
 * The headers to add to one request: the token, or nothing if the request changes nothing or leads elsewhere. For libraries of your
 * own choice: `$.ajaxSetup({ beforeSend: (xhr, s) => … })`, `ky`, `superagent`.
 */
export function csrfHeaders(
  method: string,
  url: string | URL,
  options: CsrfClientOptions = {},
): Record<string, string> {
  const { header, read } = tokenSource(options);
  const token = isUnsafe(method) && isSameOrigin(String(url)) ? read() : undefined;
  return token === undefined ? {} : { [header]: token };
}

/**
 * An opened `XMLHttpRequest` that carries the token if it stays on this origin. Unlike `csrfFetch` it cannot keep the browser from
 * following a redirect of your own server to another origin: prefer `csrfFetch` where a redirect is possible.
 */
export function csrfXhr<T = XhrOfThisPage>(
  method: string,
  url: string | URL,
  options: CsrfClientOptions = {},
): T {
  const { XMLHttpRequest } = globalThis as unknown as { XMLHttpRequest: new () => Xhr };
  const target = String(url);
  const xhr = new XMLHttpRequest();
  xhr.open(method, target, true);
  for (const [name, value] of Object.entries(csrfHeaders(method, target, options))) {
    xhr.setRequestHeader(name, value);
  }
  return xhr as T;
}

/** `XMLHttpRequest` where the program knows the DOM's types. */
type XhrOfThisPage = typeof globalThis extends { XMLHttpRequest: { prototype: infer T } } ? T : Xhr;

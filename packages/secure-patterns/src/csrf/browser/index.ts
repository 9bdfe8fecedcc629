export { csrfAxios } from "./csrf-axios.ts";
export type { AxiosLike } from "./csrf-axios.ts";
export { createCsrfFetch, csrfFetch } from "./csrf-fetch.ts";
export type { CsrfFetch } from "./csrf-fetch.ts";
export { csrfHeaders, csrfXhr } from "./csrf-xhr.ts";
export type { CsrfClientOptions } from "./token-source.ts";

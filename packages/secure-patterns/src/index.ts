export { clientIp, ClientIpError, ipKey } from "./client-ip/index.ts";
export type { ClientIpKeyOptions, ClientIpOptions, ClientIpRequest } from "./client-ip/index.ts";
export { safeRedirect } from "./safe-redirect/safe-redirect.ts";

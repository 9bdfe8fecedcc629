export { clientIp, clientIpReader, clientKeyReader, ClientIpError } from "./client-ip.ts";
export type { ClientIpKeyOptions, ClientIpOptions, ClientIpRequest } from "./client-ip.ts";
export { ipKey } from "./ip-key.ts";
export { ipMatcher } from "./cidr.ts";

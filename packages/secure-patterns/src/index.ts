export { safeRedirect } from "./safe-redirect/safe-redirect.ts";

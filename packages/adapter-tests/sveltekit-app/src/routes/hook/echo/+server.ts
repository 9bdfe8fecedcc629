export { echo as POST } from "../../../lib/endpoints.ts";

export { stream as GET } from "../../../lib/endpoints.ts";

export { fail as GET } from "../../../lib/endpoints.ts";

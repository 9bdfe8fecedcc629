export { unauthorized as GET } from "../../../lib/endpoints.ts";

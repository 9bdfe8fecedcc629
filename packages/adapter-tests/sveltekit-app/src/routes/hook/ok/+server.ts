export { noContent as OPTIONS, ok as GET } from "../../../lib/endpoints.ts";

import type {
  APIGatewayProxyEvent,
  APIGatewayProxyHandlerV2,
  APIGatewayProxyResult,
  Callback,
  Handler,
} from "aws-lambda";
import { Pool } from "pg";

const pool = new Pool();

export const handler = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
  const next = event.queryStringParameters?.next ?? "/"; // $ source remote
  const to = event.pathParameters?.to ?? "/"; // $ source remote
  const { url } = JSON.parse(event.body ?? "{}") as { url: string }; // $ source remote
  if (next === "/a") return { statusCode: 302, headers: { Location: next }, body: "" }; // safe
  if (next.length > 1) return { statusCode: 302, headers: { Location: next }, body: "" }; // $ sink redirect
  if (next.length > 2) return { statusCode: 302, headers: { location: to }, body: "" }; // $ sink redirect
  if (next.length > 3) return { statusCode: 302, headers: { Location: url }, body: "" }; // $ sink redirect
  if (next.length > 4)
    return { statusCode: 302, headers: { Location: event.headers.referer ?? "/" }, body: "" }; // $ source remote $ sink redirect
  if (next.length > 5) return { statusCode: 302, headers: { Location: event.path }, body: "" }; // $ source remote $ sink redirect
  if (next.length > 6) return { statusCode: 200, body: `<p>${to}</p>` }; // safe
  return { statusCode: 200, headers: { "Content-Type": "text/html" }, body: `<p>${to}</p>` }; // $ sink html
};

export const fromFunctionUrl: APIGatewayProxyHandlerV2 = async (event) => {
  const [, cookie] = (event.cookies ?? [])[0]?.split("=") ?? []; // $ source remote
  return { statusCode: 302, headers: { Location: cookie ?? "/" } }; // $ sink redirect
};

export const withCallback: Handler<APIGatewayProxyEvent> = (event, context, callback: Callback) => {
  const next = event.queryStringParameters?.next;
  if (next === "a") callback(null, { statusCode: 302, headers: { Location: "/" } }); // safe
  if (next === "b") callback(null, { statusCode: 302, headers: { Location: event.body } }); // $ sink redirect
  if (next === "c") callback(null, { statusCode: 200, body: `<p>${event.body}</p>` }); // safe
  callback(null, { body: `<p>${event.body}</p>`, headers: { "content-type": "text/html" } }); // $ sink html
};

export const removeUser = async (event: any, context: unknown) => {
  await pool.query(`DELETE FROM users WHERE id = ${event.id}`); // $ source remote $ sink sql
  await pool.query("DELETE FROM users WHERE id = $1", [event.id]); // safe
  return context;
};

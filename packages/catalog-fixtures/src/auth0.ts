import { handleLogin, initAuth0 } from "@auth0/nextjs-auth0";
import type { NextApiRequest, NextApiResponse } from "next";

const client = initAuth0({});

export default async function callback(req: NextApiRequest, res: NextApiResponse): Promise<void> {
  const next = String(req.query["next"]); // $ source remote
  await client.handleCallback(req, res, { redirectTo: next }); // $ sink redirect
  await client.handleCallback(req, res, { redirectTo: "/home" }); // safe
  await handleLogin(req, res, { returnTo: next }); // $ sink redirect
  await handleLogin(req, res, { returnTo: "/home" }); // safe
}

// file: pages/api/login.ts
import type {
  GetServerSideProps,
  GetServerSidePropsContext,
  NextApiHandler,
  NextApiRequest,
  NextApiResponse,
} from "next";
import { useRouter as useAppRouter, useSearchParams } from "next/navigation";
import { useRouter } from "next/router";

export default function handler(req: NextApiRequest, res: NextApiResponse): void {
  res.redirect(String(req.query.next)); // $ source remote $ sink redirect
  res.status(307).redirect("/home"); // safe
  res.setHeader("Location", req.headers.referer ?? "/"); // $ source remote $ sink redirect
  res.setHeader("Location", "/"); // safe
  res.writeHead(302, { Location: req.body.to }); // $ source remote $ sink redirect
  res.redirect(req.cookies.returnTo ?? "/"); // $ source remote $ sink redirect
  res.writeHead(302, { Location: "/" }); // safe
  res.send(`<p>${req.query.name}</p>`); // $ source remote $ sink html
  res.send("<p>done</p>"); // safe
  res.redirect(String(req.url)); // $ source remote
}

export async function getServerSideProps(context: GetServerSidePropsContext): Promise<unknown> {
  context.res.setHeader("Location", String(context.query.next)); // $ source remote $ sink redirect
  context.res.setHeader("Location", String(context.params?.next)); // $ source remote $ sink redirect
  context.res.setHeader("Location", String(context.req.headers.referer)); // $ source remote $ sink redirect
  context.res.setHeader("Location", String(context.req.cookies.returnTo)); // $ source remote $ sink redirect
  // a server of its own may have read the query
  const { query } = context.req as unknown as NextApiRequest;
  context.res.setHeader("Location", String(query.next)); // $ source remote $ sink redirect
  if (context.query.a) return { redirect: { destination: "/home", permanent: false } }; // safe
  if (context.query.b) return { redirect: { destination: context.query.next, permanent: false } }; // $ source remote $ sink redirect
  return { props: {} };
}

export const other: GetServerSideProps = async ({ query }) => {
  return { redirect: { destination: String(query.next), permanent: false } }; // $ sink redirect
};

export const plain: NextApiHandler = (request, response) => {
  response.redirect(String(request.query.to)); // $ sink redirect
};

export function Login(): null {
  const router = useRouter();
  const appRouter = useAppRouter();
  const search = useSearchParams(); // $ source browser
  void router.push(String(router.query.next)); // $ source browser $ sink redirect
  void router.replace("/home"); // safe
  void router.push(router.asPath.split("next=")[1] ?? "/"); // $ source browser $ sink redirect
  void router.push(router.asPath); // $ source browser
  appRouter.push(search?.get("next") ?? "/"); // $ sink redirect
  appRouter.replace(search?.get("next") ?? "/"); // $ sink redirect
  appRouter.replace("/home"); // safe
  return null;
}

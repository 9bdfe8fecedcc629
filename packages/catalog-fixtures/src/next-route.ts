// file: app/login/route.ts
import { cookies, headers } from "next/headers";
import { permanentRedirect, redirect } from "next/navigation";
import { NextResponse, type NextRequest } from "next/server";

export async function GET(request: NextRequest): Promise<Response> {
  const next = request.nextUrl.searchParams.get("next") ?? "/"; // $ source remote
  if (next === "a") return NextResponse.redirect(new URL(next, request.url)); // safe
  if (next.length > 3) return NextResponse.redirect(new URL(next, request.url)); // $ source remote $ sink redirect
  if (next.length > 2) redirect(next); // $ sink redirect
  if (next.length > 1) permanentRedirect("/home"); // safe
  const url = request.nextUrl.clone(); // $ source remote
  url.pathname = "/login";
  return NextResponse.redirect(url); // safe
}

export async function POST(
  request: NextRequest,
  { params }: { params: Promise<{ to: string }> },
): Promise<Response> {
  const body = await request.json(); // $ source remote
  if (body.a) redirect(body.next); // $ sink redirect
  if (body.b) redirect((await headers()).get("referer") ?? "/"); // $ source remote $ sink redirect
  if (body.c) redirect(request.headers.get("referer") ?? "/"); // $ source remote $ sink redirect
  if (body.d) redirect((await cookies()).get("returnTo")?.value ?? "/"); // $ source remote $ sink redirect
  if (body.e) redirect(request.cookies.get("returnTo")?.value ?? "/"); // $ source remote $ sink redirect
  if (body.f) redirect((await params).to); // $ source remote $ sink redirect
  if (body.h) return new NextResponse(`<p>${body.name}</p>`, { headers: { "content-type": "text/html" } }); // $ sink html
  if (body.i) return new NextResponse(`<p>${body.name}</p>`); // safe
  if (body.j) return new NextResponse(null, { status: 302, headers: { Location: body.to } }); // $ sink redirect
  if (body.k) return new NextResponse(null, { status: 302, headers: { Location: "/" } }); // safe
  if (body.l) NextResponse.next().headers.set("Location", body.to); // $ sink redirect
  if (body.g) redirect(`/search${request.nextUrl.search}`); // $ source remote
  return NextResponse.rewrite(new URL(request.nextUrl.pathname, "https://backend.example")); // $ source remote
}

// file: app/[slug]/page.tsx
import { redirect, useParams } from "next/navigation";

interface Props {
  params: Promise<{ slug: string }>;
  searchParams: Promise<{ next?: string }>;
}

export default async function Page({ params, searchParams }: Props): Promise<null> {
  const { slug } = await params; // $ source remote
  const { next } = await searchParams; // $ source remote
  if (slug === "") redirect(next ?? "/"); // $ sink redirect
  redirect(`/${slug}/settings`); // safe
}

export function Settings(): null {
  const { slug } = useParams<{ slug: string }>(); // $ source browser
  redirect(`/${slug}/settings`); // safe
}

"use server";

import { redirect } from "next/navigation";

export async function login(previous: unknown, formData: FormData): Promise<void> {
  const next = formData.get("next"); // $ source remote
  if (next === "a") redirect("/home"); // safe
  redirect(String(next)); // $ sink redirect
}

export const leave = async ({ to }: { to: string }): Promise<void> => redirect(to); // $ source remote $ sink redirect

"use client";
import { useActionState, type ReactNode } from "react";
import { signIn } from "./actions";

export default function Page(): ReactNode {
  const [answer, action] = useActionState(signIn, null);
  return (
    <form action={action}>
      <input name="name" />
      <output>{answer && (answer.ok ? answer.name : answer.error)}</output>
    </form>
  );
}

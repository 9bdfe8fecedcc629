"use client";
import { useActionState, type ReactNode } from "react";
import { greet } from "./actions";

export default function Page(): ReactNode {
  const [answer, action] = useActionState(greet, "");
  return (
    <form action={action}>
      <input name="name" />
      <output>{answer}</output>
    </form>
  );
}

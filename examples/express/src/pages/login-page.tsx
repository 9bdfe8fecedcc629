import type { VNode } from "preact";
import { Layout } from "./layout.js";

export function LoginPage({ next, failed = false }: { next: string; failed?: boolean }): VNode {
  return (
    <Layout title="Sign in">
      {failed ? <p role="alert">That is not the password.</p> : null}
      <form method="post" action="/login">
        <input type="hidden" name="next" value={next} />
        <label>
          Name <input name="name" autocomplete="username" />
        </label>
        <label>
          Password <input name="password" type="password" autocomplete="current-password" />
        </label>
        <button>Sign in</button>
      </form>
    </Layout>
  );
}

import type { VNode } from "preact";
import { Layout } from "./layout.js";

export function SearchPage({ query }: { query: string }): VNode {
  return (
    <Layout title="Search">
      <p>
        Nothing found for <q>{query}</q>.
      </p>
    </Layout>
  );
}

export function NotePage({ id }: { id: string }): VNode {
  return (
    <Layout title="Note">
      <p>{`Note ${id}`}</p>
    </Layout>
  );
}

import type { VNode } from "preact";
import { Layout } from "./layout.js";

interface Link {
  title: string;
  url: string;
}

export function LinksPage({ reader, links }: { reader: string; links: readonly Link[] }): VNode {
  return (
    <Layout title={`${reader}'s links`}>
      <ul>
        {links.map((link) => (
          <li>
            <a href={link.url} target="_blank" class="outgoing">
              {link.title}
            </a>
          </li>
        ))}
      </ul>
      <p>
        Sponsored by{" "}
        <a href="https://sponsor.example/" target="_blank" rel="sponsored">
          a sponsor
        </a>
        .
      </p>
    </Layout>
  );
}

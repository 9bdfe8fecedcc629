import type { ComponentChildren, VNode } from "preact";

export function Layout({ title, children }: { title: string; children: ComponentChildren }): VNode {
  return (
    <html lang="en">
      <head>
        <title>{`${title} · Lantern`}</title>
      </head>
      <body>
        <h1>{title}</h1>
        {children}
        <a href="/help" target="_self">
          Help
        </a>
      </body>
    </html>
  );
}

declare module "xss-filters" {
  export function inHTMLData(text: string): string;
}

declare module "react-router-dom" {
  export function useHistory(): { push(to: string): void; replace(to: string): void };
  export function useLocation(): { search: string };
}

declare module "$app/state" {
  export const page: { url: URL; params: Record<string, string> };
}

declare function useRoute(): { query: Record<string, string | string[]> };
declare function navigateTo(to: string, options?: { external?: boolean }): Promise<void>;

declare module "astro" {
  export interface APIContext {
    url: URL;
    params: Record<string, string | undefined>;
    request: Request;
    cookies: { get(name: string): { value: string } | undefined };
    redirect(to: string, status?: number): Response;
  }
  export type APIRoute = (context: APIContext) => Response | Promise<Response>;
}

declare module "astro:middleware" {
  import type { APIContext } from "astro";
  export function defineMiddleware(
    handler: (context: APIContext, next: () => Promise<Response>) => Response | Promise<Response>,
  ): unknown;
}

declare module "astro:actions" {
  export function defineAction(options: { handler(input: never): unknown }): unknown;
}

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

// the real client is generated from a schema: no install alone has one
declare module "@prisma/client" {
  interface Delegate {
    create(args: { data: object }): Promise<object>;
    createMany(args: { data: object[] }): Promise<object>;
    update(args: { where: object; data: object }): Promise<object>;
    upsert(args: { where: object; create: object; update: object }): Promise<object>;
    findFirst(args: { where: object }): Promise<object | null>;
    findMany(args: { where: object }): Promise<object[]>;
  }
  export class PrismaClient {
    user: Delegate;
    $queryRawUnsafe(query: string, ...values: unknown[]): Promise<unknown>;
    $queryRaw(query: TemplateStringsArray, ...values: unknown[]): Promise<unknown>;
    $transaction<T>(run: (tx: PrismaClient) => Promise<T>): Promise<T>;
  }
  export namespace Prisma {
    function raw(text: string): unknown;
  }
}

declare module "untyped-database" {
  interface Query extends Promise<unknown> {
    whereRaw(text: string, values?: unknown[]): Query;
  }
  export const db: { query(text: string, values?: unknown[]): Promise<unknown>; from(table: string): Query };
}

declare module "typeorm" {
  export class Repository<Entity> {
    create(entity: object): Entity;
    save(entity: object): Promise<Entity>;
    update(id: unknown, entity: object): Promise<unknown>;
    find(options: { where: object }): Promise<Entity[]>;
    query(text: string, values?: unknown[]): Promise<unknown>;
    createQueryBuilder(name: string): Builder;
  }
  interface Builder {
    where(text: string, values?: object): Builder;
    orderBy(text: string): Builder;
    getMany(): Promise<unknown[]>;
  }
  export class DataSource {
    constructor(options: object);
    query(text: string, values?: unknown[]): Promise<unknown>;
    getRepository<Entity>(of: new () => Entity): Repository<Entity>;
  }
}

declare module "drizzle-orm" {
  export const sql: { raw(text: string): unknown };
}

declare module "drizzle-orm/node-postgres" {
  interface Builder extends Promise<unknown> {
    values(row: object): Builder;
    set(row: object): Builder;
    where(condition: unknown): Builder;
  }
  export function drizzle(client: unknown): {
    insert(table: unknown): Builder;
    update(table: unknown): Builder;
  };
}

declare module "@supabase/supabase-js" {
  interface Builder extends Promise<unknown> {
    insert(row: object): Builder;
    update(row: object): Builder;
    match(filter: object): Builder;
    eq(name: string, value: unknown): Builder;
  }
  export function createClient(url: string, key: string): { from(table: string): Builder };
}

declare module "kysely" {
  interface Builder {
    values(row: object): Builder;
    set(row: object): Builder;
    execute(): Promise<unknown>;
  }
  export class Kysely {
    constructor(options: object);
    insertInto(table: string): Builder;
    updateTable(table: string): Builder;
  }
  export const sql: { raw(text: string): unknown };
}

declare module "ldapjs" {
  export class EqualityFilter {
    constructor(of: { attribute: string; value: string });
  }
  const ldap: {
    createClient(options: { url: string }): {
      search(base: string, options: { filter: string | object }): void;
    };
    parseFilter(text: string): object;
  };
  export default ldap;
}

declare module "ldap-escape" {
  export function filter(texts: TemplateStringsArray, ...values: string[]): string;
}

declare module "@octokit/core" {
  export class Octokit {
    graphql(operation: string, variables?: object): Promise<unknown>;
    request(route: string, parameters: object): Promise<unknown>;
  }
}

declare module "@octokit/graphql" {
  export function graphql(operation: string, variables?: object): Promise<unknown>;
}

declare module "@octokit/request" {
  export function request(route: string, parameters: object): Promise<unknown>;
}

declare module "koa-route" {
  import type { Context, Middleware } from "koa";
  const route: { get(path: string, handler: (ctx: Context, ...groups: string[]) => void): Middleware };
  export default route;
}

declare module "bluebird" {
  export function promisify(of: unknown): (...given: unknown[]) => Promise<unknown>;
}

declare module "xss-filters" {
  export function inHTMLData(text: string): string;
}

declare module "react-router-dom" {
  export function useHistory(): { push(to: string): void; replace(to: string): void };
  export function useLocation(): { search: string };
  export function useRouteMatch<T>(): { params: T };
}

declare module "clone" {
  export default function clone<T>(value: T): T;
}

declare module "klona" {
  export function klona<T>(value: T): T;
}

declare module "json-cycle" {
  export function decycle<T>(value: T): T;
}

declare module "@tanstack/vue-query" {
  export function useQuery(options: object): { data: { name: string } };
}

declare module "react-relay" {
  interface Answer {
    name: string;
  }
  export function useFragment(query: string, key: object): Answer;
  export function useRefetchableFragment(query: string, key: object): [Answer, () => void];
  export function usePaginationFragment(query: string, key: object): { data: Answer };
}

declare module "$app/state" {
  export const page: { url: URL; params: Record<string, string> };
}

declare function useRoute(): { query: Record<string, string | string[]> };
declare function importScripts(...addresses: string[]): void;
declare function _(list: string[]): { map(change: (item: string) => string): string[] };
declare function useFetch(path: string): Promise<{ data: { value: { name: string } } }>;
declare function $fetch(path: string): Promise<{ name: string }>;
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
    createManyAndReturn(args: { data: object[] }): Promise<object[]>;
    update(args: { where: object; data: object }): Promise<object>;
    updateMany(args: { where: object; data: object }): Promise<{ count: number }>;
    updateManyAndReturn(args: { where: object; data: object }): Promise<object[]>;
    delete(args: { where: object }): Promise<object>;
    deleteMany(args: { where: object }): Promise<{ count: number }>;
    findUnique(args: { where: object }): Promise<object | null>;
    findUniqueOrThrow(args: { where: object }): Promise<object>;
    findFirstOrThrow(args: { where: object }): Promise<object>;
    upsert(args: { where: object; create: object; update: object }): Promise<object>;
    findFirst(args: { where: object }): Promise<object | null>;
    findMany(args: { where: object }): Promise<object[]>;
  }
  export class PrismaClient {
    user: Delegate;
    reset: Delegate;
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
    insert(entity: object): Promise<unknown>;
    delete(where: object): Promise<{ affected?: number | null }>;
    softDelete(where: object): Promise<{ affected?: number | null }>;
    remove(entity: Entity): Promise<Entity>;
    softRemove(entity: Entity): Promise<Entity>;
    findOne(options: { where: object }): Promise<Entity | null>;
    findOneOrFail(options: { where: object }): Promise<Entity>;
    findOneByOrFail(where: object): Promise<Entity>;
    findBy(where: object): Promise<Entity[]>;
    find(options: { where: object }): Promise<Entity[]>;
    query(text: string, values?: unknown[]): Promise<unknown>;
    preload(entity: object): Promise<Entity | undefined>;
    findOneBy(where: object): Promise<Entity | null>;
    createQueryBuilder(name: string): Builder;
  }
  interface Builder {
    insert(): Builder;
    into(entity: unknown): Builder;
    values(row: object): Builder;
    execute(): Promise<unknown>;
    delete(): Builder;
    softDelete(): Builder;
    update(entity: unknown): Builder;
    set(values: object): Builder;
    from(entity: unknown): Builder;
    where(condition: string | object, values?: object): Builder;
    orderBy(text: string): Builder;
    getOne(): Promise<unknown>;
    getOneOrFail(): Promise<unknown>;
    getRawOne(): Promise<unknown>;
    getMany(): Promise<unknown[]>;
  }
  export class DataSource {
    constructor(options: object);
    query(text: string, values?: unknown[]): Promise<unknown>;
    getRepository<Entity>(of: new () => Entity): Repository<Entity>;
    createQueryBuilder(entity?: unknown, alias?: string): Builder;
    readonly manager: {
      save(of: unknown, entity: unknown): Promise<unknown>;
      update(of: unknown, id: unknown, entity: object): Promise<unknown>;
      delete(of: unknown, where: object): Promise<unknown>;
      softDelete(of: unknown, where: object): Promise<unknown>;
      remove(of: unknown, entity: unknown): Promise<unknown>;
      softRemove(of: unknown, entity: unknown): Promise<unknown>;
      findOne(of: unknown, options: { where: object; lock?: { mode: string } }): Promise<unknown>;
      findOneOrFail(of: unknown, options: { where: object }): Promise<unknown>;
      find(of: unknown, options: { where: object }): Promise<unknown[]>;
      findOneBy(of: unknown, where: object): Promise<unknown>;
      findOneByOrFail(of: unknown, where: object): Promise<unknown>;
      findBy(of: unknown, where: object): Promise<unknown[]>;
    };
  }
  export function IsNull(): unknown;
}

declare module "drizzle-orm" {
  export const sql: { raw(text: string): unknown };
  export function eq(column: unknown, value: unknown): unknown;
  export function and(...conditions: unknown[]): unknown;
  export function isNull(column: unknown): unknown;
}

declare module "drizzle-orm/pg-core" {
  export function pgTable<Columns>(name: string, columns: Columns): Columns;
  export function text(name: string): unknown;
  export function timestamp(name: string): unknown;
}

declare module "drizzle-orm/node-postgres" {
  interface Builder extends Promise<unknown> {
    values(row: object): Builder;
    set(row: object): Builder;
    where(condition: unknown): Builder;
    from(table: unknown): Builder;
    for(lock: "update" | "share"): Builder;
    returning(): Builder;
  }
  interface Queries {
    findFirst(options: { where: unknown }): Promise<unknown>;
    findMany(options: { where: unknown }): Promise<unknown[]>;
  }
  export function drizzle<Schema = object>(
    client: unknown,
    options?: { schema: Schema },
  ): {
    insert(table: unknown): Builder;
    update(table: unknown): Builder;
    delete(table: unknown): Builder;
    select(): Builder;
    selectDistinct(): Builder;
    readonly query: { readonly [Table in keyof Schema]: Queries };
  };
}

declare module "@supabase/supabase-js" {
  interface Builder extends Promise<unknown> {
    insert(row: object): Builder;
    update(row: object): Builder;
    match(filter: object): Builder;
    upsert(row: object): Builder;
    delete(): Builder;
    single(): Builder;
    is(name: string, value: null | boolean): Builder;
    select(): Builder;
    or(filters: string): Builder;
    eq(name: string, value: unknown): Builder;
  }
  export function createClient(url: string, key: string): { from(table: string): Builder };
}

declare module "kysely" {
  interface Builder {
    values(row: object): Builder;
    set(row: object): Builder;
    where(column: string, operator: string, value: unknown): Builder;
    selectAll(): Builder;
    forUpdate(): Builder;
    returning(column: string): Builder;
    execute(): Promise<unknown>;
    executeTakeFirst(): Promise<unknown>;
    executeTakeFirstOrThrow(): Promise<unknown>;
  }
  export class Kysely {
    constructor(options: object);
    insertInto(table: string): Builder;
    updateTable(table: string): Builder;
    deleteFrom(table: string): Builder;
    selectFrom(table: string): Builder;
  }
  export const sql: {
    (text: TemplateStringsArray, ...values: unknown[]): { execute(db: Kysely): Promise<unknown> };
    raw(text: string): unknown;
    lit(value: string): unknown;
  };
}

declare module "@libsql/client" {
  export function createClient(options: { url: string }): {
    execute(statement: { sql: string; args: unknown[] }): Promise<unknown>;
  };
}

declare module "tedious" {
  export class Request {
    constructor(sql: string);
  }
}

declare module "firebase-admin/firestore" {
  interface Document {
    data(): Record<string, string>;
  }
  interface Snapshot extends Document {
    docs: Document[];
    forEach(take: (document: Document) => void): void;
  }
  interface Reference {
    doc(id: string): Reference;
    where(field: string, operator: string, value: unknown): Reference;
    get(): Promise<Snapshot>;
    onSnapshot(take: (snapshot: Snapshot) => void): void;
    delete(): Promise<unknown>;
    add(data: object): Promise<unknown>;
    set(data: object): Promise<unknown>;
    update(data: object): Promise<unknown>;
  }
  interface Transaction {
    set(reference: Reference, data: object): Transaction;
  }
  interface WriteBatch extends Transaction {
    update(reference: Reference, data: object): WriteBatch;
    delete(reference: Reference): WriteBatch;
    commit(): Promise<unknown>;
  }
  export function getFirestore(): {
    collection(name: string): Reference;
    batch(): WriteBatch;
    runTransaction<T>(run: (transaction: Transaction) => Promise<T>): Promise<T>;
  };
}

declare module "firebase/firestore" {
  interface Snapshot {
    docs: { data(): { name: string } }[];
  }
  export function addDoc(collection: unknown, data: object): Promise<unknown>;
  export function getDocs(query: unknown): Promise<Snapshot>;
  export function onSnapshot(query: unknown, take: (snapshot: Snapshot) => void): void;
  export const collection: any;
  export const deleteDoc: any;
  export const doc: any;
  export const getDoc: any;
  export const getDocFromServer: any;
  export const query: any;
  export const setDoc: any;
  export const updateDoc: any;
  export const where: any;
}

declare module "effect" {
  export namespace Schema {
    function decodeUnknownSync(schema: unknown): (input: unknown) => object;
  }
}

declare module "class-validator" {
  export function validateOrReject(value: object): Promise<void>;
}

declare module "@mikro-orm/core" {
  export interface EntityManager {
    findOne(entity: unknown, filter: object): Promise<object | null>;
    findOneOrFail(entity: unknown, filter: object): Promise<object>;
    find(entity: unknown, filter: object): Promise<object[]>;
    create(entity: unknown, data: object): object;
    nativeDelete(entity: unknown, filter: object): Promise<number>;
    removeAndFlush(entity: object): Promise<void>;
    persistAndFlush(entity: object): Promise<void>;
    flush(): Promise<void>;
    nativeUpdate(entity: unknown, filter: object, data: object): Promise<number>;
    execute(query: string, values?: unknown[]): Promise<unknown>;
  }
  export interface EntityRepository<Entity> {
    find(filter: object): Promise<Entity[]>;
    nativeUpdate(filter: object, data: object): Promise<number>;
    nativeDelete(filter: object): Promise<number>;
    create(data: object): Entity;
    assign(entity: unknown, data: object): Entity;
  }
  export function raw(sql: string): unknown;
  export function wrap(entity: unknown): { assign(data: object): object };
}

declare namespace WinJS.Utilities {
  function setInnerHTMLUnsafe(element: Element, html: string): void;
}

declare namespace angular {
  function module(
    name: string,
    needs: string[],
  ): {
    controller(name: string, make: (...parts: never[]) => void): void;
    directive(name: string, make: () => object): void;
    config(set: (...parts: never[]) => void): void;
  };
}

declare module "react-native-webview" {
  import type { ReactElement } from "react";
  export function WebView(props: {
    html?: string;
    url?: string;
    source?: { html: string } | { uri: string };
  }): ReactElement;
}

declare module "d3" {
  interface Selection {
    attr(name: string, value: string): Selection;
    html(value: string | (() => string)): Selection;
  }
  export function select(selector: string): Selection;
}

declare module "classnames" {
  export default function classNames(...names: string[]): string;
}
declare module "classnames/bind" {
  const names: { bind(classes: object): (...names: string[]) => string };
  export default names;
}
declare module "clsx" {
  export function clsx(...names: string[]): string;
}
declare module "date-fns" {
  export function format(date: Date | string, pattern: string): string;
}
declare module "date-fns/fp" {
  export function format(pattern: string): (date: Date) => string;
}
declare module "dateformat" {
  export default function dateformat(date: Date, pattern: string): string;
}
declare module "dayjs" {
  export default function dayjs(date: string): { format(pattern: string): string };
}
declare module "printf" {
  export default function printf(pattern: string, ...values: unknown[]): string;
}
declare module "sprintf-js" {
  export function sprintf(pattern: string, ...values: unknown[]): string;
}
declare module "markdown-table" {
  export default function markdownTable(rows: string[][]): string;
}
declare module "micromark" {
  export function micromark(text: string, options: { allowDangerousHtml: boolean }): string;
}
declare module "jsdom" {
  export class JSDOM {
    constructor(html: string, options?: { runScripts: string });
  }
}
declare module "wkhtmltopdf" {
  export default function wkhtmltopdf(html: string): void;
}
declare module "wkhtmltoimage" {
  const wkhtmltoimage: { generate(html: string): void };
  export default wkhtmltoimage;
}
declare module "html-pdf" {
  const pdf: { create(html: string): void };
  export default pdf;
}
declare module "puppeteer" {
  const puppeteer: {
    launch(): Promise<{ newPage(): Promise<{ setContent(html: string): Promise<void> }> }>;
  };
  export default puppeteer;
}
declare module "ejs" {
  interface Options {
    escape?(text: string): string;
  }
  const ejs: {
    render(template: string, values: object, options?: Options): string;
    compile(template: string, options?: Options): (values: object) => string;
  };
  export default ejs;
}
declare module "lodash.template" {
  export default function template(text: string): (values: object) => string;
}
declare module "nunjucks" {
  interface Options {
    autoescape: boolean;
  }
  const nunjucks: {
    renderString(template: string, values: object): string;
    addFilter(name: string, filter: (value: string) => object): void;
    runtime: { SafeString: new (markup: string) => object };
    configure(views: string | Options, options?: Options): void;
    Environment: new (loader: null, options: Options) => object;
  };
  export default nunjucks;
}
declare module "axios" {
  interface Axios {
    (url: string): Promise<{ data: { name: string } }>;
    get(url: string): Promise<{ data: { name: string } }>;
    interceptors: { response: { use(then: (response: { data: { name: string } }) => object): void } };
  }
  const axios: Axios;
  export default axios;
}
declare module "got" {
  export default function got(url: string): { text(): Promise<string> };
}

declare module "preact" {
  export function createFactory(tag: string): (props: object) => unknown;
}

declare module "formik" {
  type Submit = (values: Record<string, string>, helpers: { setSubmitting(is: boolean): void }) => void;
  export function useFormikContext(): { values: Record<string, string> };
  export function useFormik(options: { initialValues: object; onSubmit: Submit }): object;
  export function Formik(props: {
    initialValues: object;
    validate: (values: Record<string, string>) => void;
    onSubmit: Submit;
  }): null;
  export function withFormik(options: object): (component: unknown) => unknown;
}
declare module "react-hook-form" {
  export function useForm(): {
    getValues(): Record<string, string>;
    handleSubmit(save: (values: Record<string, string>) => void): () => void;
  };
  export function useWatch(): Record<string, string>;
}
declare module "react-final-form" {
  export function Form(props: {
    onSubmit: (values: Record<string, string>) => void;
    render: () => null;
  }): null;
}

declare module "hot-shots" {
  export class StatsD {
    event(title: string, text?: string): void;
  }
}

declare module "sqlite" {
  export function open(options: { filename: string }): Promise<{
    all(statement: string, values?: unknown[]): Promise<unknown[]>;
  }>;
}

// the package fetches a whole browser when it is installed
declare module "electron" {
  export const shell: { openExternal(address: string): Promise<void> };
  export class BrowserWindow {
    loadURL(address: string): Promise<void>;
  }
}

interface Escaping {
  escape(text: string): string;
}
declare module "mustache" {
  const Mustache: Escaping & {
    render(source: string, view: object, partials?: object, config?: Escaping): string;
  };
  export default Mustache;
}
declare module "liquidjs" {
  export class Liquid {
    registerFilter(name: string, filter: (value: string) => unknown): void;
    parse(source: string): unknown;
    parseAndRenderSync(source: string, scope: object): string;
  }
}
declare module "eta" {
  export function configure(options: { autoEscape: boolean }): void;
  export class Eta {
    constructor(options: { autoEscape?: boolean; views?: string });
  }
}
declare module "squirrelly" {
  const Sqrl: { autoEscaping(isOn: boolean): void; defaultConfig: { autoEscape: boolean } };
  export default Sqrl;
}
declare module "swig" {
  const swig: { setDefaults(options: { autoescape?: boolean; cache?: boolean }): void };
  export default swig;
}
declare module "serialize-javascript" {
  export default function serialize(value: unknown, options?: { unsafe?: boolean; space?: number }): string;
}
declare module "react-markdown" {
  export default function ReactMarkdown(props: {
    children: string;
    escapeHtml?: boolean;
    allowDangerousHtml?: boolean;
    rehypePlugins?: unknown[];
  }): import("react").ReactElement;
}
declare module "rehype-raw" {
  const rehypeRaw: () => void;
  export default rehypeRaw;
}
declare module "rehype-sanitize" {
  const rehypeSanitize: () => void;
  export default rehypeSanitize;
}
interface JQuery {
  select2(options: { escapeMarkup?: (markup: string) => string }): this;
  tabs(options: object): JQuery;
}

declare module "@segment/analytics-node" {
  export class Analytics {
    constructor(options: { writeKey: string });
    identify(who: object): void;
    track(what: object): void;
  }
}

declare module "mixpanel" {
  interface Mixpanel {
    track(name: string, more: object): void;
    people: { set(id: string, more: object): void };
  }
  const mixpanel: { init(key: string): Mixpanel };
  export default mixpanel;
}

declare module "posthog-node" {
  export class PostHog {
    constructor(key: string);
    capture(event: object): void;
  }
}

declare module "@amplitude/analytics-node" {
  export function init(key: string): { logEvent(name: string, more: object): void };
}

declare module "react-ga4" {
  const ReactGA4: { event(event: object): void };
  export default ReactGA4;
}

declare module "algoliasearch" {
  interface SearchIndex {
    saveObjects(objects: object[]): Promise<unknown>;
  }
  interface SearchClient {
    initIndex(name: string): SearchIndex;
    saveObject(what: object): Promise<unknown>;
  }
  export default function algoliasearch(app: string, key: string): SearchClient;
}

declare module "socket.io-client" {
  export function io(): { on(event: string, handler: (text: string) => void): void };
}

declare module "@tanstack/react-query" {
  export function useQuery(options: object): { data: { name: string } };
  export function useQueries(options: object): { data: { name: string } }[];
}

declare module "swr" {
  export default function useSWR(key: string): { data: { name: string } };
}

declare module "@apollo/client" {
  export function useQuery(query: string): { data: { name: string } };
}

declare module "passport" {
  type Handler = (req: unknown, res: unknown, next: unknown) => void;
  const passport: { authenticate(strategy: string, options?: object): Handler };
  export default passport;
}

declare module "koa-passport" {
  const passport: { authenticate(strategy: string, options?: object): unknown };
  export default passport;
}

declare module "base64url" {
  const base64url: { decode(text: string): string };
  export default base64url;
}

declare module "lowdb" {
  interface Chain {
    find(filter: object): Chain;
    value(): { title: string };
  }
  export default function low(adapter: object): { get(name: string): Chain };
  export class Low<T> {
    constructor(adapter: object, data: T);
    data: T;
  }
}

declare module "lowdb/node" {
  export function JSONFilePreset<T>(file: string, data: T): Promise<{ data: T }>;
}

declare module "js-base64" {
  export function decode(text: string): string;
  export const Base64: { decode(text: string): string };
}

declare module "passport-local" {
  type Verify = (username: unknown, password: unknown, done: () => void) => unknown;
  type VerifyRequest = (req: unknown, username: unknown, password: unknown, done: () => void) => unknown;
  export class Strategy {
    constructor(verify: Verify);
    constructor(options: object, verify: VerifyRequest);
  }
}

declare module "anser" {
  const anser: { ansiToHtml(text: string): string };
  export default anser;
}

declare module "ansi-to-html" {
  export default class Convert {
    constructor(options?: { escapeXML?: boolean });
    toHtml(text: string): string;
  }
}

declare module "deepmerge" {
  export default function deepmerge<A, B>(a: A, b: B): A & B;
}

declare const L: { marker(at: [number, number]): { bindPopup(html: string): void } };
declare const mapboxgl: { Popup: new () => { setLngLat(at: number[]): { setHTML(html: string): void } } };
declare const Swal: { fire(options: { html: string } | string, html?: string): void };
interface MooElement {
  set(name: string | object, value?: string): MooElement;
  appendHTML(html: string): MooElement;
}
type MooElements = new (tag: string, properties?: object) => MooElement;
declare const bootbox: { alert(html: string): void };

declare module "luxon" {
  export class DateTime {
    static now(): DateTime;
    plus(duration: object): DateTime;
    toFormat(format: string): string;
  }
}

declare module "@date-io/moment" {
  interface Day {
    format(pattern: string): string;
  }
  export default class MomentAdapter {
    date(of?: string): Day;
    formatByString(day: Day, pattern: string): string;
  }
}

declare module "@date-io/luxon" {
  export default class LuxonAdapter {
    date(of?: string): { toFormat(pattern: string): string };
  }
}

interface Pipeline {
  use(plugin: unknown, options?: object): Pipeline;
  process(text: string): Promise<{ value: string }>;
  processSync(text: string): { value: string };
}

declare module "remark" {
  export function remark(): Pipeline;
}

declare module "unified" {
  export function unified(): Pipeline;
}

declare module "remark-html";
declare module "remark-rehype";
declare module "rehype-raw";
declare module "rehype-sanitize";

declare module "@auth0/nextjs-auth0" {
  type Handler = (req: unknown, res: unknown, options?: object) => Promise<void>;
  export const handleLogin: Handler;
  export function initAuth0(options: object): { handleCallback: Handler; handleLogin: Handler };
}

declare module "@sap/hana-client" {
  type Rows = Record<string, string>[];
  type Answer = (error: unknown, ...lists: [Rows, Rows, Rows]) => void;
  interface Statement {
    exec(values: unknown[], answer: Answer): void;
  }
  interface Connection {
    exec(sql: string, answer?: Answer): Rows;
    prepare(sql: string, answer?: (error: unknown, statement: Statement) => void): Statement;
  }
  export function createConnection(): Connection;
}

declare module "@ioc:Adonis/Core/HttpContext" {
  export interface HttpContextContract {
    request: {
      input(name: string): any;
      all(): Record<string, any>;
      only(names: string[]): Record<string, any>;
    };
    response: { redirect(): { toPath(path: string): void } };
    auth: { user?: import("@ioc:Adonis/Lucid/Orm").BaseModel };
  }
}

declare module "@ioc:Adonis/Core/Route" {
  import type { HttpContextContract } from "@ioc:Adonis/Core/HttpContext";
  const Route: { get(path: string, handler: (context: HttpContextContract) => unknown): void };
  export default Route;
}

declare module "@ioc:Adonis/Lucid/Database" {
  const Database: { rawQuery(text: string): Promise<unknown> };
  export default Database;
}

declare module "@ioc:Adonis/Lucid/Orm" {
  export class BaseModel {
    static create(row: Record<string, any>): Promise<unknown>;
    merge(row: Record<string, any>): this;
    save(): Promise<this>;
  }
}

declare module "@angular/forms" {
  export interface NgForm {
    readonly value: Record<string, string>;
    readonly valid: boolean;
  }
  export interface FormGroup {
    get(name: string): { readonly value: string } | null;
    getRawValue(): Record<string, string>;
  }
  export class FormControl {
    constructor(value: string);
    readonly value: string;
  }
}

declare module "micro-memoize" {
  export function memoize<F>(of: F): F;
}

declare module "mem" {
  export default function mem<F>(of: F): F;
}

declare module "lodash.throttle" {
  export default function throttle<F>(of: F, wait: number): F;
}

declare module "preact/hooks" {
  export function useCallback<F>(of: F, inputs: unknown[]): F;
}

declare module "use-debounce" {
  export function useDebouncedCallback<F>(of: F, wait: number): F;
}

declare module "p-limit" {
  export default function limit(most: number): <T>(of: () => T) => Promise<T>;
}

declare module "p-retry" {
  export default function retry<T>(of: () => T): Promise<T>;
}

declare module "throttle-debounce" {
  export function throttle<F>(delay: number, of: F): F;
}

declare module "lodash.clonedeep" {
  export default function cloneDeep<T>(of: T): T;
}

declare module "lodash.get" {
  export default function get(of: object, where: string): string;
}

declare module "immer" {
  export function produce<State extends Draft, Draft>(state: State, draw: (draft: Draft) => void): State;
  export default produce;
}
declare module "jotai" {
  interface Atom<Value> {
    readonly value: Value;
  }
  export function atom<Value>(value: Value): Atom<Value>;
  export function useAtom<Value>(of: Atom<Value>): [Value, (value: Value) => void];
  export function useAtomValue<Value>(of: Atom<Value>): Value;
}
declare module "recoil" {
  interface Atom<Value> {
    readonly value: Value;
  }
  export function atom<Value>(of: { key: string; default: Value }): Atom<Value>;
  export function useRecoilState<Value>(of: Atom<Value>): [Value, (value: Value) => void];
  export function useRecoilValue<Value>(of: Atom<Value>): Value;
}
declare module "mobx" {
  export function observable<Value>(value: Value): Value;
}
declare module "@nanostores/react" {
  export function useStore(store: { set(value: string): void }): string;
}
declare module "pinia" {
  export function defineStore<State>(id: string, options: { state: () => State }): () => State;
  export function storeToRefs<State>(store: State): { [Name in keyof State]: { value: State[Name] } };
}
declare module "react-redux" {
  export function useSelector<State, Value>(select: (state: State) => Value): Value;
}
declare module "svelte/store" {
  export function writable<Value>(value: Value): { set(value: Value): void };
  export function get<Value>(store: { set(value: Value): void }): Value;
}
declare module "valtio" {
  export function proxy<State>(state: State): State;
  export function useSnapshot<State>(state: State): State;
}
declare module "zustand" {
  type Use<State> = { (): State; <Value>(select: (state: State) => Value): Value };
  type Make<State> = (set: (part: Partial<State>) => void) => State;
  export function create<State>(make: Make<State>): Use<State>;
  export function create(): <State>(make: Make<State>) => Use<State>;
}
declare module "ofetch" {
  export function ofetch(path: string): Promise<{ name: string }>;
}
declare module "underscore" {
  export default function wrap(list: string[]): { map(change: (item: string) => string): string[] };
}

declare module "@azure/functions" {
  export interface HttpRequest {
    query: URLSearchParams;
    params: Record<string, string>;
    headers: Headers;
    json(): Promise<unknown>;
  }
  type Handler = (request: HttpRequest) => Promise<object>;
  export const app: {
    http(name: string, options: { handler: Handler }): void;
    post(name: string, handler: Handler): void;
  };
}
declare module "@google-cloud/functions-framework" {
  import type { Request, Response } from "express";
  const functions: { http(name: string, handler: (req: Request, res: Response) => void): void };
  export default functions;
}
declare module "firebase-functions" {
  import type { Request, Response } from "express";
  const functions: {
    https: {
      onRequest(handler: (req: Request, res: Response) => void): object;
      onCall<Data>(handler: (data: Data) => unknown): object;
    };
  };
  export default functions;
}
declare module "firebase-functions/v2/https" {
  import type { Request, Response } from "express";
  export function onRequest(handler: (req: Request, res: Response) => void): object;
  export function onCall<Request>(handler: (request: Request) => unknown): object;
}
declare module "elysia" {
  type Texts = Record<string, string>;
  export interface Context {
    params: Texts;
    query: Texts;
    body: Texts;
    headers: Texts;
    cookie: Record<string, { value: string }>;
    redirect(to: string): object;
  }
  export class Elysia {
    get(path: string, handler: (context: Context) => unknown): this;
    post(path: string, handler: (context: Context) => unknown): this;
  }
}
declare module "@oak/oak" {
  export interface Context {
    params: Record<string, string>;
    request: { url: URL; headers: Headers; body: { json(): Promise<{ tag: string }> } };
    response: { redirect(to: string): void };
  }
  export class Application {
    use(handler: (context: Context) => void): this;
  }
  export class Router {
    get(path: string, handler: (context: Context) => Promise<void>): this;
  }
}
declare module "discord.js" {
  export interface Message {
    content: string;
  }
  export interface ChatInputCommandInteraction {
    options: { getString(name: string): string };
    fields: { getTextInputValue(name: string): string };
  }
  export class Client {
    constructor(options: { intents: number[] });
    on(event: "messageCreate", listener: (message: Message) => void): this;
    on(event: "interactionCreate", listener: (interaction: ChatInputCommandInteraction) => void): this;
  }
}
declare module "telegraf" {
  export interface Context {
    message: { text: string };
  }
  export class Telegraf {
    constructor(token: string);
    on(event: string, handler: (context: Context) => void): this;
  }
}
declare module "grammy" {
  export class Bot {
    constructor(token: string);
    command(name: string, handler: (context: { match: string }) => void): this;
  }
}

declare module "uuid" {
  export function validate(text: string): boolean;
}
declare module "is-uuid" {
  export default function isUuid(text: string): boolean;
}

declare module "egg" {
  interface Query {
    query(text: string, values?: string[]): Promise<void>;
  }
  interface Model {
    create(values: object): Promise<void>;
    findByIdAndUpdate(id: string, values: object): Promise<void>;
  }
  class Part {
    app: { mysql: Query };
    ctx: {
      app: { mysql: Query };
      query: Record<string, string>;
      request: { body: { text: string } };
      model: Record<"Note", Model>;
      redirect(to: string): void;
    };
  }
  export { Part as Controller, Part as Service };
  export interface Application {
    Controller: typeof Part;
  }
}

declare module "router" {
  interface Wanted {
    query: Record<string, string>;
    params: Record<string, string>;
  }
  interface Answer {
    redirect(to: string | undefined): void;
  }
  interface PlainRouter {
    get(path: string, handler: (wanted: Wanted, answer: Answer) => void): PlainRouter;
  }
  const made: { new (): PlainRouter; (): PlainRouter };
  export default made;
}

declare module "morgan" {
  function morgan<Asked>(format: (tokens: object, asked: Asked, answer: object) => string): unknown;
  namespace morgan {
    function token<Asked>(name: string, answer: (asked: Asked) => string): void;
  }
  export default morgan;
}

declare module "pino-http" {
  export default function pinoHttp<Asked>(options: { customProps(asked: Asked): object }): unknown;
}

declare module "backbone" {
  class Model {
    constructor(attributes: object);
    attributes: Record<string, string>;
    get(name: string): unknown;
    previous(name: string): unknown;
    toJSON(): Record<string, string>;
    clone(): Model;
  }
  const Backbone: { Model: typeof Model; View: { extend(members: object): unknown } };
  export default Backbone;
}
declare module "busboy" {
  interface Parser {
    on(event: "field", listener: (name: string, value: string) => void): this;
    once(event: "field", listener: (name: string, value: string) => void): this;
  }
  export default function busboy(options: object): Parser;
}
declare module "@fastify/busboy" {
  import type busboy from "busboy";
  const Busboy: new (options: object) => ReturnType<typeof busboy>;
  export default Busboy;
}
declare namespace Express {
  interface Request {
    busboy: ReturnType<typeof import("busboy").default>;
  }
}
declare module "formidable" {
  type Fields = Record<string, string[] | undefined>;
  export class Formidable {
    parse(request: unknown): Promise<[Fields, object]>;
    parse(request: unknown, listener: (error: unknown, fields: Fields) => void): void;
    on(event: "field", listener: (name: string, value: string) => void): this;
  }
  export class IncomingForm extends Formidable {}
  export default function formidable(options: object): Formidable;
}
declare module "multiparty" {
  class Form {
    parse(request: unknown, listener: (error: unknown, fields: Record<string, string[]>) => void): void;
  }
  const multiparty: { Form: typeof Form };
  export default multiparty;
}
declare module "raw-body" {
  export default function getRawBody(stream: unknown, options: { encoding: string }): Promise<string>;
}
declare module "co-body" {
  const coBody: {
    (stream: unknown): Promise<Record<string, string>>;
    form(stream: unknown): Promise<Record<string, string>>;
    json(stream: unknown): Promise<Record<string, string>>;
    text(stream: unknown): Promise<string>;
  };
  export default coBody;
}

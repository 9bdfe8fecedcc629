/** What only a program that runs in a visitor's browser touches. */
export const browserPrograms: {
  readonly globals: ReadonlySet<string>;
  readonly packages: RegExp;
  readonly servers: RegExp;
  readonly imports: RegExp;
  readonly beside: RegExp;
  readonly databases: readonly string[];
} = {
  globals: new Set(["window", "document", "localStorage", "sessionStorage"]),
  packages:
    /^(?:react-dom(?:\/client)?|vue|vue-router|svelte|@angular\/(?:core|common|router|forms)|jquery)$/,
  /** With one of these, a package of pages runs on a server too. */
  servers:
    /^(?:express|fastify|koa|hono|next|nuxt|nuxt3|@sveltejs\/kit|@nestjs\/.+|@remix-run\/.+|@react-router\/.+|react-router-serve|h3|nitropack|elysia|@hapi\/hapi|astro|gatsby|@tanstack\/(?:react-)?start|meteor.*|@redwoodjs\/.+|electron|vike|vite-plugin-ssr|@trpc\/server|@apollo\/server|apollo-server.*|ws|socket\.io|pg|postgres|mysql2?|better-sqlite3|mongoose|mongodb|@prisma\/client|prisma|drizzle-orm|typeorm|sequelize|knex|firebase-admin|firebase-functions|nodemailer|aws-lambda|@types\/express|@types\/aws-lambda|@vercel\/node|@netlify\/functions|wrangler)$/,
  /** Of packages that servers use too. */
  imports: /^use(?:State|Effect|LayoutEffect|Ref|Reducer|Router|Navigate|ForceUpdate)$/,
  /** What a file with a page's code may hold for the server beside it. */
  beside:
    /\bgetServerSideProps\b|\bgetInitialProps\b|\bgetStaticProps\b|\b(?:loader|action)\b|["']use server["']/,
  /** Databases that pages themselves ask, in small letters. */
  databases: [
    "supabase",
    "firebase",
    "firestore",
    "appwrite",
    "pocketbase",
    "convex",
    "instantdb",
    "amplify",
    "back4app",
    "parseserver",
    "parse-server",
    "realm",
  ],
};

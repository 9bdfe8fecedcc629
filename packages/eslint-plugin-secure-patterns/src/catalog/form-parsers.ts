/** How the code of a server tells whether it reads what a form of another site can send. */
export const formParsers: {
  /** It reads JSON. */
  readonly readsJson: RegExp;
  /** It reads forms, or text. */
  readonly readsForms: RegExp;
  /** Packages that read forms as soon as they are used, or take the method from one. */
  readonly packages: readonly string[];
  /** Those that read the forms of all routes. */
  readonly forAll: readonly string[];
  /** Whose parsers are added file by file. */
  readonly addedBy: readonly string[];
} = {
  // Fastify reads nothing but JSON and plain text unless a plugin is added
  readsJson: /\.use\(\s*(?:\w+\.)?json\(|["'](?:fastify|fastify-plugin|@fastify\/[\w-]+)["']/,
  readsForms:
    /urlencoded|\b(?:bodyParser|body_parser)\(|\.(?:text|raw)\(\s*[{)]|formbody|multipart|method-?override/i,
  packages: [
    "multer",
    "formidable",
    "busboy",
    "connect-busboy",
    "multiparty",
    "express-fileupload",
    "express-formidable",
    "@fastify/formbody",
    "fastify-formbody",
    "@fastify/multipart",
    "method-override",
  ],
  forAll: ["connect-busboy", "express-fileupload", "express-formidable", "connect-multiparty"],
  addedBy: ["express", "body-parser"],
};

/** Those of them that read forms themselves, whatever stands before them. */
export const formOperationServers: readonly string[] = ["graphql-yoga", "express-graphql", "koa-graphql"];

/** Servers whose one address takes every change, also from a form where something before them has read it; later ones ask for more. */
export const operationServers: readonly string[] = [
  "apollo-server-express",
  "apollo-server-koa",
  ...formOperationServers,
];

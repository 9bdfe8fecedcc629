import { TYPED_INPUT, type Framework } from "./types.ts";

/** How an operation begins, for clients that are known by their methods' names alone. */
const OPERATION =
  "^\\s*(?:(?:query|mutation|subscription)\\b[^{]*|fragment\\s+\\w+\\s+on\\s+\\w+\\s*)?\\{\\s*\\w";

const DOCUMENT = { kind: "sql", language: "graphql", what: "the GraphQL operation" } as const;

/** `request("POST /graphql", { query })` */
const POSTED = { at: ["query"], if: { arg: 0, matches: "/graphql$" }, ...DOCUMENT } as const;

/** Resolvers, as GraphQL.js calls them: `(parent, args, context, info)`. */
export const graphql: Framework = {
  name: "graphql",
  packages: ["graphql"],
  types: {
    args: {},
    octokit: {
      from: ["{@octokit/core,@octokit/rest,octokit}#new Octokit", "@actions/github#getOctokit()"],
    },
  },
  handlers: [
    {
      call: "{@apollo/server,apollo-server,apollo-server-express}#new ApolloServer",
      key: "resolvers",
      params: [null, "args"],
    },
    {
      call: "{@graphql-tools/schema,graphql-tools}#makeExecutableSchema",
      key: "resolvers",
      params: [null, "args"],
    },
    { call: "graphql-yoga#createSchema", key: "resolvers", params: [null, "args"] },
    {
      call: "graphql#{new GraphQLObjectType,new GraphQLSchema}",
      key: "resolve",
      params: [null, "args"],
    },
    { exported: ["resolvers", "Query", "Mutation"], params: [null, "args"] },
    { annotated: "graphql#GraphQLFieldResolver", params: [null, "args"] },
    { decorated: "@nestjs/graphql#Args", params: ["args"] },
    { decorated: "type-graphql#{Arg,Args}", params: ["args"] },
  ],
  sinks: [
    { call: "graphql#{graphql,graphqlSync}", arg: 1, ...DOCUMENT },
    { call: "graphql#{graphql,graphqlSync}", arg: 0, at: ["source"], ...DOCUMENT },
    { call: "octokit.graphql", arg: 0, ...DOCUMENT },
    {
      call: "@octokit/graphql#{graphql,graphql.defaults(),withCustomRequest()}",
      arg: 0,
      ...DOCUMENT,
    },
    { call: "octokit.request", arg: 1, ...POSTED },
    { call: "@octokit/request#{request,request.defaults()}", arg: 1, ...POSTED },
    { call: "*.{graphql,request,rawRequest}", arg: 0, begins: OPERATION, ...DOCUMENT },
  ],
  sources: [{ read: "args", kind: "remote", what: "a query's argument", for: TYPED_INPUT }],
};

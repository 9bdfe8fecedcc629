import { TYPED_INPUT, type Framework } from "./types.ts";

/** Resolvers, as GraphQL.js calls them: `(parent, args, context, info)`. */
export const graphql: Framework = {
  name: "graphql",
  packages: ["graphql"],
  types: { args: {} },
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
  sources: [{ read: "args", kind: "remote", what: "a query's argument", for: TYPED_INPUT }],
};

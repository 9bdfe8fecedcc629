import { ApolloServer } from "@apollo/server";
import { GraphQLObjectType, GraphQLString, type GraphQLFieldResolver } from "graphql";

export const resolvers = {
  Query: {
    user: (parent: unknown, args: { id: string }) => args.id, // $ source remote
  },
};

export const server = new ApolloServer({
  typeDefs: "",
  resolvers: { Mutation: { save: (parent: unknown, { name }: { name: string }) => name } }, // $ source remote
});

export const query = new GraphQLObjectType({
  name: "Query",
  fields: { a: { type: GraphQLString, resolve: (parent, args) => args.b } }, // $ source remote
});

export const field: GraphQLFieldResolver<unknown, unknown, { a: string }> = (parent, args) => args.a; // $ source remote

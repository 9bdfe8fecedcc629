import { ApolloServer } from "@apollo/server";
import { request as ask } from "@octokit/request";
import { graphql as askGithub } from "@octokit/graphql";
import { Octokit } from "@octokit/core";
import express from "express";
import {
  graphql,
  GraphQLObjectType,
  GraphQLString,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from "graphql";

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

type UpToVersion15 = (schema: GraphQLSchema, operation: string) => Promise<unknown>;

declare const schema: GraphQLSchema;
declare const client: { request(operation: string, variables?: object): Promise<unknown> };
const octokit = new Octokit();
const app = express();

app.get("/issues/:name", async (req, res) => {
  const { name } = req.params;
  const built = `{ repository(owner: "us", name: "${name}") { id } }`;
  const operation = "query ($name: String!) { repository(owner: $name) { id } }";
  const variables = { name };
  await graphql({ schema, source: built }); // $ sink sql
  await graphql({ schema, source: operation, variableValues: variables }); // safe
  await (graphql as unknown as UpToVersion15)(schema, built); // $ sink sql
  await (graphql as unknown as UpToVersion15)(schema, operation); // safe
  await octokit.graphql(built); // $ sink sql
  await octokit.graphql(operation, variables); // safe
  await askGithub(`{ user(login: "${name}") { id } }`); // $ sink sql
  await askGithub(operation, variables); // safe
  await octokit.request("POST /graphql", { query: built }); // $ sink sql
  await octokit.request("POST /graphql", { query: operation, variables }); // safe
  await ask("POST /graphql", { query: built }); // $ sink sql
  await ask("POST /graphql", { query: operation, variables }); // safe
  await client.request(`mutation { rename(id: 1, to: "${name}") { id } }`); // $ sink sql
  await client.request(operation, variables); // safe
  await client.request(`{ page(first: ${Number(name)}) { id } }`); // safe
  res.json({});
});

import { useQuery as useGraphql } from "@apollo/client";
import { useQueries, useQuery } from "@tanstack/react-query";
import { useQuery as useVueQuery } from "@tanstack/vue-query";
import { useFragment, usePaginationFragment, useRefetchableFragment } from "react-relay";
import { useLoaderData } from "react-router";
import { io } from "socket.io-client";
import useSWR from "swr";

const box = document.body;

io().on("chat", (text) => {
  box.innerHTML = text; // $ source stored $ sink html
  box.textContent = text;
});
const connection = new WebSocket("wss://example.com");
connection.onmessage = ({ data }) => {
  box.innerHTML = data; // $ source stored $ sink html
};
connection.addEventListener("message", (event) => {
  box.innerHTML = event.data; // $ source stored $ sink html
});

export function Page() {
  const { data } = useQuery({ queryKey: ["me"] });
  const { data: user } = useSWR("/me");
  const { data: guest } = useGraphql("{ guest { name } }");
  const loaded = useLoaderData() as { name: string };
  const [first] = useQueries({ queries: [] });
  const { data: vue } = useVueQuery({ queryKey: ["me"] });
  const fragment = useFragment("", {});
  const [again] = useRefetchableFragment("", {});
  const { data: list } = usePaginationFragment("", {});
  return [
    <p dangerouslySetInnerHTML={{ __html: data.name }} />, // $ source stored $ sink html
    <p dangerouslySetInnerHTML={{ __html: user.name }} />, // $ source stored $ sink html
    <p dangerouslySetInnerHTML={{ __html: guest.name }} />, // $ source stored $ sink html
    <p dangerouslySetInnerHTML={{ __html: loaded.name }} />, // $ source stored $ sink html
    <p dangerouslySetInnerHTML={{ __html: first.data.name }} />, // $ source stored $ sink html
    <p dangerouslySetInnerHTML={{ __html: vue.name }} />, // $ source stored $ sink html
    <p dangerouslySetInnerHTML={{ __html: fragment.name }} />, // $ source stored $ sink html
    <p dangerouslySetInnerHTML={{ __html: again.name }} />, // $ source stored $ sink html
    <p dangerouslySetInnerHTML={{ __html: list.name }} />, // $ source stored $ sink html
    <p>{data.name}</p>,
  ];
}

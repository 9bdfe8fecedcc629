import { useQuery as useGraphql } from "@apollo/client";
import { useQuery } from "@tanstack/react-query";
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
  return [
    <p dangerouslySetInnerHTML={{ __html: data.name }} />, // $ source stored $ sink html
    <p dangerouslySetInnerHTML={{ __html: user.name }} />, // $ source stored $ sink html
    <p dangerouslySetInnerHTML={{ __html: guest.name }} />, // $ source stored $ sink html
    <p dangerouslySetInnerHTML={{ __html: loaded.name }} />, // $ source stored $ sink html
    <p>{data.name}</p>,
  ];
}

import axios from "axios";
import got from "got";
import { ofetch } from "ofetch";

const box = document.body;

const answer = await fetch("/me");
const me = (await answer.json()) as { name: string };
box.innerHTML = me.name; // $ source stored $ sink html
const again = await window.fetch("/me");
box.innerHTML = await again.text(); // $ source stored $ sink html
box.innerHTML = (await axios.get("/me")).data.name; // $ source stored $ sink html
box.innerHTML = (await axios("/me")).data.name; // $ source stored $ sink html
box.innerHTML = await got("https://example.com").text(); // $ source stored $ sink html
axios.interceptors.response.use((response) => {
  box.innerHTML = response.data.name; // $ source stored $ sink html
  return response;
});
type Ask = (path: string) => Promise<{ name: string }>;
export async function show(apiFetch: Ask, api: Record<"get", Ask>): Promise<void> {
  box.innerHTML = (await apiFetch("/me")).name; // $ source stored $ sink html
  box.innerHTML = (await api.get("/me")).name; // $ source stored $ sink html
}
const request = new XMLHttpRequest();
box.innerHTML = request.responseText; // $ source stored $ sink html
box.innerHTML = (await ofetch("/me")).name; // $ source stored $ sink html
location.href = me.name;

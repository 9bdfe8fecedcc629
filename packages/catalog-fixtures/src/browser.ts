const params = new URLSearchParams(window.location.search); // $ source browser
const next = params.get("next") ?? "/";

location.href = next; // $ sink redirect
location.href = "/home"; // safe
window.location = next as unknown as Location & string; // $ sink redirect
window.location = "/home" as unknown as Location & string; // safe
location.assign(location.hash.slice(1)); // $ source browser $ sink redirect
location.assign(location.hash); // safe
location.replace(`/search${location.search}`); // safe
location = next as unknown as Location & string; // $ sink redirect
location = "/home" as unknown as Location & string; // safe
window.open(document.referrer); // $ source browser $ sink redirect
window.open("/help"); // safe
open(window.name); // $ source browser $ sink redirect
open("/help"); // safe
location.href = new URL(location.href).searchParams.get("to") ?? "/"; // $ source browser $ sink redirect
location.href = location.href.replace("http:", "https:"); // safe
location.href = document.URL.split("?to=")[1] ?? "/"; // $ source browser $ sink redirect
location.href = location.pathname; // $ source browser
location.href = localStorage.getItem("returnTo") ?? "/"; // $ source stored $ sink redirect
location.href = window.sessionStorage.getItem("returnTo") ?? "/"; // $ source stored $ sink redirect
location.href = document.cookie.split("returnTo=")[1] ?? "/"; // $ source stored $ sink redirect

window.addEventListener("message", (event) => {
  location.replace(event.data.url); // $ source browser $ sink redirect
});

new URL(location as unknown as string).searchParams.forEach(() => undefined); // $ source browser

export function toWorker(target: string): Response {
  return Response.redirect(next ?? target); // $ sink redirect
}

export function toHome(): Response {
  return Response.redirect("/home"); // safe
}

self.onmessage = (event: MessageEvent<string>) => {
  importScripts(event.data); // $ source browser $ sink redirect
  importScripts("/helper.js"); // safe
  new Worker(event.data); // $ sink redirect
  new Worker("/worker.js"); // safe
};

// uses: react
import { createFactory } from "preact";
import { createElement, memo, useMemo, useRef, useState, type ReactElement } from "react";
import { WebView } from "react-native-webview";

export function Search(): ReactElement {
  const term = new URLSearchParams(location.search).get("q") ?? ""; // $ source browser
  const markup = useMemo(() => `<b>${term}</b>`, [term]); // $ barrier
  return (
    <main>
      <p dangerouslySetInnerHTML={{ __html: term }} /> {/* // $ sink html */}
      <p dangerouslySetInnerHTML={{ __html: markup }} /> {/* // $ sink html */}
      <p dangerouslySetInnerHTML={{ __html: "<hr>" }} /> {/* // safe */}
      <p>{term}</p>
      <a href={term}>back</a> {/* // $ sink redirect */}
      <a href={`/search?q=${term}`}>again</a> {/* // safe */}
      <iframe src={term} /> {/* // $ sink redirect */}
      <iframe src={"/frame"} /> {/* // safe */}
      <form action={term} /> {/* // $ sink redirect */}
      <form action={"/search"} /> {/* // safe */}
      <button formAction={term} /> {/* // $ sink redirect */}
      <button formAction={"/search"} /> {/* // safe */}
    </main>
  );
}

export function Held(): ReactElement {
  const [held, setHeld] = useState(""); // $ barrier
  const kept = useRef(window.name); // $ barrier
  addEventListener("message", (event) => setHeld(event.data));
  return (
    <main>
      <p dangerouslySetInnerHTML={{ __html: held }} /> {/* // $ sink html */}
      <p dangerouslySetInnerHTML={{ __html: kept.current }} /> {/* // $ sink html */}
    </main>
  );
}

export const Kept = memo(Search); // $ barrier

createElement("p", { dangerouslySetInnerHTML: { __html: window.name } }); // $ sink html
createElement("p", { dangerouslySetInnerHTML: { __html: "<hr>" } }); // safe

// gone since React 19
createFactory("p")({ dangerouslySetInnerHTML: { __html: window.name } }); // $ sink html
createFactory("p")({ dangerouslySetInnerHTML: { __html: "<hr>" } }); // safe

export function Mobile(): ReactElement {
  return (
    <>
      <WebView html={window.name} /> {/* // $ sink html */}
      <WebView html={"<hr>"} /> {/* // safe */}
      <WebView source={{ html: window.name }} /> {/* // $ sink html */}
      <WebView source={{ html: "<hr>" }} /> {/* // safe */}
      <WebView url={window.name} /> {/* // $ sink redirect */}
      <WebView url={"https://example.com"} /> {/* // safe */}
      <WebView source={{ uri: window.name }} /> {/* // $ sink redirect */}
      <WebView source={{ uri: "https://example.com" }} /> {/* // safe */}
    </>
  );
}

const element = document.getElementById("out") as HTMLElement;

element.innerHTML = window.name; // $ sink html
element.innerHTML = "<hr>"; // safe
(element.firstChild as HTMLElement).outerHTML = window.name; // $ sink html
(element.firstChild as HTMLElement).outerHTML = "<hr>"; // safe
(element as HTMLIFrameElement).srcdoc = window.name; // $ sink html
(element as HTMLIFrameElement).srcdoc = "<hr>"; // safe
element.insertAdjacentHTML("beforeend", `<li>${window.name}</li>`); // $ sink html
element.insertAdjacentHTML("beforeend", "<li>one</li>"); // safe
document.write(location.hash.slice(1)); // $ sink html
document.write("<hr>"); // safe
document.createRange().createContextualFragment(document.referrer); // $ sink html
document.createRange().createContextualFragment("<hr>"); // safe
(element as HTMLElement & { setHTMLUnsafe(html: string): void }).setHTMLUnsafe(window.name); // $ sink html
(element as HTMLElement & { setHTMLUnsafe(html: string): void }).setHTMLUnsafe("<hr>"); // safe
document.execCommand("insertHTML", false, window.name); // $ sink html
document.execCommand("insertHTML", false, "<hr>"); // safe
element.textContent = window.name;

const link = document.querySelector("a")!;
link.href = window.name; // $ sink redirect
link.href = "/home"; // safe
link.setAttribute("href", window.name); // $ sink redirect
link.setAttribute("href", "/home"); // safe
link.setAttribute("xlink:href", window.name); // $ sink redirect
link.setAttributeNS("http://www.w3.org/1999/xlink", "xlink:href", window.name); // $ sink redirect
link.setAttributeNS("http://www.w3.org/1999/xlink", "xlink:href", "#home"); // safe
link.setAttributeNS("http://www.w3.org/1999/xlink", "title", window.name); // safe

const field = document.querySelector("textarea") as HTMLTextAreaElement;
element.innerHTML = field.value; // $ source stored $ sink html
element.innerHTML = element.dataset["title"] ?? ""; // $ source stored $ sink html
element.innerHTML = element.getAttribute("data-title") ?? ""; // $ source stored $ sink html
element.addEventListener("paste", (event) => {
  element.innerHTML = event.clipboardData?.getData("text/html") ?? ""; // $ source stored $ sink html
});
element.innerHTML = await navigator.clipboard.readText(); // $ source stored $ sink html
link.href = field.value;
WinJS.Utilities.setInnerHTMLUnsafe(element, window.name); // $ sink html
WinJS.Utilities.setInnerHTMLUnsafe(element, "<hr>"); // safe

export {};

const frame = document.createElement("iframe");
frame.src = window.name; // $ sink redirect
frame.src = "/frame"; // safe
const picture = document.createElement("img");
picture.src = window.name; // safe
const embedded = document.createElement("object");
embedded.data = window.name; // $ sink redirect
embedded.data = "/film"; // safe

element.innerHTML = `<q>${String(document.getSelection())}</q>`; // $ source stored $ sink html

class NoteCard extends HTMLElement {
  connectedCallback(): void {
    this.innerHTML = `<p>${this.getAttribute("text")}</p>`; // $ source stored $ sink html
    const shadow = this.attachShadow({ mode: "open" });
    shadow.innerHTML = `<p>${this.dataset["text"]}</p>`; // $ source stored $ sink html
    shadow.innerHTML = `<p>${this.tagName}</p>`; // safe
  }
}
customElements.define("note-card", NoteCard);

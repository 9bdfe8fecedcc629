interface Page {
  readonly title: string;
  readonly index: number;
}
declare var chrome: any;
const list = document.body;

const [tab]: Page[] = await chrome.tabs.query({});
list.innerHTML = `<li>${tab!.title}</li>`; // $ source stored $ sink html
list.innerHTML = `<li>${tab!.index}</li>`;
chrome.tabs.query({}, (tabs: Page[]) => {
  list.innerHTML = `<li>${tabs[0]!.title}</li>`; // $ source stored $ sink html
});
chrome.bookmarks.search({}, (found: Page[]) => {
  list.innerHTML = `<li>${found[0]!.title}</li>`; // $ source stored $ sink html
});
chrome.history.search({}, (found: Page[]) => {
  list.innerHTML = `<li>${found[0]!.title}</li>`; // $ source stored $ sink html
});
chrome.storage.local.get("note", (kept: { note: string }) => {
  list.innerHTML = `<li>${kept.note}</li>`; // $ source stored $ sink html
});
chrome.runtime.onMessage.addListener((sent: { text: string }) => {
  list.innerHTML = `<li>${sent.text}</li>`; // $ source stored $ sink html
});
export {};

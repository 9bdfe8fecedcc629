// uses: electron
import { BrowserWindow, shell } from "electron";

void shell.openExternal(window.name); // $ sink redirect
void shell.openExternal("https://example.com/help"); // safe

const main = new BrowserWindow();
void main.loadURL(location.hash.slice(1)); // $ sink redirect
void main.loadURL("https://example.com"); // safe

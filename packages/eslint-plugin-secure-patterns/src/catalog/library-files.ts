/** Names that files of libraries have, by custom: plugins of jQuery are called `jquery.tabs.js`. */
export const LIBRARY_FILE: RegExp = /(?:^|\/)jquery[.-](?:[\w-]+[.-])*[\w-]+\.js$/i;

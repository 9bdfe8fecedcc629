/** Contrast of text is at least 4.5 to 1 in both colour schemes. */
export const PAGE_STYLE: string = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --paper: #fff; --tint: #f3f5f7; --link: #0a58ca; --hot: #b42318; --cool: #5c6f87; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9aa6b2; --line: #363d46; --paper: #11151a; --tint: #1a2027; --link: #79b8ff; --hot: #ff8a75; --cool: #8fa3bd; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 72rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
h1 { margin: 0; font-size: 1.5rem; } h2 { margin: 0 0 .75rem; font-size: 1.1rem; }
a { color: var(--link); } p { margin: .25rem 0; } .soft { color: var(--soft); }
section { margin-top: 2rem; } .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)); gap: 0 2rem; }
form { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; margin-top: 1rem; padding: .75rem; background: var(--tint); border: 1px solid var(--line); border-radius: .4rem; }
label { display: grid; font-size: .85rem; color: var(--soft); }
input, select, button { font: inherit; padding: .3rem .5rem; min-height: 2.25rem; color: var(--ink); background: var(--paper); border: 1px solid var(--soft); border-radius: .3rem; }
button { cursor: pointer; } :focus-visible { outline: 3px solid var(--link); outline-offset: 1px; }
.scroll { overflow-x: auto; } table { width: 100%; border-collapse: collapse; } caption { text-align: left; color: var(--soft); font-size: .85rem; }
th, td { padding: .35rem .75rem .35rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { font-size: .85rem; color: var(--soft); } .number { text-align: right; padding-right: 1rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
svg { display: block; width: 100%; height: auto; } .counted { fill: var(--hot); } .logged { fill: var(--cool); } .axis { stroke: var(--line); }
.wide { min-width: 40rem; } .wide tbody th { white-space: nowrap; } .ends { display: flex; justify-content: space-between; font-size: .8rem; }
.share { width: 30%; } .share svg { height: .8rem; margin-top: .35rem; }
.key::before { content: ""; display: inline-block; width: .7rem; height: .7rem; margin-right: .3rem; } .key.hot::before { background: var(--hot); } .key.cool::before { background: var(--cool); }
ol { margin: 0; padding: 0; list-style: none; } li > details { border-bottom: 1px solid var(--line); }
summary { padding: .45rem 0; cursor: pointer; overflow-wrap: anywhere; } summary time { font-variant-numeric: tabular-nums; }
.kind { display: inline-block; padding: 0 .45rem; border: 1px solid currentColor; border-radius: 1rem; font-size: .85rem; } .kind.hot { color: var(--hot); } .kind.cool { color: var(--cool); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: .25rem 0 1rem; padding: .75rem; background: var(--tint); border-radius: .4rem; }
dt { color: var(--soft); } dd { margin: 0; min-width: 0; overflow-wrap: anywhere; white-space: pre-wrap; } code { font-family: ui-monospace, monospace; font-size: .9em; }
@media (max-width: 34rem) { body { padding: 1rem; } dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } }
`;

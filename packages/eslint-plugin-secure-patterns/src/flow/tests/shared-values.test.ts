import { describe } from "vitest";
import { testFlows } from "./toy.ts";

describe("a value and its setter", () => {
  testFlows([
    ["what was set", "const [a, setA] = useKept(''); setA(input); sink(a);", true],
    ["what it starts with", "const [a] = useKept(input); sink(a);", true],
    ["something else was set", "const [a, setA] = useKept(''); setA('b'); sink(a);", false],
    [
      "what a function makes of the old one",
      "const [a, setA] = useKept(''); setA(() => input); sink(a);",
      true,
    ],
    ["handed to what waits", "const [a, setA] = useKept(''); load().then(setA); sink(a);", false],
    ["the setter itself", "const [a, setA] = useKept(''); setA(input); sink(setA);", false],
    [
      "under the name that it is handed on as",
      "const Box = makeBox(); function P() { const [a, setA] = useKept(''); return <Box.Provider value={{ a, put: setA }} />; }" +
        "function Q() { const { put } = held(Box); put(input); } function R() { const { a } = held(Box); sink(a); }",
      true,
    ],
    [
      "another function of that name",
      "const Box = makeBox(); function P() { const [a, setA] = useKept(''); return <Box.Provider value={{ a, put: setA }} />; }" +
        "function Q(put) { put(input); } function R() { const { a } = held(Box); sink(a); }",
      false,
    ],
  ]);
});

describe("what a reducer makes of actions", () => {
  const reducer =
    "const reduce = (state, action) => { switch (action.type) { case 'a': return { ...state, a: action.value }; default: return state; } };";
  testFlows([
    [
      "of what is sent",
      `${reducer} const [s, send] = useMade(reduce, {}); send({ type: 'a', value: input }); sink(s.a);`,
      true,
    ],
    [
      "of another part",
      `${reducer} const [s, send] = useMade(reduce, {}); send({ type: 'a', value: input }); sink(s.b);`,
      false,
    ],
    [
      "of something else",
      `${reducer} const [s, send] = useMade(reduce, {}); send({ type: 'a', value: 'b' }); sink(s.a);`,
      false,
    ],
    ["what it starts with", `${reducer} const [s] = useMade(reduce, { b: input }); sink(s.b);`, true],
    [
      "of another action's part",
      `${reducer} const [s, send] = useMade(reduce, {}); send({ type: 'a', other: input }); sink(s.a);`,
      false,
    ],
  ]);
});

describe("what is put into a holder", () => {
  testFlows([
    ["what it is made with", "const box = makeBox(input); sink(held(box));", true],
    [
      "an element's value",
      "const Box = makeBox(''); const a = <Box.Provider value={input} />; sink(held(Box));",
      true,
    ],
    [
      "the holder as an element",
      "const Box = makeBox(''); const a = <Box value={input} />; sink(held(Box));",
      true,
    ],
    [
      "another attribute",
      "const Box = makeBox(''); const a = <Box.Provider key={input} />; sink(held(Box));",
      false,
    ],
    [
      "another holder",
      "const A = makeBox(''); const B = makeBox(''); const a = <A.Provider value={input} />; sink(held(B));",
      false,
    ],
    [
      "a made element's value",
      "const Box = makeBox(''); make(Box.Provider, { value: input }); sink(held(Box));",
      true,
    ],
    ["set", "const box = makeBox(''); box.set(input); sink(held(box));", true],
    ["update", "const box = makeBox(''); box.update((old) => old + input); sink(held(box));", true],
    [
      "update to something else",
      "const box = makeBox(''); box.update((old) => 'b'); sink(held(box));",
      false,
    ],
    ["asked for something", "const box = makeBox(''); box.ask(input); sink(held(box));", false],
    ["a member", "const box = makeBox({}); box.a = input; sink(held(box).a);", true],
    ["another member", "const box = makeBox({}); box.a = input; sink(held(box).b);", false],
    [
      "by a pair",
      "const box = makeBox(''); const [a, setA] = useBox(box); setA(input); sink(held(box));",
      true,
    ],
    [
      "by a setter alone",
      "const box = makeBox(''); const setA = useSetBox(box); setA(input); sink(held(box));",
      true,
    ],
    ["by a third one", "const box = makeBox(''); store.set(box, input); sink(held(box));", true],
    ["a default", "const box = makeBox({ key: 'a', default: input }); sink(held(box));", true],
    ["its key", "const box = makeBox({ key: input, default: 'a' }); sink(held(box));", false],
    ["what a function works out", "const box = makeBox(() => input); sink(held(box));", true],
    ["provided under a name", "provide('a', input); sink(provided('a'));", true],
    ["provided under another name", "provide('a', input); sink(provided('b'));", false],
    ["written into a draft", "const next = draft({}, (d) => { d.a = input; }); sink(next.a);", true],
    [
      "written into another part of a draft",
      "const next = draft({}, (d) => { d.a = input; }); sink(next.b);",
      false,
    ],
  ]);
});

describe("a store", () => {
  const store =
    "const use = makeStore((set) => ({ a: '', put: (a) => set({ a }), twice: (a) => set((s) => ({ b: a })) }));";
  testFlows([
    ["what is sent to its setter", `${store} use((s) => s.put)(input); sink(use((s) => s.a));`, false],
    [
      "what its maker sends",
      "const use = makeStore((set) => ({ load: () => set({ a: input }) })); sink(use((s) => s.a));",
      true,
    ],
    [
      "what its maker sends, by a function",
      "const use = makeStore((set) => ({ load: () => set(() => ({ a: input })) })); sink(use((s) => s.a));",
      true,
    ],
    [
      "another part",
      "const use = makeStore((set) => ({ load: () => set({ a: input }) })); sink(use((s) => s.b));",
      false,
    ],
    [
      "a setter that is picked",
      `${store} const put = use((s) => s.put); put(input); sink(use((s) => s.a));`,
      true,
    ],
    ["a setter that is taken out", `${store} const { put } = use(); put(input); sink(use().a);`, true],
    ["what it starts with", "const use = makeStore(() => ({ a: input })); sink(use().a);", true],
    [
      "behind layers",
      "const use = makeStore(saved(logged((set) => ({ load: () => set({ a: input }) })))); sink(use().a);",
      true,
    ],
    [
      "made by two calls",
      "const use = makeStore()((set) => ({ load: () => set({ a: input }) })); sink(use().a);",
      true,
    ],
    [
      "from outside",
      "const use = makeStore((set) => ({ a: '' })); use.setState({ a: input }); sink(use().a);",
      true,
    ],
    [
      "a draft",
      "const use = makeStore((set) => ({ load: () => set((s) => { s.a = input; }) })); sink(use().a);",
      true,
    ],
    [
      "another store",
      "const a = makeStore((set) => ({ load: () => set({ a: input }) })); const b = makeStore(() => ({ a: '' })); sink(b().a);",
      false,
    ],
    [
      "described: its state",
      "const use = makeStore('p', { state: () => ({ a: input }) }); sink(use().a);",
      true,
    ],
    [
      "described: an action writes",
      "const use = makeStore('p', { state: () => ({ a: '' }), actions: { load() { this.a = input; } } }); sink(use().a);",
      true,
    ],
    [
      "described: an action writes another part",
      "const use = makeStore('p', { state: () => ({ a: '' }), actions: { load() { this.b = input; } } }); sink(use().a);",
      false,
    ],
    [
      "described: a getter",
      "const use = makeStore('p', { state: () => ({ a: input }), getters: { shown: (s) => s.a + '!' } }); sink(use().shown);",
      true,
    ],
    [
      "described: a getter of another part",
      "const use = makeStore('p', { state: () => ({ a: input, b: '' }), getters: { shown: (s) => s.b } }); sink(use().shown);",
      false,
    ],
    [
      "described: getters that read each other",
      "const use = makeStore('p', { state: () => ({ a: input }), getters: { x: (s) => s.y, y: (s) => s.x || s.a } }); sink(use().x);",
      true,
    ],
    [
      "described: another object writes",
      "const use = makeStore('p', { state: () => ({ a: '' }) }); const other = { load() { this.a = input; } }; sink(use().a);",
      false,
    ],
    [
      "taken out of its box",
      "const use = makeStore('p', () => { const a = {}; a.value = input; return { a }; }); sink(use().a);",
      true,
    ],
  ]);
});

describe("the state that all share", () => {
  testFlows([
    [
      "a mutation writes",
      "const m = { put(state, a) { state.a = a; } }; commit('put', input); sink(this.$shared.state.a);",
      true,
    ],
    [
      "a mutation of a part",
      "const m = { put(state, a) { state.a = a; } }; commit('page/put', input); sink(this.$shared.state.page.a);",
      true,
    ],
    [
      "another mutation is sent",
      "const m = { put(state, a) { state.a = a; } }; commit('drop', input); sink(this.$shared.state.a);",
      false,
    ],
    [
      "by a constant's name",
      "const m = { [PUT](state, a) { state.a = a; } }; commit(PUT, input); sink(this.$shared.state.a);",
      true,
    ],
    [
      "an action of its name",
      "const r = { put(state, action) { state.a = action.payload; } }; put(input); const pick = (state) => sink(state.page.a);",
      true,
    ],
    [
      "what an action holds beside",
      "const r = { put(state, action) { state.a = action.meta; } }; put(input); const pick = (state) => sink(state.page.a);",
      false,
    ],
    [
      "what is waited for",
      "const load = later('load', () => input); on(load.fulfilled, (state, action) => { state.a = action.payload; }); const pick = (state) => sink(state.a);",
      true,
    ],
    [
      "another member",
      "const m = { put(state, a) { state.a = a; } }; commit('put', input); sink(this.$shared.state.b);",
      false,
    ],
    [
      "written to something else",
      "const m = { put(post, a) { post.a = a; } }; commit('put', input); sink(this.$shared.state.a);",
      false,
    ],
  ]);
});

describe("what is sent over a bus", () => {
  const bus = "import { makeBus } from 'bus'; const bus = makeBus();";
  testFlows([
    ["on", `${bus} bus.on('a', (x) => sink(x)); bus.emit('a', input);`, true],
    ["another event", `${bus} bus.on('a', (x) => sink(x)); bus.emit('b', input);`, false],
    ["another argument", `${bus} bus.on('a', (x, y) => sink(y)); bus.emit('a', input, 1);`, false],
    [
      "another bus",
      `${bus} const other = makeBus(); bus.on('a', (x) => sink(x)); other.emit('a', input);`,
      false,
    ],
    [
      "an event that carries details",
      "box.addEventListener('a', (e) => sink(e.detail.x)); other.dispatchEvent(new CustomEvent('a', { detail: { x: input, y: 1 } }));",
      true,
    ],
    [
      "other details of it",
      "box.addEventListener('a', (e) => sink(e.detail.y)); other.dispatchEvent(new CustomEvent('a', { detail: { x: input, y: 1 } }));",
      false,
    ],
    [
      "details of another event",
      "box.addEventListener('a', (e) => sink(e.detail.x)); other.dispatchEvent(new CustomEvent('b', { detail: { x: input } }));",
      false,
    ],
    ["a bus that nobody made here", "remote.on('a', (x) => sink(x)); remote.emit('a', input);", false],
  ]);
});

describe("what watches and takes apart", () => {
  testFlows([
    ["a watched value", "watch(() => input, (now) => sink(now));", true],
    ["a watched box", "const box = { value: input }; watch(box, (now) => sink(now));", true],
    ["what was there before", "watch(() => 'a', (now) => sink(now));", false],
    [
      "the own function of that name",
      "function watch(a, b) {} watch(() => input, (now) => sink(now));",
      false,
    ],
    [
      "pieces of a text",
      "const all = {}; input.replace(/(\\w+)=(\\w+)/g, (whole, key, value) => { all[key] = value; }); sink(all.a);",
      true,
    ],
    ["pieces that are put back", "const text = 'a'.replace(/a/, (x) => x); sink(text);", false],
  ]);
});

describe("what runs before a handler", () => {
  testFlows([
    [
      "on the request",
      "app.get('/', (req, res, next) => { req.a = input; next(); }, (req, res) => sink(req.a));",
      true,
    ],
    [
      "on what the answer carries",
      "app.get('/', (req, res, next) => { res.locals.a = input; next(); }, (req, res) => sink(res.locals.a));",
      true,
    ],
    [
      "under another name",
      "app.get('/', (req, res, next) => { req.b = input; next(); }, (req, res) => sink(req.a));",
      false,
    ],
    [
      "on the other one",
      "app.get('/', (req, res, next) => { res.a = input; next(); }, (req, res) => sink(req.a));",
      false,
    ],
    ["behind it", "app.get('/', (req, res, next) => sink(req.a), (req, res) => { req.a = input; });", false],
    [
      "for another route",
      "app.get('/a', (req, res) => { req.a = input; }); app.get('/b', (req, res) => sink(req.a));",
      false,
    ],
    [
      "for all routes",
      "app.use((req, res, next) => { req.a = input; next(); }); app.get('/b', (req, res) => sink(req.a));",
      true,
    ],
    [
      "for all routes of another router",
      "other.use((req, res, next) => { req.a = input; next(); }); app.get('/b', (req, res) => sink(req.a));",
      false,
    ],
    [
      "added later",
      "app.get('/b', (req, res) => sink(req.a)); app.use((req, res, next) => { req.a = input; next(); });",
      false,
    ],
    [
      "in a list",
      "app.get('/', [(req, res, next) => { req.a = input; next(); }], (req, res) => sink(req.a));",
      true,
    ],
    [
      "in options",
      "app.get('/', { before: [(req, res, next) => { req.a = input; next(); }] }, (req, res) => sink(req.a));",
      true,
    ],
    [
      "wrapped",
      "app.get('/', wrap((req, res, next) => { req.a = input; next(); }), (req, res) => sink(req.a));",
      true,
    ],
    [
      "by its name",
      "const load = (req, res, next) => { req.a = input; next(); }; app.get('/', load, (req, res) => sink(req.a));",
      true,
    ],
    ["what is no request", "each(list, (item) => { item.a = input; }, (item) => sink(item.a));", false],
  ]);
});

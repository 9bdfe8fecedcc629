import { describe } from "vitest";
import { testProject } from "../../../tests/support/test-project.ts";

const app = (dependencies: Record<string, string>): object => ({
  name: "app",
  version: "1.0.0",
  dependencies,
});
const load = '(await (await fetch("/post")).json())';

const likely = { confidence: "likely" };

describe("no-unsafe-html on what components share", () => {
  testProject(
    "follows a context and its setter through files",
    "no-unsafe-html",
    {
      "package.json": app({ react: "19" }),
      "context.jsx": `
      import { createContext, useContext, useState } from "react";
      const Post = createContext(null);
      export function PostProvider({ children }) {
        const [post, setPost] = useState(null);
        const [note, setNote] = useState("<hr>");
        return <Post.Provider value={{ post, setPost, note, setNote }}>{children}</Post.Provider>;
      }
      export const usePost = () => useContext(Post);
    `,
      "load.jsx": `
      import { useEffect } from "react";
      import { usePost } from "./context";
      export function Load() {
        const { setPost, setNote } = usePost();
        useEffect(() => { fetch("/post").then((r) => r.json()).then((post) => setPost(post)); setNote("<br>"); }, []);
        return null;
      }
    `,
      "view.jsx": `
      import { usePost } from "./context";
      export function View() {
        const { post, note } = usePost();
        return [
          <div dangerouslySetInnerHTML={{ __html: post.body }} />, // !
          <div dangerouslySetInnerHTML={{ __html: note }} />,
        ];
      }
    `,
    },
    likely,
  );

  testProject(
    "follows a store through files",
    "no-unsafe-html",
    {
      "package.json": app({ zustand: "5" }),
      "store.js": `
      import { create } from "zustand";
      export const useStore = create((set) => ({
        post: null, title: "", setPost: (post) => set({ post }), setTitle: () => set({ title: "<b>Post</b>" }),
      }));
    `,
      "load.js": `
      import { useStore } from "./store";
      export async function Load() {
        const setPost = useStore((state) => state.setPost);
        setPost(${load});
      }
    `,
      "view.jsx": `
      import { useStore } from "./store";
      export function View() {
        const post = useStore((state) => state.post);
        const title = useStore((state) => state.title);
        return [
          <div dangerouslySetInnerHTML={{ __html: post.body }} />, // !
          <div dangerouslySetInnerHTML={{ __html: title }} />,
        ];
      }
    `,
    },
    likely,
  );

  testProject(
    "follows a slice and what it waits for",
    "no-unsafe-html",
    {
      "package.json": app({ "@reduxjs/toolkit": "2", "react-redux": "9" }),
      "post-slice.js": `
      import { createAsyncThunk, createSlice } from "@reduxjs/toolkit";
      export const loadPost = createAsyncThunk("post/load", async () => ${load});
      const slice = createSlice({
        name: "post",
        initialState: { item: null, mark: "" },
        reducers: { setMark(state) { state.mark = "<hr>"; } },
        extraReducers: (builder) => {
          builder.addCase(loadPost.fulfilled, (state, action) => { state.item = action.payload; });
        },
      });
      export default slice.reducer;
    `,
      "view.jsx": `
      import { useSelector } from "react-redux";
      export function View() {
        const post = useSelector((state) => state.post.item);
        const mark = useSelector((state) => state.post.mark);
        return [
          <div dangerouslySetInnerHTML={{ __html: post.body }} />, // !
          <div dangerouslySetInnerHTML={{ __html: mark }} />,
        ];
      }
    `,
    },
    likely,
  );

  testProject(
    "follows an atom, a bus and what is written into another file's state",
    "no-unsafe-html",
    {
      "package.json": app({ jotai: "2", mitt: "3", valtio: "2" }),
      "shared.js": `
      import { atom } from "jotai"; import mitt from "mitt"; import { proxy } from "valtio";
      export const text = atom(""); export const fixed = atom("<hr>"); export const bus = mitt();
      export const state = proxy({ text: "", fixed: "<hr>" });
    `,
      "fill.js": `
      import { useSetAtom } from "jotai";
      import { bus, state, text } from "./shared";
      export function Fill() { const setText = useSetAtom(text); setText(location.hash); }
      bus.emit("shown", location.hash);
      state.text = location.hash;
    `,
      "view.jsx": `
      import { useAtomValue } from "jotai"; import { useSnapshot } from "valtio";
      import { bus, fixed, state, text } from "./shared";
      export function View() {
        const shown = useSnapshot(state);
        return [
          <i dangerouslySetInnerHTML={{ __html: useAtomValue(text) }} />, // !
          <i dangerouslySetInnerHTML={{ __html: useAtomValue(fixed) }} />,
          <i dangerouslySetInnerHTML={{ __html: shown.text }} />, // !
          <i dangerouslySetInnerHTML={{ __html: shown.fixed }} />,
        ];
      }
      bus.on("shown", (markup) => {
        document.body.innerHTML = markup; // !
      });
      bus.on("hidden", (markup) => {
        document.body.innerHTML = markup;
      });
    `,
    },
    likely,
  );

  testProject(
    "follows what middleware of another file has put on the request",
    "no-unsafe-html",
    {
      "package.json": app({ express: "5" }),
      "load.js": `
      exports.title = (req, res, next) => { req.heading = req.query.title; res.locals.note = "<hr>"; next(); };
    `,
      "page.js": `
      exports.show = (req, res) => {
        res.send("<h1>" + req.heading + "</h1>"); // !
      };
      exports.note = (req, res) => {
        res.send("<p>" + res.locals.note + "</p>");
      };
    `,
      "routes.js": `
      const router = require("express").Router(); const load = require("./load"); const page = require("./page");
      router.get("/a", load.title, page.show);
      router.get("/b", load.title, page.note);
      module.exports = router;
    `,
    },
    likely,
  );

  testProject(
    "follows Vue's shared state by the names of mutations",
    "no-unsafe-html",
    {
      "package.json": app({ vuex: "3", vue: "2" }),
      "src/store/mutation-types.js": 'export const SET_POST = "setPost";',
      "src/store/post.js": `
      import { SET_POST } from "@/store/mutation-types";
      export default {
        state: { post: null, rule: "<hr>" },
        getters: { post: (state) => state.post },
        mutations: { [SET_POST](state, post) { state.post = post; } },
        actions: { async load({ commit }) { commit(SET_POST, ${load}); } },
      };
    `,
      "src/view.js": `
      import { mapGetters } from "vuex";
      export default {
        methods: {
          show() {
            document.body.innerHTML = this.$store.state.post.body; // !
            document.body.innerHTML = this.$store.state.rule;
          },
        },
      };
    `,
    },
    likely,
  );
});

describe("no-unsafe-html on what is spread", () => {
  testProject(
    "finds markup in an object of properties",
    "no-unsafe-html",
    {
      "package.json": app({ react: "19" }),
      "view.jsx": `
      export function View() {
        const properties = {
          dangerouslySetInnerHTML: { __html: location.hash }, // !
        };
        const line = { dangerouslySetInnerHTML: { __html: "<hr>" } };
        return <p {...properties} {...line} />;
      }
    `,
    },
    likely,
  );

  testProject("follows what layers of Hono put on the context under a name", "no-unsafe-html", {
    "package.json": { name: "app", version: "1.0.0", type: "module", dependencies: { hono: "4" } },
    "app.js": `
      import { Hono } from "hono";
      import { named } from "./named.js";
      const app = new Hono();
      app.use("*", async (c, next) => {
        c.set("term", c.req.query("term"));
        c.set("page", Number(c.req.query("page")));
        await next();
      });
      app.get("/a", (c) => c.html("<p>" + c.get("term") + "</p>")); // !
      app.get("/b", (c) => c.html("<p>" + c.var.term + "</p>")); // !
      app.get("/c", (c) => c.html("<p>" + c.get("page") + "</p>"));
      app.get("/d", (c) => c.html("<p>" + c.get("other") + c.var.another + "</p>"));
      app.get("/e/:name", named, (c) => c.html("<p>" + c.get("person").name + "</p>")); // !
      app.get("/f/:name", named, (c) => c.html("<p>" + c.get("person").age + "</p>"));
    `,
    "named.js": `
      import { createMiddleware } from "hono/factory";
      export const named = createMiddleware(async (c, next) => {
        c.set("person", { name: c.req.param("name"), age: 7 });
        await next();
      });
    `,
  });

  testProject("follows what stands in elements, and what events carry, into other files", "no-unsafe-html", {
    "package.json": { name: "app", version: "1.0.0", type: "module", dependencies: { react: "19" } },
    "note.jsx": `
      export function Note({ children, title }) {
        return <p><b dangerouslySetInnerHTML={{ __html: title }} /><i dangerouslySetInnerHTML={{ __html: children }} /></p>; // !
      }
    `,
    "page.jsx": `
      import { Note } from "./note";
      export const Page = () => <Note title="Found">{new URLSearchParams(location.search).get("q")}</Note>;
    `,
    "search.js": `
      const q = new URLSearchParams(location.search).get("q");
      document.dispatchEvent(new CustomEvent("search", { detail: { q, at: Date.now() } }));
    `,
    "result.js": `
      import "./search.js";
      document.addEventListener("search", (event) => { document.body.innerHTML = "<b>" + event.detail.q; }); // !
      document.addEventListener("search", (event) => { document.body.innerHTML = "<b>" + event.detail.at; });
    `,
  });
});

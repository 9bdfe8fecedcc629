import { describe, expect, it } from "vitest";
import { languagesOf } from "../../../tests/support/language.ts";
import { lint } from "../../../tests/support/lint.ts";

const [vue] = await languagesOf("page.vue");
const [svelte] = await languagesOf("page.svelte");

/** The expressions of `v-html` and `{@html}` that are reported. */
function reported(code: string, filename: "page.vue" | "page.svelte"): string[] {
  const language = (filename === "page.vue" ? vue : svelte) as never;
  const found = lint({ code, filename, language, rules: { "no-unsafe-html": { confidence: "likely" } } });
  return found.map(({ line, column, endColumn }) =>
    (code.split("\n")[line - 1] ?? "").slice(column - 1, (endColumn ?? 0) - 1),
  );
}

describe("components of Vue", () => {
  const load = '(await (await fetch("/me")).json())';

  it("takes values out of their boxes", () => {
    const code = `
<script setup>
import { computed, reactive, ref } from "vue";
const text = ref("");
const post = ref({});
const form = reactive({ note: "" });
const total = ref(0);
const shown = computed(() => post.value.comment);
const fixed = ref("<hr>");
async function load() {
  text.value = ${load}.comment;
  post.value = ${load};
  form.note = ${load}.note;
  total.value = ${load}.total;
}
</script>
<template>
  <p v-html="text" /><p v-html="post.comment" /><p v-html="form.note" /><p v-html="shown" />
  <p v-html="total" /><p v-html="fixed" /><p v-html="post.total" />
</template>`;
    expect(reported(code, "page.vue")).toEqual(["text", "post.comment", "form.note", "shown"]);
  });

  it("sees what functions assign to a component's data", () => {
    const code = `
<script>
export default {
  data: () => ({ bio: "", rows: [], notes: [], lines: [], total: 0, menu: "<hr>" }),
  computed: { first() { return this.rows[0]; } },
  async mounted() {
    const self = this;
    this.rows = ${load};
    this.total = ${load}.total;
    fetch("/bio").then((r) => r.json()).then(function (me) { self.bio = me.bio; });
    other.menu = window.name;
    this.notes.push(${load}.note);
    other.lines.push(window.name);
  },
};
</script>
<template>
  <p v-html="bio" /><p v-for="row in rows" v-html="row.text" /><p v-html="first.text" />
  <p v-html="total" /><p v-html="menu" />
  <p v-for="note in notes" v-html="note" /><p v-for="line in lines" v-html="line" />
</template>`;
    expect(reported(code, "page.vue")).toEqual(["bio", "row.text", "first.text", "note"]);
  });

  it.each([
    ["export default {", ""],
    ["const Page = {", "export default Page;"],
  ])("sees them where setup returns them: %s", (start, end) => {
    const code = `
<script>
import { ref } from "vue";
${start}
  setup() {
    const text = ref("");
    const load = async () => { text.value = ${load}.comment; };
    return { text, load };
  },
};
${end}
</script>
<template><p v-html="text" /></template>`;
    expect(reported(code, "page.vue")).toEqual(["text"]);
  });
});

describe("stores of other files", () => {
  it.each([
    ["what a user wrote", "store.comments[0].text", true],
    ["what is named after writing", "store.chat.message", true],
    ["the program's own text", "store.settings.message", false],
    ["a setting", "store.theme.title", false],
    ["the store's own member", "store.message", false],
  ])("%s", (_, expression, expected) => {
    const script = 'import { usePosts } from "@/stores/posts"; const store = usePosts();';
    const code = `<script setup>\n${script}\n</script>\n<template><p v-html="${expression}" /></template>`;
    expect(reported(code, "page.vue").length > 0).toBe(expected);
  });
});

describe("components of Svelte", () => {
  it("follows runes, blocks and snippets", () => {
    const code = `
<script>
  import { page } from "$app/state";
  const { data } = $props();
  const posts = $derived(data.posts);
  const query = $derived(page.url.searchParams.get("q") || "all");
  const late = $derived.by(() => { const found = page.url.searchParams.get("late"); return found; });
  let kept = $state(page.url.searchParams.get("kept"));
  let count = $derived(posts.length);
  let menu = $state("<hr>");
</script>
{#each posts as { comment }, index (comment)}{@html comment}{@html index}{/each}
{@html query}{@html late}{@html kept}{@html count}{@html menu}
{#await fetch("/me").then((r) => r.json()) then me}{@html me.bio}{@html me.total}{/await}
{#if query}{@const again = query}{@html again}{/if}
{#snippet row(post)}{@html post.note}{@html post.id}{/snippet}
{#each data.notes as note}{@render row(note)}{/each}`;
    expect(reported(code, "page.svelte")).toEqual([
      "comment",
      "query",
      "late",
      "kept",
      "me.bio",
      "again",
      "post.note",
    ]);
  });

  it("follows properties, reactive statements and the store of the page", () => {
    const code = `
<script>
  import { page } from "$app/stores";
  export let text = "";
  export let id = 0;
  $: shown = text;
  $: ({ q } = Object.fromEntries($page.url.searchParams));
  $: size = text.length;
  let menu = "<hr>";
</script>
{@html text}{@html shown}{@html q}{@html $page.params.name}
{@html id}{@html size}{@html menu}`;
    expect(reported(code, "page.svelte")).toEqual(["text", "shown", "q", "$page.params.name"]);
  });
});

describe("what a component is handed", () => {
  it("believes who says that it is markup made of text", () => {
    const code = `
<script>
  export let note;
</script>
<p>{@html note.body}</p><p>{@html note.renderedBody}</p><p>{@html note.parsed_body}</p>`;
    expect(reported(code, "page.svelte")).toEqual(["note.body"]);
  });
});

import { expect, it } from "vitest";
import { languagesOf } from "../../../tests/support/language.ts";
import { lint } from "../../../tests/support/lint.ts";

const [vue] = await languagesOf("page.vue");
const [svelte] = await languagesOf("page.svelte");

const setup = `<script setup>
import { useRoute } from "vue-router";
const { query } = useRoute();
</script>`;
const computed = `<script setup>
import { computed } from "vue";
import { useRoute } from "vue-router";
const route = useRoute();
const next = computed(() => route.query.next);
</script>`;
const page = `<script>
import { page } from "$app/stores";
const next = $page.url.searchParams.get("next");
const href = next;
</script>`;

it.each([
  ["a link", "page.vue", `${setup}\n<template><a :href="query.next">on</a></template>`, 1],
  ["a link, in full", "page.vue", `${setup}\n<template><a v-bind:href="query.next">on</a></template>`, 1],
  ["a computed address", "page.vue", `${computed}\n<template><a :href="next">on</a></template>`, 1],
  ["a frame", "page.vue", `${setup}\n<template><iframe :src="query.next" /></template>`, 1],
  ["a button of a form", "page.vue", `${setup}\n<template><button :formaction="query.next" /></template>`, 1],
  ["a picture", "page.vue", `${setup}\n<template><img :src="query.next" /></template>`, 0],
  ["a component of the program", "page.vue", `${setup}\n<template><Card :href="query.next" /></template>`, 0],
  [
    "a page of this site",
    "page.vue",
    `${setup}\n<template><a :href="\`/posts/\${query.id}\`" /></template>`,
    0,
  ],
  ["a fixed address", "page.vue", `${setup}\n<template><a :href="'/home'" /></template>`, 0],
  ["a link of Svelte", "page.svelte", `${page}\n<a href={next}>on</a>`, 1],
  ["a link of Svelte, in quotes", "page.svelte", `${page}\n<a href="{next}">on</a>`, 1],
  ["a link of Svelte, in short", "page.svelte", `${page}\n<a {href}>on</a>`, 1],
  ["a page behind a path", "page.svelte", `${page}\n<a href="/posts/{next}">on</a>`, 0],
  ["a picture of Svelte", "page.svelte", `${page}\n<img src={next} alt="" />`, 0],
  ["what is no address", "page.svelte", `${page}\n<a title={next}>on</a>`, 0],
])("follows an address that a template is given: %s", (_, filename, code, count) => {
  const language = (filename === "page.vue" ? vue : svelte) as never;
  const found = lint({ code, filename, language, rules: { "no-open-redirect": { confidence: "proven" } } });
  expect(found).toHaveLength(count);
  // the quotes of the template are around it
  expect(found.flatMap(({ suggestions = [] }) => suggestions)).toEqual([]);
});

// uses: vue
import { computed, h, inject, provide, reactive } from "vue";

provide("text", window.name);
const given = inject<string>("text"); // $ barrier
const form = reactive({ text: window.name }); // $ barrier

const markup = computed(() => `<b>${window.name}</b>`); // $ barrier

export const bold = () => h("p", { innerHTML: markup.value }); // $ sink html
export const plain = () => h("p", { innerHTML: "<hr>" }); // safe
export const old = () => h("p", { domProps: { innerHTML: window.name } } as Record<string, unknown>); // $ sink html
export const oldPlain = () => h("p", { domProps: { innerHTML: "<hr>" } } as Record<string, unknown>); // safe
export const injected = () => h("p", { innerHTML: given }); // $ sink html
export const formed = () => h("p", { innerHTML: form.text }); // $ sink html

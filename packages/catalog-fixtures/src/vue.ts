// uses: vue
import { computed, h } from "vue";

const markup = computed(() => `<b>${window.name}</b>`); // $ barrier

export const bold = () => h("p", { innerHTML: markup.value }); // $ sink html
export const plain = () => h("p", { innerHTML: "<hr>" }); // safe
export const old = () => h("p", { domProps: { innerHTML: window.name } } as Record<string, unknown>); // $ sink html
export const oldPlain = () => h("p", { domProps: { innerHTML: "<hr>" } } as Record<string, unknown>); // safe

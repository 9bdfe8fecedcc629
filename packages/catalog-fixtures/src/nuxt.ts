const route = useRoute();

await navigateTo(route.query.next as string, { external: true }); // $ source browser $ sink redirect
await navigateTo(route.query.next as string); // $ source browser
await navigateTo("/home", { external: true }); // safe

const { data } = await useFetch("/api/me");
document.body.innerHTML = data.value.name; // $ source stored $ sink html
document.body.innerHTML = (await $fetch("/api/me")).name; // $ source stored $ sink html

export {};

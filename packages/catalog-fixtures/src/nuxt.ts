const route = useRoute();

await navigateTo(route.query.next as string, { external: true }); // $ source browser $ sink redirect
await navigateTo(route.query.next as string); // $ source browser
await navigateTo("/home", { external: true }); // safe

export {};

import { createRouter, createWebHistory, useRoute, useRouter } from "vue-router";

const route = useRoute();
const router = createRouter({ history: createWebHistory(), routes: [] });

location.href = String(route.query.next); // $ source browser $ sink redirect
location.href = String(route.params.to); // $ source browser $ sink redirect
location.href = route.hash; // $ source browser
location.href = route.fullPath; // $ source browser $ sink redirect
void useRouter().push(String(route.query.next)); // safe

router.beforeEach((to) => {
  if (to.query.external) location.assign(String(to.query.external)); // $ source browser $ sink redirect
});

export default {
  methods: {
    back(this: { $route: { query: Record<string, string> } }): void {
      location.href = this.$route.query.next; // $ source browser $ sink redirect
    },
  },
};

import { debounce as debounceLater } from "lodash-es";
import throttleLater from "lodash.throttle";
import mem from "mem";
import { memoize } from "micro-memoize";
import { unstable_cache as keep } from "next/cache";
import limit from "p-limit";
import retry from "p-retry";
import { useCallback as usePreactCallback } from "preact/hooks";
import { cache, useCallback } from "react";
import { throttle } from "throttle-debounce";
import { useDebouncedCallback } from "use-debounce";

const box = document.body;
const bold = (text: string): string => `<b>${text}</b>`;
const load = async (text: string): Promise<string> => `<b>${text}</b>`;
const small = (text: string): string => `<b>${text.length}</b>`;

export function Page() {
  const text = window.name; // $ source browser
  const inBold = useCallback(bold, []); // $ barrier
  return <p dangerouslySetInnerHTML={{ __html: inBold(text) }} />; // $ sink html
}

const text = window.name; // $ source browser
const memoized = memoize(bold); // $ barrier
box.innerHTML = memoized(text); // $ sink html
const remembered = mem(bold); // $ barrier
box.innerHTML = remembered(text); // $ sink html
const cached = cache(bold); // $ barrier
box.innerHTML = cached(text); // $ sink html
const kept = keep(load); // $ barrier
box.innerHTML = await kept(text); // $ sink html
const measured = memoize(small); // $ barrier
box.innerHTML = measured(text);
const later = debounceLater(bold, 100); // $ barrier
box.innerHTML = later(text) ?? ""; // $ sink html
const latest = throttleLater(bold, 100); // $ barrier
box.innerHTML = latest(text); // $ sink html
const seldom = throttle(100, bold); // $ barrier
box.innerHTML = seldom(text); // $ sink html
const last = useDebouncedCallback(bold, 100); // $ barrier
box.innerHTML = last(text); // $ sink html
const again = usePreactCallback(bold, []); // $ barrier
box.innerHTML = again(text); // $ sink html
box.innerHTML = await retry(() => text); // $ barrier $ sink html
const few = limit(2);
box.innerHTML = await few(() => text); // $ barrier $ sink html

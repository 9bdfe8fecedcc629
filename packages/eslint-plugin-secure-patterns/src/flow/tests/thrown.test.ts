import { testFlows } from "./toy.ts";

testFlows([
  ["message of an error", "sink(new Error(input).message);", true],
  ["another member of an error", "sink(new Error(input).code);", false],
  ["a thrown value", "try { throw input; } catch (e) { sink(e); }", true],
  ["the message of an error", "try { throw new Error(input); } catch (e) { sink(e.message); }", true],
  [
    "the cause of an error",
    "try { throw new Error('a', { cause: input }); } catch (e) { sink(e.cause); }",
    true,
  ],
  ["a constant message", "try { throw new Error('a'); } catch (e) { sink(e.message); }", false],
  [
    "thrown by a function",
    "function f(x) { throw new Error(x); } try { f(input); } catch (e) { sink(e.message); }",
    true,
  ],
  [
    "another argument",
    "function f(x, y) { throw new Error(x); } try { f('a', input); } catch (e) { sink(e.message); }",
    false,
  ],
  ["thrown outside of the block", "try { g(); } catch (e) { sink(e); } throw input;", false],
  [
    "thrown in a function that is not called",
    "try { const f = () => { throw input; }; } catch (e) { sink(e); }",
    false,
  ],
  ["caught further in", "try { try { throw input; } catch {} } catch (e) { sink(e); }", false],
  ["thrown again", "try { try { g(); } catch { throw input; } } catch (e) { sink(e); }", true],
  [
    "awaited",
    "async function f() { throw new Error(input); } async function g() { try { await f(); } catch (e) { sink(e.message); } }",
    true,
  ],
  ["a rejection", "function f() { return Promise.reject(input); } f().catch((e) => sink(e));", true],
  ["another rejection", "function f() { return Promise.reject('a'); } f().catch((e) => sink(e));", false],
  ["reject", "new Promise((ok, no) => no(input)).catch((e) => sink(e));", true],
  [
    "resolve is not rejected",
    "new Promise((ok, no) => { ok(input); no('a'); }).catch((e) => sink(e));",
    false,
  ],
]);

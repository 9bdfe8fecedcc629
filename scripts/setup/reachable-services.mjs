import { existsSync } from "node:fs";
import { connect } from "node:net";

const servers = { postgres: 5432, mysql: 3306, redis: 6379 };
const browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Which of the servers and browsers that tests can use are here. */
export async function reachableServices() {
  const answers = await Promise.all(
    Object.entries(servers).map(async ([name, port]) => (await isListening(port)) && name),
  );
  return [...answers.filter(Boolean), ...browsers.filter((path) => existsSync(path))];
}

function isListening(port) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1", timeout: 500 });
    const finish = (answer) => resolve(answer) ?? socket.destroy();
    socket
      .on("connect", () => finish(true))
      .on("timeout", () => finish(false))
      .on("error", () => finish(false));
  });
}

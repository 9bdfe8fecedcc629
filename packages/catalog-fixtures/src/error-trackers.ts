import { Notifier } from "@airbrake/node";
import Bugsnag from "@bugsnag/js";
import Honeybadger from "@honeybadger-io/js";
import * as Sentry from "@sentry/core";
import Rollbar from "rollbar";

interface User {
  id: string;
  email: string;
}

declare const user: User;

Sentry.captureMessage(`in ${user.email}`); // $ sink log
Sentry.captureMessage(`in ${user.id}`); // safe
Sentry.setExtra("user", user.email); // $ sink log
Sentry.setExtra("user", user.id); // safe
Sentry.setUser({ email: user.email }); // $ sink log
Sentry.setUser({ id: user.id }); // safe
Sentry.withScope((scope) => {
  scope.setExtra("email", user.email); // $ sink log
  scope.setExtra("id", user.id); // safe
  scope.setUser({ email: user.email }); // $ sink log
  scope.setUser({ id: user.id }); // safe
  scope.addBreadcrumb({ message: user.email }); // $ sink log
  scope.addBreadcrumb({ message: user.id }); // safe
});

const session = Bugsnag.startSession();
session.notify(new Error(`no mail to ${user.email}`)); // $ sink log
session.notify(new Error(`no mail to ${user.id}`)); // safe
Bugsnag.leaveBreadcrumb(user.email); // $ sink log
Bugsnag.setUser(user.id, user.email); // $ sink log
Bugsnag.setUser(user.id); // safe
Bugsnag.start({
  apiKey: "key",
  onError(event) {
    event.setUser(user.id, user.email); // $ sink log
    event.setUser(user.id); // safe
    event.addMetadata("user", { email: user.email }); // $ sink log
    event.addMetadata("user", { id: user.id }); // safe
  },
});

Honeybadger.setContext({ user: { email: user.email } }); // $ sink log
Honeybadger.setContext({ user: { id: user.id } }); // safe

const rollbar = new Rollbar({ accessToken: "x" });
rollbar.critical("no answer", { email: user.email }); // $ sink log
rollbar.critical("no answer", { id: user.id }); // safe

const notifier = new Notifier({ projectId: 1, projectKey: "x" });
await notifier.notify({ error: new Error("failed"), params: { email: user.email } }); // $ sink log
await notifier.notify({ error: new Error("failed"), params: { id: user.id } }); // safe

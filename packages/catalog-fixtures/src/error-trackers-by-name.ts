/** The same services where a script tag or another file brought them in. */
interface Service {
  captureMessage(text: string): void;
  setUser(user: object): void;
  notify(what: unknown): void;
  error(text: string, more: object): void;
}

declare const sentry: Service;
declare const bugsnagClient: Service;
declare const honeybadger: Service;
declare const rollbar: Service;
declare const airbrake: Service;
declare const user: { id: string; email: string };

sentry.captureMessage(`in ${user.email}`); // $ sink log
sentry.captureMessage(`in ${user.id}`); // safe
sentry.setUser({ email: user.email }); // $ sink log
sentry.setUser({ id: user.id }); // safe
bugsnagClient.notify(`no mail to ${user.email}`); // $ sink log
bugsnagClient.notify(`no mail to ${user.id}`); // safe
honeybadger.notify(`no mail to ${user.email}`); // $ sink log
honeybadger.notify(`no mail to ${user.id}`); // safe
rollbar.error("no answer", { email: user.email }); // $ sink log
rollbar.error("no answer", { id: user.id }); // safe
airbrake.notify(`no mail to ${user.email}`); // $ sink log
airbrake.notify(`no mail to ${user.id}`); // safe

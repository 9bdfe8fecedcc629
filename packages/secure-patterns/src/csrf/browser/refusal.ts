interface Answer {
  readonly status: number;
  readonly headers: { get(name: string): unknown };
}

/** Whether a server refused the CSRF token: as `csrf().protect` marks it, or Laravel's 419. */
export function isRefusal({ status, headers }: Answer): boolean {
  return status === 419 || (status === 403 && headers.get("x-csrf-refused") === "1");
}

export function safeRedirect(_target: unknown, fallback: string): string {
  return fallback;
}

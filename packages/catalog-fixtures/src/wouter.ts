import { useLocation, useSearch, useSearchParams } from "wouter";

export function Login(): null {
  const [, navigate] = useLocation();
  const search = useSearch(); // $ source browser
  const [params] = useSearchParams();
  navigate(params.get("next") ?? "/"); // safe
  window.location.href = params.get("next") ?? "/"; // $ source browser $ sink redirect
  window.location.href = new URLSearchParams(search).get("next") ?? "/"; // $ sink redirect
  return null;
}

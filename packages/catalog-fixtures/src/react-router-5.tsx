import { useHistory, useLocation } from "react-router-dom";

export function Back(): null {
  const history = useHistory();
  const { search } = useLocation();
  history.push(new URLSearchParams(search).get("next") ?? "/"); // $ sink redirect
  history.replace("/home"); // safe
  return null;
}

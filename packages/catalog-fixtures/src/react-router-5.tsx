import { useHistory, useLocation, useRouteMatch } from "react-router-dom";

export function Back(): null {
  const history = useHistory();
  const { search } = useLocation();
  history.push(new URLSearchParams(search).get("next") ?? "/"); // $ sink redirect
  const match = useRouteMatch<{ to: string }>();
  history.push(match.params.to); // $ source browser $ sink redirect
  history.replace("/home"); // safe
  return null;
}

import {
  data,
  redirect,
  redirectDocument,
  useLocation,
  useNavigate,
  useParams,
  useSearchParams,
  type ActionFunctionArgs,
  type LoaderFunction,
} from "react-router";

export async function loader({ request, params }: { request: Request; params: { to?: string } }) {
  const url = new URL(request.url); // $ source remote
  if (params.to) throw redirect(params.to); // $ source remote $ sink redirect
  if (url.pathname === "/x") return redirect("/home"); // safe
  if (url.pathname === "/y") return data({ q: url.searchParams.get("q") }); // $ barrier
  return redirect(url.searchParams.get("redirectTo") ?? "/"); // $ source remote $ sink redirect
}

export const action = async ({ request }: ActionFunctionArgs) => {
  const form = await request.formData(); // $ source remote
  const { to } = Object.fromEntries(form);
  if (to === "a") return redirectDocument(String(to)); // safe
  return redirectDocument(String(form.get("to"))); // $ source remote $ sink redirect
};

export const loadAccount: LoaderFunction = ({ params }) => redirect(params.next ?? "/"); // $ source remote $ sink redirect

export function Login(): null {
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const { target } = useParams(); // $ source browser
  const location = useLocation();
  void navigate(search.get("next") ?? "/"); // $ source browser $ sink redirect
  void navigate(target ?? "/"); // $ source browser $ sink redirect
  void navigate(`/search${location.search}`); // $ source browser
  void navigate(location.search.slice(1)); // $ sink redirect
  void navigate(location.hash); // $ source browser
  void navigate("/home"); // safe
  return null;
}

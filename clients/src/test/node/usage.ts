// A stranger's program in TypeScript: it must compile against the types that openapi-typescript makes of the contract, and
// run against a server, whose address is the argument. It fails with what it did not expect.
import createClient from "openapi-fetch";
import type { components, paths } from "./api.js";

type Artifact = components["schemas"]["Artifact"];

declare const process: { argv: string[] };

const server = process.argv[2] ?? "http://127.0.0.1:8000";
const client = createClient<paths>({ baseUrl: server });

function expect(what: string, holds: boolean): void {
  if (!holds) throw new Error(what);
}

const email = `ts-${Date.now()}@example.com`;
const password = "a good password";

const registered = await client.POST("/api/v1/auth/register", { body: { email, password, first_name: null } });
expect("registers", registered.data?.email === email);

const session = await client.POST("/api/v1/auth/login", { body: { email, password } });
const token = session.data?.access_token ?? "";
client.use({
  onRequest({ request }) {
    request.headers.set("Authorization", `Bearer ${token}`);
    return request;
  },
});

const workspace = await client.POST("/api/v1/workspaces", { body: { name: "Acme", settings: { colour: "teal" } } });
const workspace_id = workspace.data?.id ?? "";

const made = await client.POST("/api/v1/workspaces/{workspace_id}/artifacts", {
  params: { path: { workspace_id }, header: { "Idempotency-Key": email } },
  body: { name: "Plan", tags: ["draft"], metadata: { pages: 12, more: { language: "en" } } },
});
const artifact_id = made.data?.id ?? "";
const version = made.response.headers.get("ETag") ?? "";

const patched = await client.PATCH("/api/v1/workspaces/{workspace_id}/artifacts/{artifact_id}", {
  params: { path: { workspace_id, artifact_id }, header: { "If-Match": version } },
  body: { metadata: { pages: null, author: email } },
});
const artifact: Artifact | undefined = patched.data;
expect("keeps tags that a patch does not name", artifact?.tags[0] === "draft");
expect("merges metadata", artifact?.metadata["author"] === email && !("pages" in (artifact?.metadata ?? {})));

const late = await client.PATCH("/api/v1/workspaces/{workspace_id}/artifacts/{artifact_id}", {
  params: { path: { workspace_id, artifact_id }, header: { "If-Match": version } },
  body: { tags: null },
});
expect("refuses a change of an old version", late.error?.code === "version_mismatch" && late.error.status === 412);

const page = await client.GET("/api/v1/workspaces/{workspace_id}/artifacts", {
  params: {
    path: { workspace_id },
    query: { tag: ["draft"], created_after: "2026-01-01T00:00:00+02:00", limit: 1, count: true },
  },
});
expect("lists", page.data?.total === 1 && page.data.items[0]?.id === artifact_id && page.data.next_cursor === null);

const members = await client.GET("/api/v1/workspaces/{workspace_id}/members", { params: { path: { workspace_id } } });
const role: string | undefined = members.data?.items[0]?.role;
expect("tells the role", role === "owner");

// What the compiler must refuse.
export const wrong = [
  // @ts-expect-error the name is missing
  () => client.POST("/api/v1/workspaces", { body: {} }),
  // @ts-expect-error there is no such field
  (): components["schemas"]["NewWorkspace"] => ({ name: "a", colour: "teal" }),
  // @ts-expect-error a member cannot be given a role that there is not
  () => client.POST("/api/v1/workspaces/{workspace_id}/members", { params: { path: { workspace_id } }, body: { email, role: "king" } }),
  // @ts-expect-error there is no such call
  () => client.DELETE("/api/v1/workspaces"),
];

console.log("usage.ts: all as expected");

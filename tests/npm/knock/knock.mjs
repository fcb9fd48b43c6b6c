// Calls every endpoint that the actions use with Knock's own SDK, against the server that is named on the command line;
// the key comes in the environment. Prints one line of JSON for each call: its result, or its error.
import Knock from "@knocklabs/node";

const client = new Knock({ baseURL: process.argv[2], apiKey: process.env.KNOCK_TEST_KEY, maxRetries: 2 });

const calls = {
  users_identify: () => client.users.update("u 1/2", { name: "Ada", email: "ada@example.com", plan: "pro" }),
  users_merge: () => client.users.merge("u1", { from_user_id: "u2" }),
  users_delete: () => client.users.delete("u1"),
  channel_data_set: () => client.users.setChannelData("u1", "c1", { data: { tokens: ["t"] } }),
  preferences_set: () => client.users.setPreferences("u1", "default", { workflows: { w: true } }),
  objects_set: () => client.objects.set("projects", "p1", { name: "P", size: 3 }),
  objects_delete: () => client.objects.delete("projects", "p1"),
  tenants_set: () => client.tenants.set("t1", { name: "T" }),
  tenants_delete: () => client.tenants.delete("t1"),
  objects_subscribe: () =>
    client.objects.addSubscriptions("projects", "p1", {
      recipients: ["u1", { collection: "teams", id: "x" }],
      properties: { role: "owner" },
    }),
  objects_unsubscribe: () => client.objects.deleteSubscriptions("projects", "p1", { recipients: ["u1"] }),
  audiences_add_member: () =>
    client.audiences.addMembers("beta", { create_audience: true, members: [{ user: { id: "u1" }, tenant: "t1" }] }),
  audiences_remove_member: () => client.audiences.removeMembers("beta", { members: [{ user: { id: "u1" } }] }),
  workflows_trigger: () =>
    client.workflows.trigger(
      "welcome",
      { recipients: ["u1", { id: "u2", name: "B" }], data: { a: 1 }, tenant: "t1", cancellation_key: "k" },
      { idempotencyKey: "key-1" },
    ),
  workflows_cancel: () => client.workflows.cancel("welcome", { cancellation_key: "k", recipients: ["u1"] }),
  // What the server refuses, as the SDK sees it.
  wrong_type: () => client.users.update("u1", { email: 7 }),
  wrong_key: () => client.withOptions({ apiKey: "sk_test_other" }).users.delete("u1"),
  // The same key again: the same run.
  trigger_again: () =>
    client.workflows.trigger(
      "welcome",
      { recipients: ["u1", { id: "u2", name: "B" }], data: { a: 1 }, tenant: "t1", cancellation_key: "k" },
      { idempotencyKey: "key-1" },
    ),
};

for (const [name, call] of Object.entries(calls)) {
  try {
    const result = await call();
    console.log(JSON.stringify({ name, result: result ?? null }));
  } catch (error) {
    console.log(JSON.stringify({ name, status: error.status ?? null, error: error.error ?? String(error) }));
  }
}

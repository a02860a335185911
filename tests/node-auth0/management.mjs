// Drives the management client of node-auth0, which isn't ours, against a local tenant: users, roles, organizations, actions.
// NodeClientTests restores the package and runs this with the tenant's domain, client id and client secret in the environment.
import assert from "node:assert/strict";
import { ManagementClient } from "auth0";

const { TENANT_DOMAIN: origin, TENANT_CLIENT_ID: clientId, TENANT_CLIENT_SECRET: clientSecret } = process.env;

// The client knows https alone; a local tenant listens on 127.0.0.1 without it.
const overHttp = (address, init) => fetch(String(address).replace(/^https:/, "http:"), init);

const auth0 = new ManagementClient({
  domain: origin.replace("http://", ""),
  audience: `${origin}/api/v2/`,
  clientId,
  clientSecret,
  fetch: overHttp,
  maxRetries: 0,
});

const all = async (page) => {
  const items = [];
  for await (const item of await page) items.push(item);
  return items;
};

const refused = (statusCode, errorCode) => (error) => {
  assert.equal(error.statusCode, statusCode, error.message);
  if (errorCode) assert.equal(error.body.errorCode, errorCode);
  return true;
};

const steps = {
  async users() {
    const created = await auth0.users.create({
      connection: "Username-Password-Authentication",
      email: "node@example.com",
      password: "Long-and-Str0ng!",
      user_metadata: { colour: "green" },
    });
    const id = created.user_id;
    assert.match(id, /^auth0\|/);
    assert.equal((await auth0.users.get(id)).email, "node@example.com");
    await assert.rejects(auth0.users.create({ connection: created.identities[0].connection, email: "node@example.com", password: "Long-and-Str0ng!" }), refused(409));

    const changed = await auth0.users.update(id, { blocked: true, app_metadata: { plan: "gold" } });
    assert.equal(changed.blocked, true);
    assert.deepEqual((await auth0.users.list({ q: "app_metadata.plan:gold AND user_metadata.colour:green" })).data.map((user) => user.user_id), [id]);
    assert.equal((await auth0.users.listUsersByEmail({ email: "node@example.com" }))[0].user_id, id);

    const method = await auth0.users.authenticationMethods.create(id, { type: "phone", phone_number: "+15550190", preferred_authentication_method: "sms" });
    assert.equal((await all(auth0.users.authenticationMethods.list(id)))[0].id, method.id);
    assert.equal((await auth0.users.enrollments.get(id)).length, 1);
    await auth0.users.authenticationMethods.deleteAll(id);
    assert.deepEqual(await all(auth0.users.sessions.list(id)), []);
    await auth0.users.sessions.delete(id);
    await auth0.users.refreshToken.delete(id);
    assert.deepEqual((await auth0.userBlocks.list(id)).blocked_for, []);
    assert.match((await auth0.tickets.changePassword({ user_id: id })).ticket, /reset-password\?ticket=/);

    const second = await auth0.users.create({ connection: "Username-Password-Authentication", email: "second@example.com", password: "Long-and-Str0ng!" });
    const linked = await auth0.users.identities.link(id, { provider: "auth0", user_id: second.user_id });
    assert.equal(linked.length, 2);
    assert.equal((await auth0.users.identities.delete(id, "auth0", second.user_id.split("|")[1])).length, 1);

    await auth0.users.delete(second.user_id);
    await assert.rejects(auth0.users.get(second.user_id), refused(404, "inexistent_user"));
    return id;
  },

  async roles(userId) {
    const role = await auth0.roles.create({ name: "node-role", description: "From node" });
    await assert.rejects(auth0.roles.create({ name: "node-role" }), refused(409));
    await auth0.roles.permissions.add(role.id, { permissions: [{ resource_server_identifier: "https://orders.example.com/", permission_name: "read:orders" }] });
    assert.deepEqual((await all(auth0.roles.permissions.list(role.id))).map((one) => one.permission_name), ["read:orders"]);
    await auth0.roles.users.assign(role.id, { users: [userId] });
    assert.deepEqual((await all(auth0.roles.users.list(role.id))).map((user) => user.user_id), [userId]);
    assert.deepEqual((await all(auth0.users.roles.list(userId))).map((one) => one.name), ["node-role"]);
    assert.deepEqual((await all(auth0.users.permissions.list(userId))).map((one) => one.permission_name), ["read:orders"]);
    assert.equal((await auth0.roles.update(role.id, { description: "Changed" })).description, "Changed");
    await auth0.users.roles.delete(userId, { roles: [role.id] });
    assert.deepEqual(await all(auth0.users.roles.list(userId)), []);
    return role.id;
  },

  async organizations(userId, roleId) {
    const organization = await auth0.organizations.create({ name: "node-org", display_name: "Node" });
    await assert.rejects(auth0.organizations.create({ name: "node-org" }), refused(409));
    await auth0.organizations.members.create(organization.id, { members: [userId] });
    assert.deepEqual((await all(auth0.organizations.members.list(organization.id))).map((member) => member.user_id), [userId]);
    await auth0.organizations.members.roles.assign(organization.id, userId, { roles: [roleId] });
    assert.deepEqual((await all(auth0.organizations.members.roles.list(organization.id, userId))).map((one) => one.id), [roleId]);

    const application = (await all(auth0.clients.list())).find((client) => client.name === "Web Portal");
    const invitation = await auth0.organizations.invitations.create(organization.id, {
      inviter: { name: "Node" },
      invitee: { email: "guest@example.com" },
      client_id: application.client_id,
    });
    assert.match(invitation.invitation_url, new RegExp(`organization=${organization.id}`));
    assert.equal((await all(auth0.organizations.invitations.list(organization.id))).length, 1);
    await auth0.organizations.invitations.delete(organization.id, invitation.id);

    const [connection] = await all(auth0.connections.list({ name: "employees" }));
    await auth0.organizations.enabledConnections.add(organization.id, { connection_id: connection.id, assign_membership_on_login: true });
    assert.equal((await all(auth0.organizations.enabledConnections.list(organization.id)))[0].connection_id, connection.id);
    assert.equal((await auth0.organizations.getByName("node-org")).id, organization.id);
    await auth0.organizations.members.delete(organization.id, { members: [userId] });
    await auth0.organizations.delete(organization.id);
    await assert.rejects(auth0.organizations.get(organization.id), refused(404));
  },

  async actions() {
    const action = await auth0.actions.create({
      name: "node-action",
      supported_triggers: [{ id: "post-login", version: "v3" }],
      code: "exports.onExecutePostLogin = async () => {};",
      secrets: [{ name: "KEY", value: "hidden" }],
    });
    const built = await auth0.actions.get(action.id);
    assert.equal(built.status, "built");
    assert.equal(built.secrets[0].value, undefined);
    const version = await auth0.actions.deploy(action.id);
    assert.equal(version.number, 1);
    await auth0.actions.triggers.bindings.updateMany("post-login", { bindings: [{ ref: { type: "action_id", value: action.id }, display_name: "Node" }] });
    assert.deepEqual((await all(auth0.actions.triggers.bindings.list("post-login"))).map((binding) => binding.action.id), [action.id]);
    await auth0.actions.update(action.id, { code: "// 2" });
    await auth0.actions.deploy(action.id);
    assert.deepEqual((await all(auth0.actions.versions.list(action.id))).map((one) => one.number), [2, 1]);
    await auth0.actions.versions.deploy(action.id, version.id, { update_draft: true });
    assert.equal((await auth0.actions.get(action.id)).code, action.code);
    assert.deepEqual((await all(auth0.actions.list())).map((one) => one.name), ["node-action"]);
    assert.ok((await auth0.actions.triggers.list()).triggers.some((trigger) => trigger.id === "post-login"));
    await assert.rejects(auth0.actions.delete(action.id), refused(400));
    await auth0.actions.triggers.bindings.updateMany("post-login", { bindings: [] });
    await auth0.actions.delete(action.id);
    await assert.rejects(auth0.actions.get(action.id), refused(404));
  },
};

const userId = await steps.users();
const roleId = await steps.roles(userId);
await steps.organizations(userId, roleId);
await steps.actions();
console.log("users, roles, organizations, actions");

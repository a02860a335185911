// oidc-provider, a certified OpenID Connect server that isn't ours, on a free loopback port, with Auth0's paths. OidcProviderServer starts
// it with its configuration as JSON in the first argument:
//   configuration   goes to oidc-provider as it is (clients, features, ttl, scopes, …); what can't be JSON is added below
//   apis            { "https://orders.example.com/": "read:orders create:orders" }: a token is for "resource", or Auth0's "audience"
//   authorizationDetailsTypes   ["payment_initiation"]: the types of RFC 9396 that it knows
//   user            who signs in without a question, default "alice"; "": everyone is refused
//   backchannel     "approve" (default), "refuse" or "ignore": what the user does with a CIBA request
//   tls             { key, cert }: https instead of http, asks clients for a certificate
//   mtls            { key, cert }: a second listener with https that asks for one, named in mtls_endpoint_aliases
// It prints one line of JSON, { issuer, mtls }, and ends when its standard input closes.
import { generateKeyPairSync, randomBytes } from "node:crypto";
import http from "node:http";
import https from "node:https";
import Provider, { errors } from "oidc-provider";

// All that the server uses of Node.js 22; the tests run from 20.19 on.
URL.parse ??= (text, base) => (URL.canParse(text, base) ? new URL(text, base) : null);

const options = JSON.parse(process.argv[2] ?? "{}");
const { configuration = {}, apis = {}, authorizationDetailsTypes = [], user = "alice", backchannel = "approve" } = options;

const serve = async (tls) => {
  const server = tls ? https.createServer({ ...tls, requestCert: true, rejectUnauthorized: false }) : http.createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, address: `${tls ? "https" : "http"}://127.0.0.1:${server.address().port}/` };
};

const main = await serve(options.tls);
const second = options.mtls && (await serve(options.mtls));

const routes = {
  authorization: "/authorize",
  backchannel_authentication: "/bc-authorize",
  code_verification: "/activate",
  device_authorization: "/oauth/device/code",
  end_session: "/oidc/logout",
  introspection: "/oauth/introspect",
  jwks: "/.well-known/jwks.json",
  pushed_authorization_request: "/oauth/par",
  registration: "/oidc/register",
  revocation: "/oauth/revoke",
  token: "/oauth/token",
  userinfo: "/userinfo",
};

// Auth0's name for what the server calls resource.
const audienceOf = (ctx) => ctx.oidc.params?.audience ?? ctx.oidc.body?.audience;

const resourceIndicators = {
  enabled: true,
  defaultResource: (ctx, client, oneOf) => oneOf ?? audienceOf(ctx),
  useGrantedResource: () => true,
  getResourceServerInfo: (ctx, resource) => {
    if (!Object.hasOwn(apis, resource)) throw new errors.InvalidTarget();
    return { scope: apis[resource], audience: resource, accessTokenFormat: "jwt", jwt: { sign: { alg: "RS256" } } };
  },
};

const asked = (ctx) => JSON.parse(ctx.oidc.params.authorization_details ?? "[]");

const functions = {
  ciba: {
    processLoginHint: (ctx, hint) => (hint.startsWith("{") ? JSON.parse(hint).sub : hint),
    processLoginHintToken: () => undefined,
    validateBindingMessage: () => {},
    validateRequestContext: () => {},
    verifyUserCode: () => {},
    triggerAuthenticationDevice: async (ctx, request, account, client) => {
      if (backchannel === "ignore") return;
      if (backchannel === "refuse") return provider.backchannelResult(request, new errors.AccessDenied("the user declined"));
      const grant = new provider.Grant({ clientId: client.clientId, accountId: account.accountId });
      grant.addOIDCScope(request.scope);
      for (const api of Object.keys(ctx.oidc.resourceServers)) grant.addResourceScope(api, request.scope);
      await provider.backchannelResult(request, await grant.save(), { acr: "urn:test:ciba" });
    },
  },
  deviceFlow: {
    userCodeInputSource: (ctx, form) => {
      ctx.body = form;
    },
    userCodeConfirmSource: (ctx, form) => {
      ctx.body = form;
    },
    successSource: (ctx) => {
      ctx.body = "signed in";
    },
  },
  dPoP: {
    nonceSecret: randomBytes(32),
    requireNonce: () => configuration.features?.dPoP?.requireNonce === true,
  },
  mTLS: {
    getCertificate: (ctx) => ctx.socket.getPeerX509Certificate?.(),
    certificateAuthorized: (ctx) => ctx.socket.authorized === true,
    certificateSubjectMatches: (ctx, property, expected) =>
      property === "tls_client_auth_subject_dn" &&
      ctx.socket.getPeerX509Certificate?.()?.subject.split("\n").toReversed().join(",") === expected,
  },
  richAuthorizationRequests: {
    types: Object.fromEntries(authorizationDetailsTypes.map((type) => [type, { validate: () => {} }])),
    authorizationDetailsForGrantSource: (ctx) => asked(ctx),
    authorizationDetailsForAccessToken: (ctx, token, source) => source?.rar ?? asked(ctx),
    authorizationDetailsForIntrospection: (ctx, token) => token.rar,
  },
};

const features = { devInteractions: { enabled: false }, resourceIndicators };
for (const [name, value] of Object.entries(configuration.features ?? {})) {
  features[name] = { ...value, ...(value.enabled === false ? {} : functions[name]) };
}

const jwks = {
  keys: ["RS256", "PS256", "ES256"].map((alg) => {
    const pair =
      alg === "ES256" ? generateKeyPairSync("ec", { namedCurve: "P-256" }) : generateKeyPairSync("rsa", { modulusLength: 2048 });
    return { ...pair.privateKey.export({ format: "jwk" }), alg, use: "sig", kid: alg.toLowerCase() };
  }),
};

const provider = new Provider(main.address, {
  jwks,
  cookies: { keys: [randomBytes(32).toString("hex")] },
  extraParams: ["audience", "organization", "connection", "screen_hint"],
  findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id, email: `${id}@example.com` }) }),
  interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
  rotateRefreshToken: true,
  routes,
  ...configuration,
  discovery: {
    ...configuration.discovery,
    ...(second && {
      mtls_endpoint_aliases: Object.fromEntries(
        Object.entries({ token: "token_endpoint", revocation: "revocation_endpoint", userinfo: "userinfo_endpoint" })
          .concat([
            ["device_authorization", "device_authorization_endpoint"],
            ["pushed_authorization_request", "pushed_authorization_request_endpoint"],
            ["backchannel_authentication", "backchannel_authentication_endpoint"],
          ])
          .map(([route, name]) => [name, new URL(routes[route], second.address).href]),
      ),
    }),
  },
  features,
});

// Signs the user in and consents, without a page.
const interact = async (request, response) => {
  const { prompt, params, session, grantId } = await provider.interactionDetails(request, response);
  if (!user) return provider.interactionFinished(request, response, { error: "access_denied", error_description: "the user declined" });
  if (prompt.name === "login") {
    const acr = params.acr_values?.split(" ")[0];
    return provider.interactionFinished(request, response, { login: { accountId: user, ...(acr && { acr, amr: ["mfa"] }) } });
  }

  const known = grantId && (await provider.Grant.find(grantId));
  const grant = known ?? new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  const { missingOIDCScope, missingOIDCClaims, missingResourceScopes } = prompt.details;
  if (missingOIDCScope) grant.addOIDCScope(missingOIDCScope.join(" "));
  if (missingOIDCClaims) grant.addOIDCClaims(missingOIDCClaims);
  for (const [api, scopes] of Object.entries(missingResourceScopes ?? {})) grant.addResourceScope(api, scopes.join(" "));
  const id = await grant.save();
  return provider.interactionFinished(request, response, { consent: { grantId: id } }, { mergeWithLastSubmission: true });
};

const callback = provider.callback();
const handle = (request, response) => {
  if (!request.url.startsWith("/interaction/")) return callback(request, response);
  interact(request, response).catch((failure) => {
    console.error(failure);
    response.writeHead(500).end(String(failure));
  });
};
provider.on("server_error", (ctx, failure) => console.error(failure));
main.server.on("request", handle);
second?.server.on("request", handle);

process.stdin.on("end", () => process.exit()).resume();
console.log(JSON.stringify({ issuer: main.address, mtls: second?.address }));

// auth0-deploy-cli knows https alone; a local tenant listens on 127.0.0.1 without it. Loaded with node --require.
const { fetch: send } = globalThis;
globalThis.fetch = (address, init) => send(String(address).replace(/^https:(?=\/\/127\.0\.0\.1:)/, "http:"), init);

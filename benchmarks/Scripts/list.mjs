// Lists all applications of a tenant, or reads its whole log, with node-auth0, and keeps nothing: Measures/Node.ps1.
import { ManagementClient } from "auth0";

const { BENCHMARK_DOMAIN: origin, BENCHMARK_CLIENT_ID: clientId, BENCHMARK_CLIENT_SECRET: clientSecret } = process.env;
const [kind, rounds] = process.argv.slice(2);

// The client knows https alone; a local tenant listens on 127.0.0.1 without it.
const overHttp = (address, init) => fetch(String(address).replace(/^https:/, "http:"), init);
const auth0 = new ManagementClient({ domain: origin.replace("http://", ""), audience: `${origin}/api/v2/`, clientId, clientSecret, fetch: overHttp });

const read = {
  async clients() {
    let count = 0;
    for await (const client of await auth0.clients.list({ per_page: 100, include_totals: true })) count += client.client_id ? 1 : 0;
    return count;
  },
  // By checkpoint, as Auth0 asks for beyond a thousand entries. The client has no parameters for it and reads the answer's `logs` as the
  // items: the two parameters go beside its own, and the entries are what the tenant answers.
  async logs() {
    let count = 0;
    for (let from; ; ) {
      const page = await (from ? auth0.logs.list({}, { queryParams: { from, take: 100 } }) : auth0.logs.list({ sort: "date:1", per_page: 100 }));
      const entries = Array.isArray(page.response) ? page.response : page.response.logs;
      if (entries.length === 0) return count;
      count += entries.length;
      from = entries[entries.length - 1].log_id;
    }
  },
};

const times = [];
let count = 0;
for (let round = rounds > 1 ? -2 : 0; round < rounds; round++) {
  const started = performance.now();
  count = await read[kind]();
  if (round >= 0) times.push(performance.now() - started);
}

console.log(JSON.stringify({ count, times, heap: process.memoryUsage().heapUsed }));

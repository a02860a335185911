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
  // By checkpoint, as Auth0 asks for beyond a thousand entries.
  async logs() {
    let count = 0;
    for (let from; ; ) {
      const page = (await auth0.logs.list(from ? { from, take: 100 } : { sort: "date:1", per_page: 100 })).data;
      count += page.length;
      if (page.length === 0) return count;
      from = page[page.length - 1].log_id;
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

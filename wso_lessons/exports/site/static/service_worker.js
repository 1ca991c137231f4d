// The service worker of a site: keeps every file under its digest, and answers from what is kept.
// The export writes above this line which files there are: FILES, names and digests.
/* global FILES */

const KEPT = `wso-lessons ${self.registration.scope}`;
const placeOf = (name, digest) => new URL(`${name}?kept=${digest}`, self.registration.scope).href;

// What came packed is kept unpacked, so that a later visit begins sooner; and by its type, for what is compiled.
function unpack({ body }, name) {
  const type = name.endsWith(".wasm.bin") ? "application/wasm" : "application/octet-stream";
  const headers = { "Content-Type": type, "X-Unpacked": "1" };
  return new Response(body.pipeThrough(new DecompressionStream("gzip")), { headers });
}

async function keepAll() {
  const cache = await caches.open(KEPT);
  const held = new Set((await cache.keys()).map((request) => request.url));
  for (const [name, digest] of Object.entries(FILES)) {
    const place = placeOf(name, digest);
    // What has not changed since the last version is here already.
    if (held.has(place)) continue;
    const answer = await fetch(new URL(name, self.registration.scope), { cache: "no-cache" });
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    const packed = name.endsWith(".bin") && self.DecompressionStream;
    await cache.put(place, packed ? unpack(answer, name) : answer);
  }
}

async function dropOld() {
  const cache = await caches.open(KEPT);
  const wanted = new Set(Object.entries(FILES).map(([name, digest]) => placeOf(name, digest)));
  for (const { url } of await cache.keys()) if (!wanted.has(url)) await cache.delete(url);
  await self.clients.claim();
}

async function answer(request) {
  const { origin, pathname } = new URL(request.url);
  const scope = new URL(self.registration.scope);
  const inside = origin === scope.origin && pathname.startsWith(scope.pathname);
  const name = inside ? decodeURI(pathname.slice(scope.pathname.length)) || "index.html" : "";
  if (request.method !== "GET" || !(name in FILES)) return fetch(request);
  const kept = await (await caches.open(KEPT)).match(placeOf(name, FILES[name]));
  return kept ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(keepAll()));
self.addEventListener("activate", (event) => event.waitUntil(dropOld()));
self.addEventListener("fetch", (event) => event.respondWith(answer(event.request)));
self.addEventListener("message", ({ data }) => data === "take over" && self.skipWaiting());

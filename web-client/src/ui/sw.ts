/// <reference lib="webworker" />
/** Filled in by the build: the cache's name and what is in it. */
declare const version: string;
declare const files: readonly string[];
declare const shells: Record<string, string>;

/**
 * Starts the client without network. All files of one build lie in one cache; assets have their content in their names, so any cache
 * may answer for them. The last build's cache stays until the next one, for tabs that still run it.
 */
const worker = self as unknown as ServiceWorkerGlobalScope;
const prefix = "takhti-";

worker.addEventListener("install", (event) => {
  const fill = async () => {
    const cache = await caches.open(prefix + version);
    await cache.addAll([...files, ...Object.values(shells)].map((path) => new Request(path, { cache: path.startsWith("/a/") ? "default" : "no-cache" })));
    await worker.skipWaiting();
  };
  event.waitUntil(fill());
});

worker.addEventListener("activate", (event) => {
  const tidy = async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== prefix + version);
    await Promise.all(names.slice(0, -1).map((name) => caches.delete(name)));
    await worker.clients.claim();
  };
  event.waitUntil(tidy());
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate" && (pathname === "/" || /^\/r\/[^/]+\/?$/.test(pathname))) event.respondWith(shell(request));
  else if (files.includes(pathname) || pathname.startsWith("/a/")) event.respondWith(stored(pathname, request));
});

/** The page of this build in the reader's language; it stands for every room. */
async function shell(request: Request): Promise<Response> {
  const language = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag in shells) ?? "en";
  return stored(shells[language]!, request);
}

async function stored(path: string, request: Request): Promise<Response> {
  const own = await caches.open(prefix + version);
  return (await own.match(path)) ?? (await caches.match(path)) ?? fetch(request);
}

export {};

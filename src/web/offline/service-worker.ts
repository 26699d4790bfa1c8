// Runs beside the page, so that it opens without a connection. Built to a file of its own, without imports (vite.config.ts).

declare const self: ServiceWorkerGlobalScope

/** In Chromium 123; not yet in TypeScript's types (WICG, Service Worker Static Routing, 2025). */
interface RouterInstallEvent extends ExtendableEvent {
  readonly addRoutes?: (
    rules: readonly { readonly condition: { readonly urlPattern: string }; readonly source: 'network' }[],
  ) => Promise<void>
}

/** Path of the page: this file's own folder. */
const home = new URL('./', self.location.href).pathname
/** The page's files; the build fills it in, so each build has a worker of its own, which the browser installs. */
const files = JSON.parse('__PAGE_FILES__') as readonly string[]
const pageFiles = files.map((file) => `${home}${file}`)
/** Others may be at the same host, where the page is below a path (web/gateway/own-path.ts). */
const cachesBegin = home === '/' ? '' : `feishu-uploader ${home} `
const cacheName = `${cachesBegin}page ${files.join(' ')}`
/** What other apps shared, until the page has asked about it (web/drop/shared/shared-files.ts). */
const sharedCacheName = `${cachesBegin}shared`

self.addEventListener('install', (event: RouterInstallEvent) => {
  event.waitUntil(install(event))
})

/**
 * @throws {Error} Where calls cannot bypass the worker: the browser then installs none. Uploads must not go through it, for
 * browsers that copy their bodies, or report no progress of them.
 */
async function install(event: RouterInstallEvent): Promise<void> {
  if (!event.addRoutes) throw new Error('This browser has no static routing for service workers')
  const pastWorker = ['api/*', 'auth/*', 'open-apis/*'].map((path) => `${home}${path}`)
  await event.addRoutes(pastWorker.map((urlPattern) => ({ condition: { urlPattern }, source: 'network' as const })))
  const cache = await caches.open(cacheName)
  await cache.addAll([home, ...pageFiles].map((path) => new Request(path, { cache: 'no-cache' })))
  // While replicas are updated one by one, another may have answered: its page asks for files that are not among these.
  const page = await (await cache.match(home))?.text()
  if (!files.some((file) => page?.includes(`src="./${file}"`))) throw new Error('The page is that of another build')
  await self.skipWaiting()
}

self.addEventListener('activate', (event) => {
  event.waitUntil(deleteOtherBuilds())
})

async function deleteOtherBuilds(): Promise<void> {
  const names = await caches.keys()
  await Promise.all(
    names
      .filter((name) => name.startsWith(cachesBegin) && name !== cacheName && name !== sharedCacheName)
      .map((name) => caches.delete(name)),
  )
  await self.clients.claim()
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (origin !== self.location.origin) return
  if (request.method === 'POST' && pathname === `${home}share`) event.respondWith(takeShared(request))
  if (request.method !== 'GET') return
  if (request.mode === 'navigate' && pathname === home) event.respondWith(openPage(request))
  else if (pageFiles.includes(pathname)) event.respondWith(readFile(request))
})

/** The server's page whenever it answers, so that nobody is kept on an old one. */
async function openPage(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request)
    if (answer.status < 500) return answer
    return (await keptPage()) ?? answer
  } catch (error) {
    const kept = await keptPage()
    if (kept) return kept
    throw error
  }
}

async function keptPage(): Promise<Response | undefined> {
  return (await caches.open(cacheName)).match(home)
}

/** A file's name changes with its content: what is kept under it is what the server has. */
async function readFile(request: Request): Promise<Response> {
  return (await (await caches.open(cacheName)).match(request.url)) ?? fetch(request)
}

/** Characters of a shared text; more than any link has. */
const textCharacters = 2000

/**
 * What another app shares with the installed page: the manifest's `share_target` (W3C, Web Share Target API, 2026). A form of another site
 * looks the same, so files are only kept here, and the page asks before it takes them. A text without files is a link.
 */
async function takeShared(request: Request): Promise<Response> {
  try {
    const form = await request.formData()
    // A form without files has one of no name.
    const shared = form.getAll('files').flatMap((each) => (each instanceof File && each.name !== '' ? [each] : []))
    if (shared.length > 0) {
      const cache = await caches.open(sharedCacheName)
      // One after the other: the cache lists them in the order in which they came in.
      for (const file of shared) await cache.put(`${home}shared/${crypto.randomUUID()}`, recordOf(file))
      return Response.redirect(home, 303)
    }
    const text = ['url', 'text', 'title']
      .flatMap((name) => form.getAll(name))
      .filter(isText)
      .join(' ')
    return Response.redirect(`${home}?${new URLSearchParams({ target: text.slice(0, textCharacters) })}`, 303)
  } catch {
    // No room, or no form.
    return Response.redirect(`${home}?shared=lost`, 303)
  }
}

function isText(value: FormDataEntryValue): value is string {
  return typeof value === 'string'
}

function recordOf(file: File): Response {
  const headers = { 'x-name': encodeURIComponent(file.name), 'x-modified-ms': `${file.lastModified}` }
  return new Response(file, { headers: { ...headers, 'x-shared-ms': `${Date.now()}` } })
}

/** Path of the page's own address, which ends with a slash: the gateway may be below a path of a host that it shares. */
export function homePath({ pathname }: Pick<Location, 'pathname'> = location): string {
  return /^\/(?:.*\/)?/.exec(pathname)?.[0] ?? '/'
}

/** @param path Of the gateway or of a file of the page, as if both were at the top of their host. */
export function ownPath(path: `/${string}`): string {
  return `${homePath()}${path.slice(1)}`
}

/** How the names of this page's caches begin; others at the same host have theirs. As the service worker has it. */
function cachesBegin(): string {
  const home = homePath()
  return home === '/' ? '' : `feishu-uploader ${home} `
}

export function isOwnCache(name: string): boolean {
  return name.startsWith(cachesBegin())
}

/** Where the service worker keeps what other apps shared with the installed page. */
export function sharedCacheName(): string {
  return `${cachesBegin()}shared`
}

/** Version of a page's build. */
export interface PageVersion {
  /** Path of the entry script, from the page's own. Its content hash covers everything it loads. */
  readonly entry: string
  /** Build time in milliseconds since 1970; 0 if the document does not give it. */
  readonly builtAtMs: number
}

/**
 * @param html As text: the page's Trusted Types policy forbids parsing markup.
 * @returns Null if it is not this page, for instance a network's sign-in page.
 */
export function pageVersionIn(html: string): PageVersion | null {
  const [, entry] = /<script\b[^>]*\btype="module"[^>]*\bsrc="\.?(\/[^"]+)"/.exec(html) ?? []
  if (entry === undefined) return null
  const [, builtAt = ''] = /<meta name="built" content="([^"]*)"/.exec(html) ?? []
  return { entry, builtAtMs: Date.parse(builtAt) || 0 }
}

/** How the server's page compares with this one. While replicas are updated one by one, some have an `older` one. */
export function compareVersions(here: PageVersion, there: PageVersion): 'same' | 'newer' | 'older' {
  if (here.entry === there.entry) return 'same'
  return there.builtAtMs > here.builtAtMs ? 'newer' : 'older'
}

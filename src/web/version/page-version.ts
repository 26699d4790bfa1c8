/** Which build of the page a document is. */
export interface PageVersion {
  /** Path of the entry script. The build puts a hash of its content into it, which stands for all that it loads. */
  readonly entry: string
  /** When it was built, in milliseconds since 1970; 0 where the document does not say. */
  readonly builtAtMs: number
}

/**
 * @param html As text: the page's own policy lets nobody parse markup (Trusted Types).
 * @returns null where it is not this page at all, as what a network's own sign-in page answers.
 */
export function pageVersionIn(html: string): PageVersion | null {
  const [, entry] = /<script\b[^>]*\btype="module"[^>]*\bsrc="(\/[^"]+)"/.exec(html) ?? []
  if (entry === undefined) return null
  const [, builtAt = ''] = /<meta name="built" content="([^"]*)"/.exec(html) ?? []
  return { entry, builtAtMs: Date.parse(builtAt) || 0 }
}

/**
 * How the page that the server has compares with this one. While replicas are renewed one after the other, some have an
 * `older` one.
 */
export function compareVersions(here: PageVersion, there: PageVersion): 'same' | 'newer' | 'older' {
  if (here.entry === there.entry) return 'same'
  return there.builtAtMs > here.builtAtMs ? 'newer' : 'older'
}

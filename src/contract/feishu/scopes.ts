/**
 * Every scope this product may ask a person for, by what it is for: of those that Feishu accepts for each call, the narrowest
 * (official scope lists of each call, 2026-05-24). A person is asked for those of the features that are switched on; for the
 * others when they are first needed.
 */
export const scopesOfFeature = {
  /** Files into documents, also those of a wiki. */
  documents: [
    // A refresh token, so that a long queue outlives the two hours of an access token.
    'offline_access',
    // upload_all, upload_prepare, upload_part, upload_finish; for sheets and bases too.
    'docs:document.media:upload',
    // Blocks are created, bound and taken out again; taking out accepts no narrower scope. docs_ai takes this one too by one
    // public program's word; larksuite/cli names docx:document:write_only and :readonly (2026-11-29). UNCONFIRMED (U32): neither is
    // asked for, since a scope that an app's console does not have ends the sign-in (20027), and blocks go by index without it.
    'docx:document',
    // A wiki link names a node; its document has another token.
    'wiki:node:read',
    // Title and owner of the document.
    'drive:drive.metadata:readonly',
    // Whether this person may edit it, before anything is sent.
    'docs:permission.member:auth',
  ],
  /** Media read back from a document. */
  downloads: ['docs:document.media:download'],
  /** Pictures into sheets; values_image accepts no narrower scope. */
  sheets: ['sheets:spreadsheet'],
  /** Attachments into bases. */
  bases: [
    'base:app:read',
    'base:table:read',
    'base:field:read',
    'base:record:retrieve',
    'base:record:read',
    'base:record:create',
    'base:record:update',
  ],
  /** Files turned into online documents. */
  imports: [
    'docs:document:import',
    // Whom a folder is shared with: of a folder nothing else tells before the first byte whether one may only read it.
    'docs:permission.member:retrieve',
  ],
  /** Folders looked through and made. */
  folders: ['space:document:retrieve', 'space:folder:create'],
  /** Wikis looked through, pages made in them. */
  wikis: ['wiki:space:retrieve', 'wiki:node:retrieve', 'wiki:node:create'],
  search: ['search:docs:read'],
} as const

export type Feature = keyof typeof scopesOfFeature
export type Scope = (typeof scopesOfFeature)[Feature][number]

export function isFeature(name: string): name is Feature {
  return Object.hasOwn(scopesOfFeature, name)
}

const known: ReadonlySet<string> = new Set(Object.values(scopesOfFeature).flat())

/** Whether this product has a use for a scope; it never asks for another one, whoever names it. */
export function isScope(name: string): name is Scope {
  return known.has(name)
}

/**
 * What to ask for when some scope was missing. A refusal names every scope of which one would do; this product needs the first
 * of its own among them, and with it all that the same feature will need next: nobody wants to be asked five times for one base.
 *
 * @param held What the person has granted already, as far as known; what was named is asked for all the same.
 */
export function scopesToGrant(named: readonly string[], held: readonly string[]): readonly Scope[] {
  const features: readonly (readonly Scope[])[] = Object.values(scopesOfFeature)
  const feature = features.find((scopes) => scopes.some((scope) => named.includes(scope))) ?? []
  return feature.filter((scope) => named.includes(scope) || !held.includes(scope))
}

/**
 * Where an app's developer switches scopes on: the console's page with these scopes looked up. The shape is that of the link
 * in Feishu's own answers to 99991672 (m1heng/clawdbot-feishu#149, 2026-02-03; zhgqthomas/n8n-nodes-feishu-lark#22 for Lark).
 *
 * @param consoleUrl The app's own page in the developer console: the open platform's origin, `/app/` and the app's id.
 * @param identity Whose call it was: a person's, or the app's own.
 */
export function consoleScopesUrl(
  consoleUrl: string,
  scopes: readonly string[],
  identity: 'user' | 'tenant' = 'user',
): string {
  const wanted = scopes.map(encodeURIComponent).join(',').replaceAll('%3A', ':')
  return `${consoleUrl}/auth?q=${wanted}&op_from=openapi&token_type=${identity}`
}

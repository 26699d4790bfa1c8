/**
 * The scopes that this product may ask for, by feature: for each call the narrowest that Feishu accepts (official scope lists of
 * each call, 2026-05-24). Signing in asks for those of the enabled features; others are asked for when first needed.
 */
export const scopesOfFeature = {
  /** Files into documents, also those of a wiki. */
  documents: [
    // For a refresh token: a long queue takes longer than the two hours of an access token.
    'offline_access',
    // upload_all, upload_prepare, upload_part, upload_finish; for sheets and bases too.
    'docs:document.media:upload',
    // Blocks are created, bound and deleted; deleting accepts no narrower scope. One public program uses it for docs_ai too;
    // larksuite/cli uses docx:document:write_only and :readonly there (2026-11-29). UNCONFIRMED (U32): neither is asked for, since
    // a scope that the app's console lacks ends the sign-in (20027), and blocks can be deleted by index without it.
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
  /**
   * Records taken out again with the files that made them. Not among the usual features: a scope that an app's console lacks ends the
   * sign-in (20027). Without it, a record stays without its attachment.
   */
  removal: ['base:record:delete'],
  /** Files turned into online documents. */
  imports: [
    'docs:document:import',
    // A folder's member list is the only way to learn, before the first byte, that a person may not write there.
    'docs:permission.member:retrieve',
  ],
  /** Listing and creating folders. */
  folders: ['space:document:retrieve', 'space:folder:create'],
  /** Listing wikis and creating pages in them. */
  wikis: ['wiki:space:retrieve', 'wiki:node:retrieve', 'wiki:node:create'],
  search: ['search:docs:read'],
} as const

/** A feature that scopes are grouped by; an operator enables features by FEATURES. */
export type Feature = keyof typeof scopesOfFeature
/** A scope that this product may ask for. */
export type Scope = (typeof scopesOfFeature)[Feature][number]

/** Whether a text, such as an entry of FEATURES, names a feature. */
export function isFeature(name: string): name is Feature {
  return Object.hasOwn(scopesOfFeature, name)
}

const known: ReadonlySet<string> = new Set(Object.values(scopesOfFeature).flat())

/** Whether this product uses a scope. It never asks for others, even if a refusal names them. */
export function isScope(name: string): name is Scope {
  return known.has(name)
}

/**
 * Scopes to ask for after a refusal. The refusal names several scopes of which one would do; this picks the first feature that
 * uses one of them and returns all that it still needs, so that a person is asked once per feature.
 *
 * @param granted What the person has granted so far, as far as known. Named scopes are returned even if they are in it.
 */
export function scopesToGrant(named: readonly string[], granted: readonly string[]): readonly Scope[] {
  const features: readonly (readonly Scope[])[] = Object.values(scopesOfFeature)
  const feature = features.find((scopes) => scopes.some((scope) => named.includes(scope))) ?? []
  return feature.filter((scope) => named.includes(scope) || !granted.includes(scope))
}

/**
 * URL of the developer console's page that switches scopes on, with these scopes filled in. Same form as the link in Feishu's
 * own answers to 99991672 (m1heng/clawdbot-feishu#149, 2026-02-03; zhgqthomas/n8n-nodes-feishu-lark#22 for Lark).
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

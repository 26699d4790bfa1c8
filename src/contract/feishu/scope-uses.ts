import { isFeature, scopesOfFeature, type Scope } from './scopes.ts'

/** What this product reads in Feishu, in the order in which the sign-in page lists it (web/i18n). */
const allReads = [
  ...(['person', 'names', 'right', 'blocks', 'cells', 'records'] as const),
  ...(['members', 'folders', 'wikis', 'search', 'media'] as const),
] as const
/** One kind of data that is read. */
export type Read = (typeof allReads)[number]

/** What it writes. */
export type Write = 'files' | 'imports' | 'documents'

interface Use {
  readonly reads: readonly Read[]
  readonly writes: readonly Write[]
}

/** What each scope is used for. A scope without an entry, or an entry without words, is a compile error. */
const usesOfScope: Readonly<Record<Scope, Use>> = {
  offline_access: { reads: [], writes: [] },
  'docs:document.media:upload': { reads: [], writes: ['files'] },
  'docx:document': { reads: ['blocks'], writes: ['files'] },
  'wiki:node:read': { reads: ['names'], writes: [] },
  'drive:drive.metadata:readonly': { reads: ['names'], writes: [] },
  'docs:permission.member:auth': { reads: ['right'], writes: [] },
  'docs:document.media:download': { reads: ['media'], writes: [] },
  'sheets:spreadsheet': { reads: ['cells'], writes: ['files'] },
  'base:app:read': { reads: ['records'], writes: [] },
  'base:table:read': { reads: ['records'], writes: [] },
  'base:field:read': { reads: ['records'], writes: [] },
  'base:record:retrieve': { reads: ['records'], writes: [] },
  'base:record:read': { reads: ['records'], writes: [] },
  'base:record:create': { reads: [], writes: ['files'] },
  'base:record:update': { reads: [], writes: ['files'] },
  'base:record:delete': { reads: [], writes: ['files'] },
  'docs:document:import': { reads: [], writes: ['imports'] },
  'docs:permission.member:retrieve': { reads: ['members'], writes: [] },
  'space:document:retrieve': { reads: ['folders'], writes: [] },
  'space:folder:create': { reads: [], writes: ['documents'] },
  'wiki:space:retrieve': { reads: ['wikis'], writes: [] },
  'wiki:node:retrieve': { reads: ['wikis'], writes: [] },
  'wiki:node:create': { reads: [], writes: ['documents'] },
  'search:docs:read': { reads: ['search'], writes: [] },
}

/** What is read and written with the scopes of these features. Always includes reading who signs in. */
export function usesOf(features: readonly string[]): Use {
  const uses = features
    .filter(isFeature)
    .flatMap((feature): readonly Scope[] => scopesOfFeature[feature])
    .map((scope) => usesOfScope[scope])
  const read = new Set<Read>(['person', ...uses.flatMap(({ reads }) => reads)])
  return {
    reads: allReads.filter((each) => read.has(each)),
    writes: [...new Set(uses.flatMap(({ writes }) => writes))],
  }
}

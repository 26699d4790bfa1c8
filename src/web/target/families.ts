import type { DocumentKind } from '../../contract/feishu/document-links.ts'
import type { ProblemKey } from '../../contract/problems/catalogue.ts'
import type { Target } from '../../engine/targets/target.ts'
import type { BodyOf, DocumentBody, FamilyName } from './document-body.ts'
import { linkOptionsOf } from './link-options.ts'

interface Titled<Body extends DocumentBody> {
  readonly body: Body
  readonly title: string
  readonly url: string
}

/**
 * What differs between the families of targets on the page and is needed for the first paint. What is loaded later is in
 * `resolved-families.ts` (from a link to a document) and `options/TargetOptions.tsx`.
 */
export interface PageFamily<Body extends DocumentBody = DocumentBody, T extends Target = Target> {
  /** What Feishu calls its documents, in links and in answers. */
  readonly kind: Extract<DocumentKind, 'docx' | 'sheet' | 'bitable' | 'folder'>
  /** Whether a missing edit right is certain. */
  readonly isRightCertain: boolean
  readonly readOnlyProblem: ProblemKey
  /** Whether files with this target go into this document. */
  leadsInto(target: T, body: Body): boolean
  /** Target of a document while nothing has been chosen in its options. Absent where something has to be chosen. */
  usualTargetOf?(document: Titled<Body>, linkOptions: URLSearchParams): Target
}

export const pageFamilies: {
  readonly [Is in FamilyName]: PageFamily<BodyOf<Is>, Extract<Target, { readonly is: Is }>>
} = {
  docx: {
    kind: 'docx',
    isRightCertain: true,
    readOnlyProblem: 'read-only',
    leadsInto: (target, body) => target.documentId === body.documentId,
    usualTargetOf: ({ body: { documentId }, title, url }, linkOptions) => ({
      is: 'docx',
      documentId,
      title,
      url,
      ...linkOptionsOf(linkOptions),
    }),
  },
  sheet: {
    kind: 'sheet',
    isRightCertain: true,
    readOnlyProblem: 'read-only',
    leadsInto: (target, body) => target.spreadsheetToken === body.spreadsheetToken,
  },
  base: {
    kind: 'bitable',
    isRightCertain: true,
    readOnlyProblem: 'read-only',
    leadsInto: (target, body) => target.appToken === body.appToken,
  },
  import: {
    kind: 'folder',
    // Inferred from the folder's members (`mayMakeIn`).
    isRightCertain: false,
    readOnlyProblem: 'folder-read-only',
    leadsInto: (target, body) => target.folderToken === body.folderToken,
  },
}

export function pageFamily(name: FamilyName): PageFamily {
  return pageFamilies[name]
}

/** @returns Null for a kind that takes no files, and for a wiki page: only the document in it has a family. */
export function familyOfKind(kind: string): FamilyName | null {
  const names = Object.keys(pageFamilies) as FamilyName[]
  return names.find((name) => pageFamilies[name].kind === kind) ?? null
}

/** Kinds of documents that take files. */
export function takingKinds(): readonly PageFamily['kind'][] {
  return Object.values(pageFamilies).map(({ kind }) => kind)
}

import type { DocumentKind } from '../../contract/feishu/document-links.ts'
import type { FamilyName } from './target-document.ts'

/** What differs between the families of targets on the page. */
export interface PageFamily {
  /** What Feishu calls its documents, in links and in answers. */
  readonly kind: Extract<DocumentKind, 'docx' | 'sheet' | 'bitable' | 'folder'>
}

export const families: Readonly<Record<FamilyName, PageFamily>> = {
  docx: { kind: 'docx' },
  sheet: { kind: 'sheet' },
  base: { kind: 'bitable' },
  import: { kind: 'folder' },
}

/** @returns Null for a kind that takes no files, and for a wiki page: only the document in it has a family. */
export function familyOfKind(kind: string): FamilyName | null {
  const names = Object.keys(families) as FamilyName[]
  return names.find((name) => families[name].kind === kind) ?? null
}

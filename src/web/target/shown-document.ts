import { readDocumentLink, type LinkRules } from '../../contract/feishu/document-links.ts'
import { rememberedDocuments } from '../finding/remembered-documents.ts'
import { browserStorage } from '../platform/browser-storage.ts'
import { familyOfKind } from './families.ts'
import type { FamilyName } from './document-body.ts'

/** What the page can show of a document before Feishu has answered. */
export interface ShownDocument {
  readonly family: FamilyName
  /** The link, if the title is unknown. */
  readonly title: string
  readonly isInWiki: boolean
}

/** @param title From a list; empty if unknown. */
export function shownOf(
  link: string,
  title: string,
  { rules, openId }: { readonly rules: LinkRules; readonly openId: string },
): ShownDocument {
  const read = readDocumentLink(link, rules)
  const known = rememberedDocuments(openId, browserStorage).find((each) => {
    if (each.link === link) return true
    const other = readDocumentLink(each.link, rules)
    return read.ok && other.ok && other.token === read.token
  })
  const titles = [title, known?.title ?? '']
  const isInWiki = read.ok && read.kind === 'wiki'
  return {
    // Wiki pages and unknown kinds are shown as documents until Feishu has answered.
    family: familyOfKind(known?.kind ?? (read.ok ? read.kind : null) ?? '') ?? 'docx',
    title: titles.find((each) => each !== '') ?? link,
    isInWiki,
  }
}

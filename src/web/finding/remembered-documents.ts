import * as v from 'valibot'
import { readDocumentLink, type LinkRules } from '../../contract/feishu/document-links.ts'
import { takingKinds } from '../target/families.ts'
import type { PageStorage } from '../platform/browser-storage.ts'

/** A document this person chose before in this browser. */
const rememberedSchema = () =>
  v.object({
    link: v.string(),
    title: v.string(),
    /** Feishu's word; kept in people's browsers. */
    kind: v.picklist(takingKinds()),
    isPinned: v.boolean(),
    /** When it was last chosen here; missing in what earlier versions of the page kept. */
    chosenAtMs: v.optional(v.number()),
  })
export type RememberedDocument = v.InferOutput<ReturnType<typeof rememberedSchema>>

/** Limit, not counting pinned ones. */
const unpinnedKept = 8

const keyOf = (openId: string) => `feishu-uploader.documents.${openId}`

/** Pinned ones first, then by the time chosen, newest first. */
export function rememberedDocuments(openId: string, storage: PageStorage): readonly RememberedDocument[] {
  try {
    return v.parse(v.array(rememberedSchema()), JSON.parse(storage.getItem(keyOf(openId)) ?? '[]'))
  } catch {
    return []
  }
}

/** Moves a document to the top of the unpinned ones; a pinned one keeps its position. */
export function rememberDocument(
  document: Omit<RememberedDocument, 'isPinned'>,
  { openId, rules }: { readonly openId: string; readonly rules: LinkRules },
  storage: PageStorage,
): readonly RememberedDocument[] {
  const known = rememberedDocuments(openId, storage)
  const token = tokenIn(document.link, rules)
  const isSame = ({ link }: RememberedDocument) => tokenIn(link, rules) === token
  const isPinned = known.some((each) => each.isPinned && isSame(each))
  return keep([{ ...document, isPinned }, ...known.filter((each) => !isSame(each))], openId, storage)
}

/** One document has several forms of links: with its title, with a query, without the company's host. */
function tokenIn(link: string, rules: LinkRules): string {
  const read = readDocumentLink(link, rules)
  return read.ok ? read.token : link
}

export function pinDocument(
  link: string,
  isPinned: boolean,
  openId: string,
  storage: PageStorage,
): readonly RememberedDocument[] {
  const known = rememberedDocuments(openId, storage)
  return keep(
    known.map((each) => (each.link === link ? { ...each, isPinned } : each)),
    openId,
    storage,
  )
}

function keep(documents: readonly RememberedDocument[], openId: string, storage: PageStorage) {
  const kept = [
    ...documents.filter(({ isPinned }) => isPinned),
    ...documents.filter(({ isPinned }) => !isPinned).slice(0, unpinnedKept),
  ]
  storage.setItem(keyOf(openId), JSON.stringify(kept))
  return kept
}

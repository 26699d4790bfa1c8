import * as v from 'valibot'
import type { PageStorage } from '../wire/browser-storage.ts'

/** A document that this person chose before, on this browser. */
const Remembered = v.object({
  link: v.string(),
  title: v.string(),
  kind: v.picklist(['docx', 'sheet', 'bitable', 'folder']),
  isPinned: v.boolean(),
})
export type RememberedDocument = v.InferOutput<typeof Remembered>

/** So many stay besides the pinned ones. */
const unpinnedKept = 8

const keyOf = (openId: string) => `feishu-uploader.documents.${openId}`

/** Pinned ones first, then the last chosen first. */
export function rememberedDocuments(openId: string, storage: PageStorage): readonly RememberedDocument[] {
  try {
    return v.parse(v.array(Remembered), JSON.parse(storage.getItem(keyOf(openId)) ?? '[]'))
  } catch {
    return []
  }
}

/** Puts a document on top of those that are not pinned; one that is pinned stays where it is. */
export function rememberDocument(
  document: Omit<RememberedDocument, 'isPinned'>,
  openId: string,
  storage: PageStorage,
): readonly RememberedDocument[] {
  const known = rememberedDocuments(openId, storage)
  const isPinned = known.some(({ link, isPinned: pinned }) => pinned && link === document.link)
  const others = known.filter(({ link }) => link !== document.link)
  return keep([{ ...document, isPinned }, ...others], openId, storage)
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

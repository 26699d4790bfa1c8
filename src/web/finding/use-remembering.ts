import { useEffect } from 'react'
import { browserStorage } from '../wire/browser-storage.ts'
import { rememberDocument, type RememberedDocument } from './remembered-documents.ts'

interface Chosen {
  readonly link: string | null
  readonly state: {
    readonly is: string
    readonly target?: { readonly title: string; readonly body: { readonly is: RememberedDocument['kind'] } }
  }
}

/** Keeps the documents that a person chose, for the next time. */
export function useRemembering({ link, state }: Chosen, openId: string): void {
  const title = state.target?.title
  const kind = state.target?.body.is
  useEffect(() => {
    if (link === null || title === undefined || kind === undefined) return
    rememberDocument({ link, title, kind }, openId, browserStorage)
  }, [link, title, kind, openId])
}

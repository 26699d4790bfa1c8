import { useEffect } from 'react'
import { browserStorage } from '../wire/browser-storage.ts'
import { rememberDocument } from './remembered-documents.ts'

interface Chosen {
  readonly link: string | null
  readonly state: { readonly is: string; readonly target?: { readonly title: string } }
}

/** Keeps the documents that a person chose, for the next time. */
export function useRemembering({ link, state }: Chosen, openId: string): void {
  const title = state.is === 'resolved' ? (state.target?.title ?? null) : null
  useEffect(() => {
    if (link !== null && title !== null) rememberDocument({ link, title, kind: 'docx' }, openId, browserStorage)
  }, [link, title, openId])
}

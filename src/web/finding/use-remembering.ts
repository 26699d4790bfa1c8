import { useEffect } from 'react'
import type { LinkRules } from '../../contract/feishu/document-links.ts'
import { browserStorage } from '../platform/browser-storage.ts'
import { pageFamily } from '../target/families.ts'
import type { FamilyName } from '../target/document-body.ts'
import { rememberDocument } from './remembered-documents.ts'

interface Chosen {
  readonly link: string | null
  readonly state: {
    readonly is: string
    readonly target?: { readonly title: string; readonly body: { readonly is: FamilyName } }
  }
}

/** Remembers chosen documents for later visits. */
export function useRemembering(
  { link, state }: Chosen,
  { openId, rules }: { readonly openId: string; readonly rules: LinkRules },
): void {
  const title = state.target?.title
  const kind = state.target && pageFamily(state.target.body.is).kind
  useEffect(() => {
    if (link === null || title === undefined || kind === undefined) return
    rememberDocument({ link, title, kind, chosenAtMs: Date.now() }, { openId, rules }, browserStorage)
  }, [link, title, kind, openId, rules])
}

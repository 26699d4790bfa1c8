import type { LinkRules } from '../../contract/feishu/document-links.ts'
import type { DocumentBody } from './document-body.ts'
import { pageFamily } from './families.ts'

/** Resolves a pasted link to its document (resolve-target.ts, loaded after the first paint). */
export type ResolveTarget = (
  link: string,
  /** `openId`: the person who is going to write there. */
  who: { readonly rules: LinkRules; readonly openId: string },
  signal: AbortSignal,
) => Promise<TargetDocument>

/** The document behind a link, before the person has chosen where in it. */
export interface TargetDocument {
  readonly body: DocumentBody
  /** Empty for an untitled document and for the root folder. */
  readonly title: string
  /** Address to open it at. */
  readonly url: string
  readonly isInWiki: boolean
  /** Null when unknown. False is final only where the family's right is certain. */
  readonly mayEdit: boolean | null
  /** Looked up only where the person may not edit and has to ask; empty when unknown. */
  readonly ownerName: string
}

/**
 * Whether files may be added: a folder takes an import even if its member list says no.
 */
export function isWritable({ mayEdit, body }: TargetDocument): boolean {
  return mayEdit !== false || !pageFamily(body.is).isRightCertain
}

import * as v from 'valibot'
import type { ApiAnswer, ApiRequest, Reading } from '../../contract/api.ts'
import { readDocumentLink, type DocumentKind, type LinkRules } from '../../contract/document-links.ts'
import {
  checkEditRequest,
  getWikiNodeRequest,
  queryMetaRequest,
  readMayEdit,
  readMeta,
  readWikiNode,
} from '../../contract/drive.ts'
import { DocumentId } from '../../contract/ids.ts'
import { isProblemKey, type ProblemKey } from '../../contract/problems/catalogue.ts'
import type { Wire } from '../../engine/doors.ts'
import type { Target } from '../../engine/job.ts'
import { askFeishu, CallFailed, ownProblem } from '../wire/ask-feishu.ts'

export interface ResolvedTarget extends Target {
  readonly isInWiki: boolean
  /** Null when Feishu did not say: the upload will tell. */
  readonly mayEdit: boolean | null
}

/**
 * Turns a pasted link into the document behind it: a wiki page into its document, then title, address and edit right.
 *
 * @throws {CallFailed} With the catalogue's row: the link leads to nothing that takes files, or Feishu refused to tell.
 */
export async function resolveTarget(
  wire: Wire,
  link: string,
  rules: LinkRules,
  signal: AbortSignal,
): Promise<ResolvedTarget> {
  const read = readDocumentLink(link, rules)
  if (!read.ok) throw ownProblem(read.problem)
  const ask = <T>(request: ApiRequest, reader: (answer: ApiAnswer) => Reading<T>) =>
    askFeishu(wire, request, reader, signal)

  const isInWiki = read.kind === 'wiki'
  const node = isInWiki ? await ask(getWikiNodeRequest(read.token), readWikiNode) : null
  const kind = node ? node.obj_type : read.kind
  if (kind !== 'docx') throw ownProblem(problemOfKind(kind))

  const token = node ? node.obj_token : read.token
  const documentId = v.safeParse(DocumentId, token)
  if (!documentId.success) throw ownProblem('link-not-a-document')
  const [meta, mayEdit] = await Promise.all([
    ask(queryMetaRequest(token, 'docx'), readMeta),
    ask(checkEditRequest(token, 'docx'), readMayEdit).catch(unlessSignal(signal)),
  ])
  if (!meta.found) throw ownProblem(problemOfMetaCode(meta.code), meta.code)
  return {
    documentId: documentId.output,
    title: meta.title === '' ? (node?.title ?? '') : meta.title,
    url: safeAddress(meta.url) ?? safeAddress(link) ?? '',
    isInWiki,
    mayEdit,
  }
}

/** Not knowing whether one may edit is no reason to refuse a document: the first upload will tell. */
function unlessSignal(signal: AbortSignal) {
  return (error: unknown): null => {
    signal.throwIfAborted()
    if (error instanceof CallFailed && error.failure.problem !== 'not-signed-in') return null
    throw error
  }
}

function problemOfKind(kind: DocumentKind | (string & {})): ProblemKey {
  if (kind === 'doc') return 'target-legacy-doc'
  if (kind === 'sheet') return 'target-sheet'
  return kind === 'bitable' ? 'target-base' : 'target-other-kind'
}

function problemOfMetaCode(code: number | null): ProblemKey {
  const key = String(code)
  return isProblemKey(key) ? key : 'document-gone'
}

/** Only an http(s) address becomes a link on the page. */
function safeAddress(text: string): string | null {
  const found = /https?:\/\/\S+/i.exec(text)?.[0]
  return found !== undefined && URL.canParse(found) ? new URL(found).href : null
}

import * as v from 'valibot'
import type { ApiAnswer, ApiRequest, Reading, Refusal } from '../../contract/api.ts'
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
import { isProblemKey, problemOf, problems, type ProblemKey } from '../../contract/problems/catalogue.ts'
import { ConnectionLost, type Wire } from '../../engine/doors.ts'
import type { Failure } from '../../engine/job.ts'
import { TargetUnusable, type ResolvedTarget } from './resolved-target.ts'

/**
 * Turns a pasted link into the document behind it: a wiki page into its document, then title, address and edit right.
 *
 * @throws {TargetUnusable} With the catalogue's row.
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
    if (error instanceof TargetUnusable && error.failure.problem !== 'not-signed-in') return null
    throw error
  }
}

async function askFeishu<T>(
  wire: Wire,
  request: ApiRequest,
  reader: (answer: ApiAnswer) => Reading<T>,
  signal: AbortSignal,
): Promise<T> {
  let answer: ApiAnswer
  try {
    answer = await wire.send(request, { signal })
  } catch (error: unknown) {
    if (error instanceof ConnectionLost) throw ownProblem('connection-lost')
    throw error
  }
  const reading = reader(answer)
  if (reading.ok) return reading.data
  throw unusable(failureOf(reading.refusal), reading.refusal.waitMs)
}

function failureOf(refusal: Refusal): Failure {
  const { code, msg, logId, scopes } = refusal
  return { problem: problemOf(refusal), code, msg, logId, scopes }
}

function ownProblem(problem: ProblemKey, code: number | null = null): TargetUnusable {
  return unusable({ problem, code, msg: '', logId: null, scopes: [] }, null)
}

function unusable(failure: Failure, waitMs: number | null): TargetUnusable {
  const { healing } = problems[failure.problem]
  return new TargetUnusable(failure, { healsByItself: healing === 'repeat' || healing === 'refresh', waitMs })
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

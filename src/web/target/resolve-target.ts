import type { ApiAnswer, ApiRequest, Reading } from '../../contract/feishu/api.ts'
import type { DocumentKind, LinkRules } from '../../contract/feishu/document-links.ts'
import { explainDocumentLink } from '../../contract/feishu/links/explain-link.ts'
import {
  checkEditRequest,
  queryMetaRequest,
  readMayEdit,
  readMeta,
  type Meta,
} from '../../contract/feishu/drive/drive.ts'
import { getRootFolderRequest, readRootFolder } from '../../contract/feishu/drive/folders.ts'
import { getWikiNodeRequest, readWikiNode } from '../../contract/feishu/wiki/wiki.ts'
import { isProblemKey, type ProblemKey } from '../../contract/problems/catalogue.ts'
import { feishuCodes } from '../../contract/problems/codes.ts'
import type { Wire } from '../../engine/doors.ts'
import { askFeishu, ownProblem } from '../gateway/ask-feishu.ts'
import { CallFailed } from '../gateway/call-failed.ts'
import { familyOfKind, pageFamily, takingKinds } from './families.ts'
import { resolvedFamily, type LinkedPlace } from './resolved-families.ts'
import { ownerNameOf } from './owner-name.ts'
import type { DocumentBody } from './document-body.ts'
import type { TargetDocument } from './target-document.ts'

/**
 * Resolves a link to its document: a wiki page to the document in it, then title, address and edit right.
 *
 * @throws {CallFailed} The link leads to nothing that takes files, or Feishu refused to answer.
 */
export async function resolveTarget(
  wire: Wire,
  link: string,
  { rules, openId }: { readonly rules: LinkRules; readonly openId: string },
  signal: AbortSignal,
): Promise<TargetDocument> {
  const read = explainDocumentLink(link, rules)
  if (!read.ok) throw ownProblem(read.problem, null, read.host)
  const ask: Ask = (request, reader) => askFeishu(wire, request, reader, signal)

  const pasted = safeAddress(read.address) ?? ''
  const named = read.kind ?? (await kindOfToken(read.token, ask))
  const isInWiki = named === 'wiki'
  const node = isInWiki ? await ask(getWikiNodeRequest(read.token), readWikiNode) : null
  const token = node ? node.obj_token : read.token
  const body = bodyOf(node ? node.obj_type : named, token, read)
  const { kind } = pageFamily(body.is)
  const family = resolvedFamily(body.is)
  const metaAsked = ask(queryMetaRequest(token, kind), readMeta)
  const rightAsked = async () => {
    if (!family.mayAdd) return ask(checkEditRequest(token, kind), readMayEdit)
    return family.mayAdd(wire, body, { meta: await metaAsked, openId }, signal)
  }
  const [meta, mayEdit] = await Promise.all([metaAsked, rightAsked().catch(unlessSure(signal))])
  if (!meta.found) {
    // No list and no search contains the root folder, and metas may not know it.
    const rootToken = family.hasRoot && (await ask(getRootFolderRequest(), readRootFolder))
    if (rootToken !== token) throw ownProblem(problemOfMetaCode(meta.code), meta.code)
    return { body, title: '', url: pasted, isInWiki, mayEdit: true, ownerName: '' }
  }
  const title = meta.title === '' && node ? node.title : meta.title
  const ownerName = mayEdit === false ? await ownerNameOf(wire, { title, tokens: [token, read.token] }, signal) : ''
  return { body, title, url: safeAddress(meta.url) ?? pasted, isInWiki, mayEdit, ownerName }
}

/** Kinds that a token without a link is tried as: those that take files, wiki pages, and the old documents. */
const likelyKinds = (): readonly DocumentKind[] => [...takingKinds(), 'wiki', 'doc']

/**
 * The kind of a token that does not show it. Metas answer 970005 for a token of another kind.
 *
 * @throws {CallFailed} Feishu knows the token as none of these kinds.
 */
async function kindOfToken(token: string, ask: Ask): Promise<DocumentKind> {
  const kinds = likelyKinds()
  const metas = await Promise.all(kinds.map((kind) => ask(queryMetaRequest(token, kind), readMeta)))
  const is = (wanted: (meta: Meta) => boolean) => kinds[metas.findIndex(wanted)]
  // A document that one may not read has a kind as well, and the page names the missing right.
  const kind = is(({ found }) => found) ?? is((meta) => !meta.found && meta.code === feishuCodes.metaForbidden)
  if (kind === undefined) throw ownProblem('link-unknown-token')
  return kind
}

type Ask = <T>(request: ApiRequest, reader: (answer: ApiAnswer) => Reading<T>) => Promise<T>

/** @throws {CallFailed} When this kind of document takes no files. */
function bodyOf(kind: string, token: string, place: LinkedPlace): DocumentBody {
  const family = familyOfKind(kind)
  if (family === null) throw ownProblem(takesNoFiles.get(kind) ?? 'target-other-kind')
  return resolvedFamily(family).bodyOf(token, place)
}

/** By kind, as links and `obj_type` of a wiki page name it. */
const takesNoFiles: ReadonlyMap<string, ProblemKey> = new Map([
  ['doc', 'target-legacy-doc'],
  ['file', 'target-file'],
  ['mindnote', 'target-mindnote'],
  ['slides', 'target-slides'],
])

/** Final errors: not signed in, another company's document, or the other brand. */
const surely: ReadonlySet<ProblemKey> = new Set<ProblemKey>([
  'not-signed-in',
  `${feishuCodes.otherTenant}`,
  `${feishuCodes.otherBrand}`,
])

/** An unknown edit right does not rule a document out: the first upload will show. */
function unlessSure(signal: AbortSignal) {
  return (error: unknown): null => {
    signal.throwIfAborted()
    if (error instanceof CallFailed && !surely.has(error.failure.problem)) return null
    throw error
  }
}

function problemOfMetaCode(code: number | null): ProblemKey {
  const key = String(code)
  return isProblemKey(key) ? key : 'document-gone'
}

/** Only http(s) addresses may become links on the page. */
function safeAddress(text: string): string | null {
  const found = /https?:\/\/\S+/i.exec(text)?.[0]
  return found !== undefined && URL.canParse(found) ? new URL(found).href : null
}

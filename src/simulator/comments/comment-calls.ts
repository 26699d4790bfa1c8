import * as v from 'valibot'
import { userIdsOf } from '../contact/user-id.ts'
import { findDocument } from '../finding/look-up.ts'
import { refuse, type Answer } from '../http/answer.ts'
import { readInput, type Call } from '../http/call.ts'
import { cutPage, pagingOf, readPage } from '../http/paging.ts'
import type { SimulatedDocument } from '../world/document.ts'
import { makeComment, makeReply, type Comment, type CommentReply } from './comment.ts'

// Pages of create and get as larkoffice and mirrors have them, and batch_query (crawled 2026-11-30); which codes answer, docs/feishu.md, U69.

const kinds = ['doc', 'docx', 'sheet', 'file', 'slides', 'bitable', 'apps'] as const
const Query = v.object({ file_type: v.picklist(kinds) })
/** Comments on a whole document can be added to these only. */
const CreateQuery = v.object({ file_type: v.picklist(['doc', 'docx']) })

const flag = v.optional(v.picklist(['true', 'false', '']), '')
const ListQuery = v.object({ file_type: v.picklist(kinds), is_whole: flag, is_solved: flag })

const Element = v.variant('type', [
  v.object({ type: v.literal('text_run'), text_run: v.object({ text: v.string() }) }),
  v.object({ type: v.literal('docs_link'), docs_link: v.object({ url: v.string() }) }),
  v.object({ type: v.literal('person'), person: v.object({ user_id: v.string() }) }),
])
const Content = v.object({ elements: v.pipe(v.array(Element), v.minLength(1)) })
const CreateInput = v.object({
  reply_list: v.object({ replies: v.pipe(v.array(v.object({ content: Content })), v.length(1)) }),
})
const ReplyInput = v.object({ content: Content })
const SolveInput = v.object({ is_solved: v.boolean() })
const QueryInput = v.object({ comment_ids: v.array(v.string()) })

const pages = { usual: 50, most: 100, badSize: 1069302, badToken: 1069302 } as const

/** GET drive/v1/files/:file_token/comments: those on the whole document and on parts of it, solved ones too unless asked. */
export function listComments(call: Call): Answer {
  const wanted = readInput(ListQuery, call.query, 1069302)
  const fits = (asked: string, is: boolean) => asked === '' || asked === String(is)
  const all = openCommented(call).comments.filter(
    ({ quote, solved }) => fits(wanted.is_whole, quote === null) && fits(wanted.is_solved, solved !== null),
  )
  const page = cutPage(all, readPage(call.query, pages))
  return { kind: 'data', data: { ...pagingOf(page), items: page.items.map((comment) => wireComment(call, comment)) } }
}

/** POST …/comments/batch_query: the comments of these ids; one that there is not is left out here. */
export function queryComments(call: Call): Answer {
  const { comments } = openCommented(call)
  const { comment_ids: ids } = readInput(QueryInput, call.body, 1069302)
  const items = comments.filter(({ id }) => ids.includes(id)).map((comment) => wireComment(call, comment))
  return { kind: 'data', data: { items } }
}

/** POST …/comments: a comment on the whole document. Whoever may read may comment. */
export function createComment(call: Call): Answer {
  readInput(CreateQuery, call.query, 1069302)
  const document = openCommented(call)
  const [reply] = readInput(CreateInput, call.body, 1069302).reply_list.replies
  const comment = makeComment(saidIn(call, reply?.content.elements ?? []))
  document.comments.push(comment)
  return { kind: 'data', data: wireComment(call, comment) }
}

/** GET …/comments/:comment_id: a comment on the whole document; of those on parts the page says that it is not for them. */
export function getComment(call: Call): Answer {
  const comment = commentOf(call)
  return comment.quote === null ? { kind: 'data', data: wireComment(call, comment) } : refuse(1069302)
}

/** PATCH …/comments/:comment_id: solves a comment, or opens it again. */
export function solveComment(call: Call): Answer {
  const comment = commentOf(call)
  const { is_solved: isSolved } = readInput(SolveInput, call.body, 1069302)
  const now = { byId: call.caller.id, atMs: call.world.clock.nowMs() }
  comment.solved = isSolved ? (comment.solved ?? now) : null
  return { kind: 'data', data: {} }
}

/** GET …/comments/:comment_id/replies */
export function listReplies(call: Call): Answer {
  const { replies } = commentOf(call)
  const page = cutPage(replies, readPage(call.query, pages))
  return { kind: 'data', data: { ...pagingOf(page), items: page.items.map((reply) => wireReply(call, reply)) } }
}

/**
 * POST …/comments/:comment_id/replies: neither one on the whole document nor one that is solved takes replies (larksuite/cli,
 * lark-drive-add-reply.md, read 2026-11-30).
 */
export function createReply(call: Call): Answer {
  const comment = commentOf(call)
  const { content } = readInput(ReplyInput, call.body, 1069302)
  if (comment.quote === null || comment.solved !== null) refuse(1069302)
  const reply = makeReply(saidIn(call, content.elements))
  comment.replies.push(reply)
  return { kind: 'data', data: wireReply(call, reply) }
}

function saidIn({ caller, world }: Call, elements: CommentReply['elements']): Omit<CommentReply, 'id'> {
  return { byId: caller.id, atMs: world.clock.nowMs(), elements }
}

/** The document that a call names, if the caller may read it; whatever is wrong with it, 1069307. */
function openCommented({ world, caller, parameters, query }: Call): SimulatedDocument {
  const { file_type: kind } = readInput(Query, query, 1069302)
  const document = findDocument(world, parameters['file_token'] ?? '', kind)
  return document && !document.deleted && document.mayRead(caller) ? document : refuse(1069307)
}

function commentOf(call: Call): Comment {
  return openCommented(call).comments.find(({ id }) => id === call.parameters['comment_id']) ?? refuse(1069307)
}

const secondsOf = (ms: number) => Math.floor(ms / 1000)

function wireComment(call: Call, { id, quote, replies, solved }: Comment): Readonly<Record<string, unknown>> {
  const idOf = userIdsOf(call)
  const [first] = replies
  return {
    comment_id: id,
    user_id: idOf(first?.byId ?? ''),
    create_time: secondsOf(first?.atMs ?? 0),
    update_time: secondsOf(replies.at(-1)?.atMs ?? 0),
    is_solved: solved !== null,
    solved_time: secondsOf(solved?.atMs ?? 0),
    solver_user_id: solved ? idOf(solved.byId) : '',
    has_more: false,
    page_token: '',
    is_whole: quote === null,
    quote: quote ?? '',
    reply_list: { replies: replies.map((reply) => wireReply(call, reply)) },
  }
}

function wireReply(call: Call, { id, byId, atMs, elements }: CommentReply): Readonly<Record<string, unknown>> {
  const at = secondsOf(atMs)
  return {
    reply_id: id,
    user_id: userIdsOf(call)(byId),
    create_time: at,
    update_time: at,
    content: { elements },
    extra: { image_list: [] },
  }
}

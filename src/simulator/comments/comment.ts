import { randomInt } from 'node:crypto'

/** A piece of a comment's text, as Feishu's API has it: a text, a link to a document, or a person. */
export type CommentElement = Readonly<Record<string, unknown>>

export interface CommentReply {
  readonly id: string
  /** Who wrote it. */
  readonly byId: string
  readonly atMs: number
  readonly elements: readonly CommentElement[]
}

/** A comment on a document; what it says is its first reply. */
export interface Comment {
  readonly id: string
  /** What it is about in the document; null for one on all of it. Only people make the others here. */
  readonly quote: string | null
  readonly replies: CommentReply[]
  /** Who solved it, and when; null while it is open. */
  solved: { readonly byId: string; readonly atMs: number } | null
}

/** An id as comments and replies have: nineteen digits. */
const makeCommentId = () => `7${Array.from({ length: 18 }, () => randomInt(10)).join('')}`

export function makeReply(said: Omit<CommentReply, 'id'>): CommentReply {
  return { ...said, id: makeCommentId() }
}

export function makeComment(said: Omit<CommentReply, 'id'>, quote: string | null = null): Comment {
  return { id: makeCommentId(), quote, replies: [makeReply(said)], solved: null }
}

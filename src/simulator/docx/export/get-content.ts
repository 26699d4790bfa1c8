import * as v from 'valibot'
import { refuse, type Answer } from '../../http/answer.ts'
import { readInput, type Call } from '../../http/call.ts'
import { DocxDocument } from '../docx-document.ts'
import { markdownOf } from './markdown.ts'

/** Official, docs-v1/content/get, updated 2025-08-15. Japanese names are the default ones. */
const Query = v.object({
  doc_token: v.pipe(v.string(), v.minLength(22), v.maxLength(27)),
  doc_type: v.literal('docx'),
  content_type: v.literal('markdown'),
  lang: v.optional(v.picklist(['zh', 'en', 'ja']), 'zh'),
})

/** GET docs/v1/content: a document as Markdown. */
export function getContent({ world, caller, query }: Call): Answer {
  const { doc_token: token, lang } = readInput(Query, query, 2889904)
  const document = world.documents.get(token)
  if (!(document instanceof DocxDocument)) return refuse(2889914)
  if (document.deleted) refuse(2889906)
  if (!document.mayRead(caller)) refuse(2889902)
  const content = markdownOf({ world, document, names: lang === 'en' ? 'english' : 'default' })
  return { kind: 'data', data: { content } }
}

import type { FastifyReply } from 'fastify'
import { createReadStream } from 'node:fs'
import { extname } from 'node:path'
import { own } from '../../contract/own.ts'
import { refuse, type Answer } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import type { Caller } from '../world/identity.ts'
import type { SimulatedWorld } from '../world/world.ts'
import type { Media } from './media-store.ts'

/** Types that browsers may show. Others are sent as bytes, SVG and HTML too, since they can contain scripts. */
const safeTypes: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.bmp': 'image/bmp',
  '.mp4': 'video/mp4',
  '.m4v': 'video/mp4',
  '.mov': 'video/quicktime',
  '.webm': 'video/webm',
  '.ogv': 'video/ogg',
  '.mp3': 'audio/mpeg',
  '.m4a': 'audio/mp4',
  '.wav': 'audio/wav',
  '.ogg': 'audio/ogg',
  '.oga': 'audio/ogg',
  '.flac': 'audio/flac',
}

const office = 'application/vnd.openxmlformats-officedocument'

/** Types that browsers only save. */
const savedTypes: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.txt': 'text/plain; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.json': 'application/json',
  '.zip': 'application/zip',
  '.doc': 'application/msword',
  '.docx': `${office}.wordprocessingml.document`,
  '.xls': 'application/vnd.ms-excel',
  '.xlsx': `${office}.spreadsheetml.sheet`,
  '.ppt': 'application/vnd.ms-powerpoint',
  '.pptx': `${office}.presentationml.presentation`,
}

/** The type of a file by its name, as attachments and downloads name it. */
export function mediaTypeOf(fileName: string): string {
  const extension = extname(fileName).toLowerCase()
  return own(safeTypes, extension) ?? own(savedTypes, extension) ?? 'application/octet-stream'
}

function mayBeShown(fileName: string): boolean {
  return own(safeTypes, extname(fileName).toLowerCase()) !== undefined
}

/** Sends a file, or the one range that the request asks for (RFC 9110, section 14). */
export async function sendMedia(
  media: Media,
  reply: FastifyReply,
  disposition: 'attachment' | 'inline',
): Promise<FastifyReply> {
  const shown = mayBeShown(media.name) ? disposition : 'attachment'
  reply
    .type(mediaTypeOf(media.name))
    .header(
      'content-disposition',
      `${shown}; filename="${plainName(media.name)}"; filename*=UTF-8''${encodeName(media.name)}`,
    )
    .header('accept-ranges', 'bytes')
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
  const range = rangeOf(reply.request.headers.range, media.sizeBytes)
  if (range === 'beyond') return reply.code(416).header('content-range', `bytes */${media.sizeBytes}`).send('')
  const { start, end } = range ?? { start: 0, end: media.sizeBytes - 1 }
  if (range) reply.code(206).header('content-range', `bytes ${start}-${end}/${media.sizeBytes}`)
  return reply.header('content-length', end - start + 1).send(createReadStream(media.path, { start, end }))
}

type ByteRange = { readonly start: number; readonly end: number }

/** One `bytes=a-b`, `a-` or `-n`; for anything else the whole file is sent. */
function rangeOf(header: string | undefined, sizeBytes: number): ByteRange | 'beyond' | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  const [, first = '', last = ''] = match ?? []
  if (first === '' && last === '') return null
  if (first === '') return { start: Math.max(0, sizeBytes - Number(last)), end: sizeBytes - 1 }
  const start = Number(first)
  const end = last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1)
  return start < sizeBytes && start <= end ? { start, end } : 'beyond'
}

/** For clients that do not read `filename*` (RFC 6266, appendix D): other characters than ASCII, and those that end the text, are `_`. */
function plainName(name: string): string {
  return name.replace(/[^ -~]|["\\]/gu, '_')
}

/** RFC 8187: also encodes characters that encodeURIComponent leaves and the header does not allow. Lone surrogates become U+FFFD. */
function encodeName(name: string): string {
  return encodeURIComponent(Buffer.from(name).toString()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** GET drive/v1/medias/:file_token/download: 404 for an unknown file, 403 without read access to its document. */
export function downloadMedia({ world, caller, parameters }: Call): Answer {
  const media = world.medias.find(parameters['file_token'] ?? '')
  if (!media) return refuse(1061003)
  return mayDownload(world, caller, media) ? { kind: 'media', media } : refuse(1061004)
}

/** Whoever may read the document of a file may have it; the source of an import is for who uploaded it. */
export function mayDownload(world: SimulatedWorld, caller: Pick<Caller, 'id'>, media: Media): boolean {
  const document = world.documents.get(media.documentToken)
  return document ? document.mayRead(caller) : media.uploadedBy === caller.id
}

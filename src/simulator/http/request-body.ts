import { Busboy } from '@fastify/busboy'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { adler32 } from '../../contract/feishu/drive/adler32.ts'
import { refuse } from './answer.ts'
import { pictureHeadBytes, pictureSizeOf, type PictureSize } from '../../contract/picture-size.ts'

/** A file as it arrived, on disk. */
export interface ReceivedFile {
  readonly path: string
  readonly sizeBytes: number
  readonly adler32: number
  readonly pixels: PictureSize | null
}

export interface ReceivedForm {
  readonly fields: Readonly<Record<string, string>>
  readonly file: ReceivedFile | null
}

const usualJsonMaxBytes = 10 * 1024 * 1024

/** The request's bytes, at most `bytesPerSecond` of them a second where that is a number. */
export function bodyOf(request: IncomingMessage, bytesPerSecond: number | null): Readable {
  if (bytesPerSecond === null) return request
  const slow = slowdown(bytesPerSecond)
  // When the client hangs up, stop at once instead of delivering the buffered bytes slowly.
  const hangUp = (): unknown => slow.destroy(new Error('the client hung up'))
  if (request.socket.destroyed) hangUp()
  request.socket.once('close', hangUp)
  slow.once('close', () => request.socket.off('close', hangUp))
  return request.pipe(slow)
}

/** The request's bytes, until `share` of those it announced have come: then its connection is closed. */
export function cutAt(request: IncomingMessage, share: number): Readable {
  const mostBytes = Number(request.headers['content-length'] ?? 0) * share
  let readBytes = 0
  const cutting = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      readBytes += chunk.length
      if (readBytes < mostBytes) done(null, chunk)
      else {
        request.socket.destroy()
        done(new Error('the connection was cut'))
      }
    },
  })
  return request.pipe(cutting)
}

function slowdown(bytesPerSecond: number): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      setTimeout(() => done(null, chunk), (chunk.length / bytesPerSecond) * 1000)
    },
  })
}

/** JSON, or a urlencoded form for the token endpoint. Refuses anything else with 9499. */
export async function readValue(body: Readable, contentType: string, maxBytes = usualJsonMaxBytes): Promise<unknown> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > maxBytes) refuse(9499)
    chunks.push(chunk)
  }
  const text = Buffer.concat(chunks).toString('utf8')
  if (/^application\/x-www-form-urlencoded\b/i.test(contentType)) return Object.fromEntries(new URLSearchParams(text))
  if (text === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    return refuse(9499)
  }
}

/**
 * Reads multipart/form-data with its parts in any order; the file goes to `path`. A part is the file when it is named
 * `file`, with or without a filename: shipping clients do both.
 */
export async function readForm(body: Readable, contentType: string, path: string): Promise<ReceivedForm> {
  if (!/^multipart\/form-data\b.*boundary=/i.test(contentType)) refuse(1061002)
  const fields = new Map<string, string>()
  const streams: Readable[] = []
  const files: Promise<ReceivedFile>[] = []
  const form = new Busboy({
    headers: { 'content-type': contentType },
    isPartAFile: (name, _type, fileName) => name === 'file' || fileName !== undefined,
  })
  form.on('field', (name, value) => {
    fields.set(name, value)
  })
  form.on('file', (name, stream) => {
    streams.push(stream)
    if (name === 'file' && files.length === 0) {
      const kept = keep(stream, path)
      files.push(kept)
      // If writing fails, the form ends at once: `kept` is awaited only after the whole form.
      kept.catch((error: unknown) => form.destroy(error instanceof Error ? error : new Error(String(error))))
    } else stream.resume()
  })
  try {
    await pipeline(body, form)
    const [file] = await Promise.all(files)
    return { fields: Object.fromEntries(fields), file: file ?? null }
  } catch (error: unknown) {
    // When a form is cut short, busboy leaves its file stream open, and writing would wait forever. It must be destroyed with an
    // error: otherwise pipeline() takes it as ended.
    const cutShort = error instanceof Error ? error : new Error(String(error))
    for (const stream of streams) stream.destroy(cutShort)
    await Promise.allSettled(files)
    await rm(path, { force: true })
    // The client hung up or the form was cut short: Feishu has one code for both.
    return refuse(1062051, { msg: `client connect close. (${String(error)})` })
  }
}

/** Writes a stream to `path` and measures it. */
async function keep(stream: Readable, path: string): Promise<ReceivedFile> {
  const head: Buffer[] = []
  let sum = 1
  let sizeBytes = 0
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (sizeBytes < pictureHeadBytes) head.push(chunk)
      sizeBytes += chunk.length
      sum = adler32(chunk, sum)
      done(null, chunk)
    },
  })
  await pipeline(stream, measure, createWriteStream(path))
  return { path, sizeBytes, adler32: sum, pixels: pictureSizeOf(Buffer.concat(head)) }
}

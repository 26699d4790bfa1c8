import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy'
import { BodyBroken } from '../proxy/feishu-stream.ts'

/** A field of upload_all is a name, a token or a number. */
const fieldMaxBytes = 4096
const fieldsMost = 12

/** A form up to its file: fields read, file bytes still in the connection. */
export interface OpenedForm {
  readonly fields: Readonly<Record<string, string>>
  readonly file: Readable
}

/**
 * Reads a multipart form up to its file; `undefined` when it is not one, or has no file after its fields.
 *
 * @throws When the connection breaks before the file has begun.
 */
export function openForm(request: IncomingMessage): Promise<OpenedForm | undefined> {
  return new Promise((resolve, reject) => {
    const fields = new Map<string, string>()
    let form: BusboyInstance
    try {
      form = new Busboy({
        headers: { 'content-type': request.headers['content-type'] ?? '' },
        limits: { fieldSize: fieldMaxBytes, fields: fieldsMost, files: 1, parts: fieldsMost + 1, headerPairs: 20 },
        isPartAFile: (name) => name === 'file',
      })
    } catch {
      resolve(undefined)
      return
    }
    form.on('field', (name: string, value: string, _nameTruncated: boolean, isTruncated: boolean) => {
      // The page never sends a name twice or an overlong value.
      if (isTruncated || fields.has(name)) resolve(undefined)
      fields.set(name, value)
    })
    form.on('file', (_name: string, file: BusboyFileStream) => {
      file.on('error', () => undefined)
      resolve({ fields: Object.fromEntries(fields), file })
    })
    form.on('finish', () => resolve(undefined))
    form.on('error', () => resolve(undefined))
    request.once('error', reject)
    request.pipe(form)
  })
}

type Fields = Readonly<Record<string, string | number | undefined>>

/** A form to be sent. */
export interface WrittenForm {
  readonly contentType: string
  readonly contentLength: number
  readonly source: Readable
}

/**
 * Writes a form with the checked fields around the file's bytes. The boundary is new and random, so that the file cannot end the
 * part and add unchecked fields.
 *
 * @param sizeBytes Announced size of the file. The stream fails with `BodyBroken` when it differs.
 */
export function writeForm(fields: Fields, file: Readable, sizeBytes: number): WrittenForm {
  const boundary = `feishu-uploader-${randomBytes(24).toString('hex')}`
  const part = (name: string) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"`
  const values = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [`${part(name)}\r\n\r\n${value}\r\n`],
  )
  const head = `${values.join('')}${part('file')}; filename="file"\r\nContent-Type: application/octet-stream\r\n\r\n`
  const tail = `\r\n--${boundary}--\r\n`
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    contentLength: Buffer.byteLength(head) + sizeBytes + Buffer.byteLength(tail),
    source: Readable.from(bytesOf(head, exactly(file, sizeBytes), tail), { objectMode: false }),
  }
}

async function* bytesOf(head: string, file: AsyncIterable<Buffer>, tail: string): AsyncGenerator<Buffer> {
  yield Buffer.from(head)
  yield* file
  yield Buffer.from(tail)
}

async function* exactly(file: Readable, sizeBytes: number): AsyncGenerator<Buffer> {
  let leftBytes = sizeBytes
  try {
    for await (const chunk of file as AsyncIterable<Buffer>) {
      leftBytes -= chunk.length
      if (leftBytes < 0) break
      yield chunk
    }
  } catch (error) {
    throw new BodyBroken('The form ends before its file does', { cause: error })
  }
  if (leftBytes !== 0) throw new BodyBroken(`The file does not hold ${sizeBytes} bytes`)
}

import type { IncomingMessage } from 'node:http'

/**
 * Reads a whole body of at most `maxBytes`; `undefined` when there is more, which is then discarded.
 *
 * @throws When the connection breaks.
 */
export async function readSmallBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes <= maxBytes) chunks.push(chunk)
    else chunks.length = 0
  }
  return bytes <= maxBytes ? Buffer.concat(chunks) : undefined
}

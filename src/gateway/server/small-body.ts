import type { IncomingMessage } from 'node:http'
import { CollectedBytes } from './collected-bytes.ts'

/**
 * Reads a whole body of at most `maxBytes`; `undefined` when there is more, which is then discarded.
 *
 * @throws When the connection breaks.
 */
export async function readSmallBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  const collected = new CollectedBytes(maxBytes)
  let fits = true
  for await (const chunk of request as AsyncIterable<Buffer>) fits &&= collected.add(chunk)
  return fits ? collected.whole() : undefined
}

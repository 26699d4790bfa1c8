import type { IncomingMessage } from 'node:http'

/** Answers with a code are short; of longer ones, and of downloads, nothing is kept. */
const watchedBytes = 16 * 1024

/**
 * Tells the `code` of an answer that streams by, after its last byte; never delays or holds the stream. Silent for answers
 * that are not JSON, too long, or cut off.
 */
export function watchCode(answer: IncomingMessage, onCode: (code: number) => void): void {
  const { headers } = answer
  const isJson = /^application\/json\b/i.test(headers['content-type'] ?? '')
  if (!isJson || headers['content-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > watchedBytes)
    return
  // A listener alone would set the stream flowing before it is piped, and its first bytes would be lost.
  answer.pause()
  const chunks: Buffer[] = []
  let bytes = 0
  answer.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes <= watchedBytes) chunks.push(chunk)
    else chunks.length = 0
  })
  answer.once('end', () => {
    const code = bytes <= watchedBytes ? codeOf(Buffer.concat(chunks).toString('utf8')) : undefined
    if (code !== undefined) onCode(code)
  })
}

function codeOf(text: string): number | undefined {
  try {
    const answer: unknown = JSON.parse(text)
    const code = typeof answer === 'object' && answer !== null && 'code' in answer ? answer.code : undefined
    return typeof code === 'number' ? code : undefined
  } catch {
    return undefined
  }
}

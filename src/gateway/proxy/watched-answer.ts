import type { IncomingMessage } from 'node:http'

/** Answers with a code are short; of longer ones, and of downloads, nothing is kept. */
const watchedBytes = 16 * 1024

/**
 * Tells the `code` of an answer that streams by, and its length, after its last byte; never delays or holds the stream.
 * The code is `null` for answers that are not JSON or too long; silent when the answer is cut off.
 */
export function watchAnswer(answer: IncomingMessage, onEnd: (code: number | null, bytes: number) => void): void {
  const { headers } = answer
  const isWatched =
    /^application\/json\b/i.test(headers['content-type'] ?? '') &&
    headers['content-encoding'] === undefined &&
    Number(headers['content-length'] ?? 0) <= watchedBytes
  // A listener alone would set the stream flowing before it is piped, and its first bytes would be lost.
  answer.pause()
  const chunks: Buffer[] = []
  let bytes = 0
  answer.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (isWatched && bytes <= watchedBytes) chunks.push(chunk)
    else chunks.length = 0
  })
  answer.once('end', () => {
    const isWhole = isWatched && bytes <= watchedBytes
    onEnd(isWhole ? codeOf(Buffer.concat(chunks).toString('utf8')) : null, bytes)
  })
}

function codeOf(text: string): number | null {
  try {
    const answer: unknown = JSON.parse(text)
    const code = typeof answer === 'object' && answer !== null && 'code' in answer ? answer.code : null
    return typeof code === 'number' ? code : null
  } catch {
    return null
  }
}

import type { IncomingMessage } from 'node:http'

/** Answers with a code are short; longer ones and downloads are not kept. */
const watchedBytes = 16 * 1024

/**
 * Reports `code` and length of a streamed answer after its last byte, without delaying it. `code` is `null` for an answer that is
 * not JSON or too long. No report when the answer is cut off, which also happens to one of more than `maxBytes`.
 */
export function watchAnswer(
  answer: IncomingMessage,
  maxBytes: number,
  onEnd: (code: number | null, bytes: number) => void,
): void {
  const { headers } = answer
  const isWatched =
    /^application\/json\b/i.test(headers['content-type'] ?? '') &&
    headers['content-encoding'] === undefined &&
    Number(headers['content-length'] ?? 0) <= watchedBytes
  // A listener alone would start the stream before it is piped, and lose the first bytes.
  answer.pause()
  const chunks: Buffer[] = []
  let bytes = 0
  answer.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > maxBytes) return void answer.destroy(new Error('The answer is too long'))
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

import { createInterface } from 'node:readline'

/** What is typed and shown. */
export interface Terminal {
  readonly say: (text: string) => void
  /** Whether somebody answers y; without a terminal, or once the run is stopped, nobody does. */
  readonly confirm: (question: string) => Promise<boolean>
  /** Calls back for each line; returns what ends that. */
  readonly typed: (onLine: (line: string) => void) => () => void
  readonly close: () => void
}

export function openTerminal(stopped: AbortSignal): Terminal {
  const { stdin, stdout } = process
  const lines = createInterface({ input: stdin, terminal: false })
  const say = (text: string) => void stdout.write(`${text}\n`)
  const typed: Terminal['typed'] = (onLine) => {
    lines.on('line', onLine)
    return () => void lines.off('line', onLine)
  }
  const confirm: Terminal['confirm'] = (question) => {
    if (!stdin.isTTY || stopped.aborted) return Promise.resolve(false)
    stdout.write(`${question} [y/N] `)
    return new Promise((resolve) => {
      lines.once('line', (line) => resolve(/^y(es)?$/i.test(line.trim())))
      lines.once('close', () => resolve(false))
      stopped.addEventListener('abort', () => resolve(false), { once: true })
    })
  }
  return { say, confirm, typed, close: () => lines.close() }
}

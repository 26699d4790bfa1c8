import { runCommand } from './command.ts'
import { openTerminal } from './terminal.ts'

const [waits, leaves] = [new AbortController(), new AbortController()]
const terminal = openTerminal(waits.signal)
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (waits.signal.aborted) leaves.abort()
    else terminal.say('\nStopping: no new call. What was made is removed; once more leaves it.')
    waits.abort()
  })
}
const stop = { waits: waits.signal, leaves: leaves.signal }
process.exitCode = await runCommand({ args: process.argv.slice(2), env: process.env, terminal, stop })
terminal.close()

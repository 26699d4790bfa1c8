import { setTimeout as wait } from 'node:timers/promises'
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
const time = {
  nowMs: Date.now,
  // At most until the first signal; what cleans up afterwards waits as long as it has to.
  wait: (ms: number) =>
    wait(ms, undefined, waits.signal.aborted ? {} : { signal: waits.signal }).catch(() => undefined),
}
process.exitCode = await runCommand({ args: process.argv.slice(2), env: process.env, terminal, stop, time })
terminal.close()

import { writeFile } from 'node:fs/promises'
import { readConfiguration } from '../gateway/config/configuration.ts'
import { sendCall, sendPage } from './calls/send.ts'
import { readCommandLine, usage, type CommandLine } from './command-line.ts'
import { experiments } from './experiments/registry.ts'
import type { AnyExperiment } from './experiment.ts'
import { planText } from './plan-text.ts'
import { asText } from './report/as-text.ts'
import { placesToLookAt } from './report/for-a-person.ts'
import { verify } from './run/verify.ts'
import { SignInFailed } from './sign-in/sign-in.ts'
import { openSite } from './sign-in/open-site.ts'
import { openTerminal, type Terminal } from './terminal.ts'
import { setTimeout as wait } from 'node:timers/promises'

/** `npm run verify`. */

/** EX_USAGE and EX_CONFIG of sysexits.h. */
const exitCodes = { wrongUse: 64, unusableConfiguration: 78, otherwise: 1, stopped: 130 } as const

const terminal = openTerminal()
process.exitCode = await run(terminal, process.argv.slice(2))
terminal.close()

async function run({ say }: Terminal, args: readonly string[]): Promise<number> {
  const configuration = readConfiguration(process.env)
  const { app, customDomains } = configuration.ok
    ? configuration.configuration
    : { app: { brand: 'feishu' as const }, customDomains: [] }
  const reading = readCommandLine(
    args,
    { brand: app.brand, customDomains },
    experiments.map(({ question }) => question),
  )
  if (!reading.ok) {
    say(`${reading.errors.join('\n')}\n\n${usage}`)
    return exitCodes.wrongUse
  }
  const { commandLine } = reading
  if (commandLine.isHelp) {
    say(usage)
    return 0
  }
  const chosen = experiments.filter(({ question }) => commandLine.only?.includes(question) ?? true)
  if (commandLine.against === 'simulator') return againstSimulator(commandLine, chosen)
  if (!configuration.ok) {
    const lines = configuration.errors.map(({ variable, wrong, remedy }) => `  ${variable} ${wrong}.\n    ${remedy}`)
    say(['The environment needs attention; it is that of npm start.', ...lines].join('\n'))
    return exitCodes.unusableConfiguration
  }
  return againstFeishu(commandLine, chosen, configuration.configuration)
}

async function againstSimulator({ report: path }: CommandLine, chosen: readonly AnyExperiment[]): Promise<number> {
  const { proveAgainstSimulator, isProven } = await import('./against-simulator/prove.ts')
  const { first, proofs } = await proveAgainstSimulator(chosen, (name) => terminal.say(`World: ${name}`))
  terminal.say(`\n${asText(first.report)}`)
  for (const proof of proofs) {
    const changed = proof.changed.join(', ') || 'nothing'
    const wrong = isProven(proof) ? '' : `; WRONG: it should change ${proof.expected.join(', ') || 'nothing'}`
    terminal.say(`${proof.name}: changes ${changed}${wrong}`)
  }
  await save(path, first.report)
  return proofs.every(isProven) && first.left.length === 0 ? 0 : exitCodes.otherwise
}

type Ready = Extract<ReturnType<typeof readConfiguration>, { ok: true }>['configuration']

async function againstFeishu(
  commandLine: CommandLine,
  chosen: readonly AnyExperiment[],
  configuration: Ready,
): Promise<number> {
  const { say, confirm, typed } = terminal
  say(planText(commandLine, chosen))
  if (!commandLine.yes && !(await confirm('Begin?'))) {
    say('Nothing was called.')
    return 0
  }
  const stop = stopBySignal(say)
  try {
    const { accessToken, site, close } = await openSite({
      configuration,
      typed,
      moreScopes: commandLine.scopes,
      openBrowser: (url) =>
        say(
          `\nOpen this address and agree:\n\n${url}\n\nIf the browser then shows an error, paste the address that it shows here.`,
        ),
    })
    try {
      const { report, left } = await verify({
        experiments: chosen,
        wire: {
          send: (request) => sendCall(site.openOrigin, accessToken, request),
          page: sendPage,
          wait: (ms) => waitUnless(stop.waits, ms),
          nowMs: Date.now,
        },
        site,
        against: configuration.feishu.simulated ? 'simulator' : configuration.app.brand,
        chosen: commandLine,
        title: `feishu-uploader verify ${new Date().toISOString().slice(0, 16).replace('T', ' ')}`,
        isStopped: () => stop.waits.aborted,
        isLeaving: () => stop.leaves.aborted,
        onBegin: ({ question, title }) => say(`${question}  ${title}`),
        beforeCleanUp: async (outcomes) => {
          const look = placesToLookAt(outcomes)
          if (look === '' || commandLine.yes) return
          say(look)
          await confirm('Seen? What was made is then removed.')
        },
      })
      say(`\n${asText(report)}`)
      for (const { what, where } of left) if (where !== null) say(`Remove the ${what} yourself: ${where}`)
      await save(commandLine.report, report)
      if (stop.waits.aborted) return exitCodes.stopped
      return left.length > 0 ? exitCodes.otherwise : 0
    } finally {
      close()
    }
  } catch (error) {
    if (!(error instanceof SignInFailed)) throw error
    say(error.message)
    return exitCodes.otherwise
  }
}

async function save(path: string, report: unknown): Promise<void> {
  await writeFile(path, `${JSON.stringify(report, null, 2)}\n`)
  terminal.say(`The report is in ${path}. It names no person, no document and not the app.`)
}

/** The first signal ends the run and cleans up, the second leaves at once what is left. */
function stopBySignal(say: Terminal['say']): { readonly waits: AbortSignal; readonly leaves: AbortSignal } {
  const [waits, leaves] = [new AbortController(), new AbortController()]
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (waits.signal.aborted) leaves.abort()
      else say('\nStopping: no new call. What was made is removed; once more leaves it.')
      waits.abort()
    })
  }
  return { waits: waits.signal, leaves: leaves.signal }
}

/** Waits, at most until the first signal; what cleans up afterwards waits as long as it has to. */
async function waitUnless(stopped: AbortSignal, ms: number): Promise<void> {
  await wait(ms, undefined, stopped.aborted ? {} : { signal: stopped }).catch(() => undefined)
}

import { writeFile } from 'node:fs/promises'
import { readConfiguration, type Configuration } from '../gateway/config/configuration.ts'
import type { Environment } from '../gateway/config/environment.ts'
import type { Wire } from './calls/caller.ts'
import { Sender } from './calls/send.ts'
import { readCommandLine, usage, type CommandLine } from './command-line.ts'
import { Stopped } from './doors.ts'
import type { AnyExperiment } from './experiment.ts'
import { experiments } from './experiments/registry.ts'
import { planText } from './plan-text.ts'
import { asText, placesToLookAt } from './report/as-text.ts'
import { verify } from './run/verify.ts'
import { openSite, type OpenedSite } from './sign-in/open-site.ts'
import { SignInFailed } from './sign-in/sign-in.ts'
import type { Terminal } from './terminal.ts'

/** EX_USAGE and EX_CONFIG of sysexits.h. */
const exitCodes = { wrongUse: 64, unusableConfiguration: 78, otherwise: 1, stopped: 130 } as const

export interface CommandParts {
  readonly args: readonly string[]
  readonly env: Environment
  readonly terminal: Terminal
  /** The first ends the run and lets it clean up; the second leaves what is left. */
  readonly stop: { readonly waits: AbortSignal; readonly leaves: AbortSignal }
  /** The pace of the calls; a wait ends early when the run is stopped. */
  readonly time: Pick<Wire, 'nowMs' | 'wait'>
}

/** `npm run verify`. @returns The exit code. */
export async function runCommand(parts: CommandParts): Promise<number> {
  const { args, env, terminal } = parts
  const { say } = terminal
  const configuration = readConfiguration(env)
  const rules = configuration.ok ? rulesOf(configuration.configuration) : { brand: 'feishu' as const }
  const questions = experiments.map(({ question }) => question)
  const reading = readCommandLine(args, rules, questions)
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
  if (commandLine.against === 'simulator') return againstSimulator(commandLine, chosen, terminal)
  if (!configuration.ok) {
    const lines = configuration.errors.map(({ variable, wrong, remedy }) => `  ${variable} ${wrong}.\n    ${remedy}`)
    say(['The environment needs attention; it is that of npm start.', ...lines].join('\n'))
    return exitCodes.unusableConfiguration
  }
  return againstFeishu({ ...parts, commandLine, chosen, configuration: configuration.configuration })
}

function rulesOf({ app, customDomains, feishu }: Configuration) {
  return { brand: app.brand, customDomains, ...(feishu.simulated && { documentOrigin: feishu.openOrigin }) }
}

async function againstSimulator(
  { report: path }: CommandLine,
  chosen: readonly AnyExperiment[],
  terminal: Terminal,
): Promise<number> {
  const { proveAgainstSimulator, isProven } = await import('./against-simulator/prove.ts')
  const { first, proofs } = await proveAgainstSimulator(chosen, (name) => terminal.say(`World: ${name}`))
  terminal.say(`\n${asText(first.report)}`)
  for (const proof of proofs) {
    const changed = proof.changed.join(', ') || 'nothing'
    const wrong = isProven(proof) ? '' : `; WRONG: it should change ${proof.expected.join(', ') || 'nothing'}`
    terminal.say(`${proof.name}: changes ${changed}${wrong}`)
  }
  await save(path, first.report, terminal)
  return proofs.every(isProven) && first.left.length === 0 ? 0 : exitCodes.otherwise
}

interface FeishuRun extends CommandParts {
  readonly commandLine: CommandLine
  readonly chosen: readonly AnyExperiment[]
  readonly configuration: Configuration
}

async function againstFeishu(run: FeishuRun): Promise<number> {
  const { commandLine, chosen, configuration, terminal, stop } = run
  const { say, confirm, typed } = terminal
  say(planText(commandLine, chosen))
  if (!commandLine.yes && !(await confirm('Begin?'))) {
    say('Nothing was called.')
    return 0
  }
  if (stop.waits.aborted) return exitCodes.stopped
  const openBrowser = (url: string) =>
    say(`\nOpen this address and agree:\n\n${url}\n\nIf the browser then shows an error, paste its address here.`)
  let opened
  try {
    opened = await openSite({ configuration, typed, moreScopes: commandLine.scopes, openBrowser, stopped: stop.waits })
  } catch (error) {
    if (error instanceof Stopped) return exitCodes.stopped
    if (!(error instanceof SignInFailed) && !isPortTaken(error)) throw error
    say(error instanceof SignInFailed ? error.message : portTaken)
    return exitCodes.otherwise
  }
  try {
    return await withToken(run, opened)
  } finally {
    opened.close()
  }
}

const portTaken =
  'Something listens where the sign-in comes back to, probably the gateway: stop it for these minutes, or set HOST and PORT.'

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
}

async function withToken(run: FeishuRun, { site, accessToken }: OpenedSite): Promise<number> {
  const { commandLine, chosen, configuration, terminal, stop, time } = run
  const { say, confirm } = terminal
  const sender = new Sender(configuration.egress)
  const { report, left } = await verify({
    experiments: chosen,
    wire: {
      send: (request) => sender.call(site.openOrigin, accessToken, request),
      page: sender.page,
      ...time,
    },
    site,
    against: configuration.feishu.simulated ? 'simulator' : configuration.app.brand,
    chosen: commandLine,
    title: `feishu-uploader verify ${new Date().toISOString().slice(0, 16).replace('T', ' ')}`,
    isStopped: () => stop.waits.aborted,
    isLeaving: () => stop.leaves.aborted,
    onBegin: ({ question, title }) => say(`${question}  ${title}`),
    beforeCleanUp: async (outcomes, where) => {
      const look = placesToLookAt(outcomes, where)
      if (look === '' || commandLine.yes) return
      say(look)
      await confirm('Seen? What was made is then removed.')
    },
  })
  say(`\n${asText(report)}`)
  for (const { what, where } of left) if (where !== null) say(`Remove the ${what} yourself: ${where}`)
  await save(commandLine.report, report, terminal)
  if (stop.waits.aborted) return exitCodes.stopped
  return left.length > 0 ? exitCodes.otherwise : 0
}

async function save(path: string, report: unknown, { say }: Terminal): Promise<void> {
  await writeFile(path, `${JSON.stringify(report, null, 2)}\n`)
  say(`The report is in ${path}. It names no person, no document and not the app.`)
}

#!/usr/bin/env node
import { readConfiguration } from './config/configuration.ts'
import { UnusableConfiguration, type ConfigurationError } from './config/environment.ts'
import { makeLog } from './ops/log.ts'
import { startGateway } from './server/start.ts'

/** `npm start`, and the command of the packed package. */

/** EX_CONFIG of sysexits.h: service managers do not restart after it. */
const unusableConfiguration = 78

const reading = readConfiguration(process.env)
if (!reading.ok) {
  process.stderr.write(`${describe(reading.errors)}\n`)
  process.exit(unusableConfiguration)
}

const log = makeLog(reading.configuration.logLevel)
try {
  const gateway = await startGateway(reading.configuration, log)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      log.info(`${signal}: letting running calls finish`)
      gateway.close().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ err: error }, 'could not stop cleanly')
          process.exit(1)
        },
      )
    })
  }
  log.info(`Ready at ${gateway.url}`)
} catch (error) {
  if (error instanceof UnusableConfiguration) {
    process.stderr.write(`${describe(error.errors)}\n`)
    process.exit(unusableConfiguration)
  }
  log.fatal({ err: error }, 'could not start')
  process.exitCode = 1
}

function describe(errors: readonly ConfigurationError[]): string {
  const lines = errors.map(({ variable, wrong, remedy }) => `  ${variable} ${wrong}.\n    ${remedy}`)
  return ['The gateway cannot start: its environment needs attention.', ...lines].join('\n')
}

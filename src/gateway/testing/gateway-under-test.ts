import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { onTestFinished } from 'vitest'
import { readConfiguration, type Configuration } from '../config/configuration.ts'
import { makeLog } from '../ops/log.ts'
import { startGateway, type Gateway } from '../server/start.ts'
import { usualTimeouts, type Timeouts } from '../server/timeouts.ts'
import { SmallBrowser } from './small-browser.ts'
import { temporaryDirectory } from './temporary-directory.ts'
import { startSmallFeishu, type Handler, type SmallFeishu } from './small-feishu.ts'

export interface GatewayUnderTest {
  readonly gateway: Gateway
  readonly browser: SmallBrowser
  readonly configuration: Configuration
  /** Everything the gateway has logged, as one text. */
  readonly logged: () => string
}

type Environment = Readonly<Record<string, string>>

/** A gateway before a small Feishu, both on free ports and gone with the test. */
export async function startTogether(
  handler: Handler,
  env: Environment = {},
  timeouts: Partial<Timeouts> = {},
): Promise<GatewayUnderTest & { readonly feishu: SmallFeishu }> {
  const feishu = await startSmallFeishu(handler)
  onTestFinished(() => feishu.close())
  return { ...(await startBefore(feishu.origin, env, timeouts)), feishu }
}

/** A gateway in front of the stand-in for Feishu at `origin`. */
export async function startBefore(
  origin: string,
  env: Environment = {},
  timeouts: Partial<Timeouts> = {},
): Promise<GatewayUnderTest> {
  const directory = await temporaryDirectory()
  const pageDirectory = join(directory, 'page')
  await mkdir(pageDirectory)
  await writeFile(join(pageDirectory, 'index.html'), '<!doctype html><title>page</title>')
  const reading = readConfiguration({
    FEISHU_APP_ID: 'cli_test',
    FEISHU_APP_SECRET: 'canary-secret',
    FEISHU_OPEN_URL: origin,
    FEISHU_ACCOUNTS_URL: origin,
    DATA_DIR: join(directory, 'data'),
    PORT: '0',
    LOG_LEVEL: 'trace',
    ...env,
  })
  if (!reading.ok) throw new Error(JSON.stringify(reading.errors))
  const lines: string[] = []
  const destination = new Writable({
    write(chunk: Buffer, _encoding, written) {
      lines.push(chunk.toString('utf8'))
      written()
    },
  })
  const configuration = {
    ...reading.configuration,
    pageDirectory,
    timeouts: { ...usualTimeouts, noticeMs: 0, ...timeouts },
  }
  const gateway = await startGateway(configuration, makeLog(configuration.logLevel, destination))
  onTestFinished(() => gateway.close())
  const browser = new SmallBrowser(`http://localhost:${gateway.port}`)
  return { gateway, configuration, browser, logged: () => lines.join('') }
}

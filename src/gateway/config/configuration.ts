import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Brand } from '../../contract/feishu/document-links.ts'
import { clientSdkAddress } from '../../contract/feishu/client/bridge.ts'
import type { FeishuFact } from '../../contract/own-api/feishu-facts.ts'
import { isFeature, scopesOfFeature, type Feature } from '../../contract/feishu/scopes.ts'
import { readIdentity, type IdentityConfiguration } from '../app-identity/identity-configuration.ts'
import { readEventKeys } from '../events/event-configuration.ts'
import type { EventKeys } from '../events/open-event.ts'
import { readEgress, type EgressConfiguration } from './egress-configuration.ts'
import { readFacts } from './feishu-facts.ts'
import { list, text, type ConfigurationError, type Environment, type Reader } from './environment.ts'
import { readRedis } from './redis-configuration.ts'
import { isAddressBlock, isLoopbackHost, isSecretOrLoopback, origins, readOrigin } from './origins.ts'
import type { RaisedLimits } from '../quota/limits.ts'
import type { RedisAddress } from '../stores/redis.ts'
import { readSessionKeys } from '../session/session-key-file.ts'
import { usualTimeouts, type Timeouts } from '../server/timeouts.ts'

/** The configuration of one gateway process, validated. Origins have no path and no trailing slash. */
export interface Configuration {
  /** The app as Feishu's developer console has it: FEISHU_APP_ID, FEISHU_APP_SECRET, FEISHU_BRAND. */
  readonly app: { readonly id: string; readonly secret: string; readonly brand: Brand }
  /** Where Feishu is: by brand, unless variables name other addresses. */
  readonly feishu: {
    /** Origin of Feishu's API. */
    readonly openOrigin: string
    /** Origin of Feishu's sign-in page. */
    readonly accountsOrigin: string
    /** URL of the OAuth token endpoint. */
    readonly tokenUrl: string
    /** True when a simulator on this machine stands in for Feishu. */
    readonly simulated: boolean
  }
  /** Address of the SDK with which people sign in inside Feishu's app; `null`: they do so as in a browser. */
  readonly clientSdkUrl: string | null
  /** The company's proxy, if there is one between the gateway and Feishu. */
  readonly egress: EgressConfiguration
  /** In whose name calls are made: IDENTITY and what belongs to it. */
  readonly identity: IdentityConfiguration
  /** The keys of a store app's events; `null`: there is no address for them. */
  readonly events: EventKeys | null
  /** Minutes without use after which the page signs out by itself and forgets; `null`: never. */
  readonly idleSignOutMinutes: number | null
  /** Feature flags: features whose scopes people grant when they first sign in; others are asked for when needed. */
  readonly features: readonly Feature[]
  /** Origin that browsers use; `null`: http://localhost with the actual port. */
  readonly publicOrigin: string | null
  /** Path at that origin below which all of this is, such as `/tools/uploader`; empty: the origin is ours alone. */
  readonly publicPath: string
  /** Address to listen on. */
  readonly host: string
  /** 0: any free port. */
  readonly port: number
  /** 32 bytes each, the first one seals; empty: a key is made and stored in `dataDirectory`. */
  readonly sessionKeys: readonly Buffer[]
  /** Absolute path of the folder for sessions, their key and the day's count of calls. */
  readonly dataDirectory: string
  /** Redis or Valkey that replicas share; may contain passwords. `null`: a single gateway, which uses `dataDirectory`. */
  readonly redis: RedisAddress | null
  /** Limits that Feishu raised for this app. */
  readonly raisedLimits: RaisedLimits
  /** Whether small files may also go by the endpoints for parts, for twice the files a second. */
  readonly smallFilesByParts: boolean
  /** What pages are told of Feishu, from the report that FEISHU_FACTS names. */
  readonly facts: readonly FeishuFact[]
  /** Hosts besides Feishu's own whose links are documents: a company's own addresses. */
  readonly customDomains: readonly string[]
  /** Origins whose pages may show this one in a frame. */
  readonly embedOrigins: readonly string[]
  /** Addresses or CIDR blocks of reverse proxies whose forwarding headers are trusted. */
  readonly trustedProxies: readonly string[]
  /** Addresses or CIDR blocks that may read /metrics, besides this machine. */
  readonly metricsFrom: readonly string[]
  /** Companies that have metrics of their own, at most. */
  readonly metricsCompanies: number
  /** LOG_LEVEL. */
  readonly logLevel: LogLevel
  /** Folder of the built page. */
  readonly pageDirectory: string
  /** Not configurable; tests shorten them. */
  readonly timeouts: Timeouts
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
/** Level from which pino logs. */
export type LogLevel = (typeof logLevels)[number]

/** The configuration, or every error of the environment. */
export type ConfigurationReading =
  | { readonly ok: true; readonly configuration: Configuration }
  | { readonly ok: false; readonly errors: readonly ConfigurationError[] }

/** Reads the environment variables listed in the README; reports all errors at once. */
export function readConfiguration(env: Environment): ConfigurationReading {
  const errors: ConfigurationError[] = []
  const report = (variable: string, wrong: string, remedy: string) => void errors.push({ variable, wrong, remedy })
  const reader: Reader = { env, report }

  const app = readApp(reader)
  const feishu = readFeishu(reader, app.brand)
  const customDomains = readCustomDomains(reader)
  const rules = { brand: app.brand, customDomains, ...(feishu.simulated && { documentOrigin: feishu.openOrigin }) }
  const identity = readIdentity(reader, rules)
  const configuration: Configuration = {
    app,
    feishu,
    clientSdkUrl: readClientSdkUrl(reader, app.brand, feishu.simulated),
    egress: readEgress(reader),
    identity,
    events: readEventKeys(reader, identity),
    idleSignOutMinutes: readIdleSignOut(reader),
    features: readFeatures(reader),
    ...readPublicUrl(reader),
    host: text(env, 'HOST') ?? '127.0.0.1',
    port: readPort(reader),
    sessionKeys: readSessionKeys(reader),
    dataDirectory: resolve(text(env, 'DATA_DIR') ?? '.data'),
    redis: readRedis(reader),
    raisedLimits: {
      uploadsPerSecond: readLimit(reader, 'UPLOADS_PER_SECOND', 1000),
      uploadsPerDay: readLimit(reader, 'UPLOADS_PER_DAY', 10_000_000),
    },
    ...readFacts(reader, app.brand),
    customDomains,
    embedOrigins: readEmbedOrigins(reader),
    trustedProxies: readAddresses(reader, 'TRUSTED_PROXIES'),
    metricsFrom: readAddresses(reader, 'METRICS_FROM'),
    metricsCompanies: readMetricsCompanies(reader),
    logLevel: readLogLevel(reader),
    pageDirectory: findPage(),
    timeouts: usualTimeouts,
  }
  if (configuration.redis !== null && configuration.sessionKeys.length === 0) {
    report('SESSION_KEY', 'is not set, but REDIS_URL is', 'Give all replicas the same one: openssl rand -base64 32.')
  }
  return errors.length === 0 ? { ok: true, configuration } : { ok: false, errors }
}

function readApp({ env, report }: Reader): Configuration['app'] {
  const id = text(env, 'FEISHU_APP_ID') ?? ''
  const secret = text(env, 'FEISHU_APP_SECRET') ?? ''
  const brand = text(env, 'FEISHU_BRAND') ?? 'feishu'
  const console = 'Copy it from the developer console: your app, Credentials & Basic Info.'
  if (id === '') report('FEISHU_APP_ID', 'is not set', console)
  else if (!/^cli_\w+$/.test(id)) report('FEISHU_APP_ID', `is "${id}", but an App ID starts with cli_`, console)
  if (secret === '') report('FEISHU_APP_SECRET', 'is not set', console)
  else if (/\s/.test(secret)) report('FEISHU_APP_SECRET', 'has white space inside', console)
  if (brand === 'feishu' || brand === 'lark') return { id, secret, brand }
  report('FEISHU_BRAND', `is "${brand}"`, 'Write feishu (feishu.cn) or lark (larksuite.com).')
  return { id, secret, brand: 'feishu' }
}

/** Everything that the page uses; it does not read files back. */
const usualFeatures: readonly Feature[] = ['sheets', 'bases', 'imports', 'folders', 'wikis', 'search']

function readFeatures({ env, report }: Reader): readonly Feature[] {
  const given = list(env, 'FEATURES')
  for (const name of given.filter((entry) => !isFeature(entry))) {
    report('FEATURES', `names "${name}"`, `Write some of these: ${Object.keys(scopesOfFeature).join(', ')}.`)
  }
  // Nothing works without documents: their scopes are always asked for.
  const wanted = given.length === 0 ? usualFeatures : given.filter(isFeature)
  return [...new Set<Feature>(['documents', ...wanted])]
}

function readFeishu(reader: Reader, brand: Brand): Configuration['feishu'] {
  const own = origins[brand]
  const openOrigin = feishuOrigin(reader, 'FEISHU_OPEN_URL', own.open)
  const accountsOrigin = feishuOrigin(reader, 'FEISHU_ACCOUNTS_URL', own.accounts)
  const given = text(reader.env, 'FEISHU_TOKEN_URL')
  const tokenUrl = given ?? `${openOrigin}/open-apis/authen/v2/oauth/token`
  if (given !== undefined && !isSecretOrLoopback(given)) {
    reader.report(
      'FEISHU_TOKEN_URL',
      `is "${given}"`,
      `Write an https address, for example ${own.accounts}/oauth/v3/token.`,
    )
  }
  return { openOrigin, accountsOrigin, tokenUrl, simulated: isLoopbackHost(new URL(openOrigin).hostname) }
}

function feishuOrigin({ env, report }: Reader, variable: string, own: string): string {
  const given = text(env, variable)
  if (given === undefined) return own
  const origin = readOrigin(given)
  if (origin !== undefined && isSecretOrLoopback(origin)) return origin
  report(variable, `is "${given}"`, `Write an https origin without a path, for example ${own}, or remove it.`)
  return own
}

/** Where the simulator takes Feishu's place, there is no app of Feishu that would know of it. */
function readClientSdkUrl({ env, report }: Reader, brand: Brand, simulated: boolean): string | null {
  const given = text(env, 'CLIENT_SDK_URL')
  if (given === undefined) return simulated ? null : clientSdkAddress[brand]
  if (given === 'none') return null
  // It stands in a header, between words that are divided by blanks and semicolons.
  if (isSecretOrLoopback(given) && /^[\w:/.@-]+\.js$/.test(given)) return given
  report('CLIENT_SDK_URL', `is "${given}"`, 'Write the https address of the H5 JS SDK, without a query, or none.')
  return null
}

const longestIdleMinutes = 24 * 60

function readIdleSignOut({ env, report }: Reader): number | null {
  const given = text(env, 'IDLE_SIGN_OUT_MINUTES')
  if (given === undefined) return null
  if (/^[1-9]\d{0,3}$/.test(given) && Number(given) <= longestIdleMinutes) return Number(given)
  report(
    'IDLE_SIGN_OUT_MINUTES',
    `is "${given}"`,
    `Write whole minutes, from 1 to ${longestIdleMinutes}, or remove it.`,
  )
  return null
}

/** First segments of the gateway's own paths: below one of these, `/api/session` could mean two things. */
const ownSegments: ReadonlySet<string> = new Set([
  'api',
  'auth',
  'open-apis',
  'assets',
  'healthz',
  'readyz',
  'metrics',
  'feishu',
])

function readPublicUrl({ env, report }: Reader): Pick<Configuration, 'publicOrigin' | 'publicPath'> {
  const nothing = { publicOrigin: null, publicPath: '' }
  const given = text(env, 'PUBLIC_URL')
  if (given === undefined) return nothing
  const [, publicPath = ''] = /^[a-z]+:\/\/[^/]+((?:\/[\w-][\w.~-]*)*)\/*$/i.exec(given) ?? []
  const origin = readOrigin(publicPath === '' ? given : given.slice(0, given.lastIndexOf(publicPath)))
  if (origin === undefined) {
    report(
      'PUBLIC_URL',
      `is "${given}"`,
      'Write the address people open, with its path if it has one: https://upload.example.com or https://intranet.example.com/tools/uploader',
    )
  } else if (!isSecretOrLoopback(origin)) {
    report('PUBLIC_URL', `is "${given}", and plain http would show session cookies to the network`, 'Use https.')
  } else if (ownSegments.has(publicPath.split('/')[1] ?? '')) {
    report('PUBLIC_URL', `is "${given}", whose path begins like one of the gateway's own`, 'Use another path.')
  }
  return origin === undefined ? nothing : { publicOrigin: origin, publicPath }
}

function readPort({ env, report }: Reader): number {
  const given = text(env, 'PORT') ?? '8080'
  const port = Number(given)
  if (/^\d+$/.test(given) && port <= 65_535) return port
  report('PORT', `is "${given}"`, 'Write a number from 0 to 65535; 0 takes any free port.')
  return 0
}

const mostMetricsCompanies = 1000

function readMetricsCompanies({ env, report }: Reader): number {
  const given = text(env, 'METRICS_COMPANIES') ?? '0'
  if (/^\d{1,4}$/.test(given) && Number(given) <= mostMetricsCompanies) return Number(given)
  report(
    'METRICS_COMPANIES',
    `is "${given}"`,
    `Write how many companies get metrics of their own, up to ${mostMetricsCompanies}.`,
  )
  return 0
}

function readLimit({ env, report }: Reader, variable: string, most: number): number | null {
  const given = text(env, variable)
  if (given === undefined) return null
  if (/^[1-9]\d{0,9}$/.test(given) && Number(given) <= most) return Number(given)
  report(
    variable,
    `is "${given}"`,
    `Write the whole number that Feishu granted your app (${most} at most), or remove it.`,
  )
  return null
}

function readCustomDomains({ env, report }: Reader): readonly string[] {
  return list(env, 'CUSTOM_DOMAINS').flatMap((given) => {
    if (/^(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z\d-]*[a-z][a-z\d-]*$/i.test(given)) return [given.toLowerCase()]
    report('CUSTOM_DOMAINS', `names "${given}"`, 'Write host names with commas between them: docs.example.com')
    return []
  })
}

function readEmbedOrigins({ env, report }: Reader): readonly string[] {
  return list(env, 'EMBED_ORIGINS').flatMap((given) => {
    const origin = readOrigin(given)
    if (origin !== undefined && isSecretOrLoopback(origin)) return [origin]
    report(
      'EMBED_ORIGINS',
      `names "${given}"`,
      'Write https origins with commas between them: https://portal.example.com',
    )
    return []
  })
}

function readAddresses({ env, report }: Reader, variable: string): readonly string[] {
  const given = list(env, variable)
  for (const entry of given.filter((one) => !isAddressBlock(one))) {
    report(variable, `names "${entry}"`, 'Write addresses or CIDR blocks with commas between them: 10.0.0.0/8')
  }
  return given
}

function readLogLevel({ env, report }: Reader): LogLevel {
  const given = text(env, 'LOG_LEVEL') ?? 'info'
  const level = logLevels.find((name) => name === given)
  if (!level) report('LOG_LEVEL', `is "${given}"`, `Write one of ${logLevels.join(', ')}.`)
  return level ?? 'info'
}

/** The built page is beside this file in dist, or in dist when this file runs from the sources. */
function findPage(): string {
  const built = join(import.meta.dirname, '../../page')
  return existsSync(join(built, 'index.html')) ? built : resolve(import.meta.dirname, '../../../dist/page')
}

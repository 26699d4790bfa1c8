import { pino, stdSerializers, type DestinationStream, type Logger } from 'pino'
import type { LogLevel } from '../config/configuration.ts'

/** Fields of a logged object that could hold a secret. */
const secretNames = [
  'authorization',
  'cookie',
  'state',
  'accessToken',
  'refreshToken',
  'access_token',
  'refresh_token',
  'codeVerifier',
  'code_verifier',
  'client_secret',
  'appTicket',
  'app_ticket',
  'app_access_token',
  'tenant_access_token',
  'verificationToken',
  'encryptKey',
  'secret',
]

/**
 * The gateway's log: JSON lines. Fields are chosen one by one: never whole requests, headers, or URLs with a query. The redaction
 * is a second safeguard.
 */
export function makeLog(level: LogLevel, destination?: DestinationStream): Logger {
  const options = {
    level,
    redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`]), censor: '[secret]' },
    serializers: { err: serializeError },
  }
  return destination ? pino(options, destination) : pino(options)
}

/** Without further fields: errors of libraries may contain requests, parameters and bodies. */
function serializeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error }
  const { type, message, stack } = stdSerializers.err(error)
  return { type, message, stack, code: 'code' in error ? error.code : undefined }
}

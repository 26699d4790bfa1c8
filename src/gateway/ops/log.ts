import { pino, stdSerializers, type DestinationStream, type Logger } from 'pino'
import type { LogLevel } from '../config/configuration.ts'

/** Names under which a secret could stand in a logged object. */
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
  'secret',
]

/**
 * The gateway's log: JSON lines. What is logged is chosen field by field, never whole requests, headers or addresses with
 * a query; the redaction below is the second line.
 */
export function makeLog(level: LogLevel, destination?: DestinationStream): Logger {
  const options = {
    level,
    redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`]), censor: '[secret]' },
    serializers: { err: serializeError },
  }
  return destination ? pino(options, destination) : pino(options)
}

/** Without further fields: errors of libraries carry requests, parameters and bodies along. */
function serializeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error }
  const { type, message, stack } = stdSerializers.err(error)
  return { type, message, stack, code: 'code' in error ? error.code : undefined }
}

import { startSimulator } from './http/start.ts'

const {
  HOST: host = '127.0.0.1',
  PORT: portText = '8081',
  PUBLIC_URL: publicUrl,
  REDIRECT_URIS: redirectUris = '',
} = process.env

try {
  const simulator = await startSimulator({
    host,
    port: readPort(portText),
    redirectUris: redirectUris.split(',').filter((uri) => uri !== ''),
    ...(publicUrl !== undefined && { publicUrl }),
  })
  process.stdout.write(`Simulated Feishu: ${simulator.url}\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.close())
} catch (error: unknown) {
  process.stderr.write(`The simulator cannot start: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (port <= 65_535) return port
  throw new RangeError(`PORT is “${text}”, and should be a number from 0 to 65535`)
}

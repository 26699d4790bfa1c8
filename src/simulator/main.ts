import { startSimulator } from './start.ts'

const {
  HOST: host = '127.0.0.1',
  PORT: port = '8081',
  PUBLIC_URL: publicUrl,
  REDIRECT_URIS: redirectUris = '',
} = process.env

const simulator = await startSimulator({
  host,
  port: Number(port),
  redirectUris: redirectUris.split(',').filter((uri) => uri !== ''),
  ...(publicUrl !== undefined && { publicUrl }),
})
process.stdout.write(`Simulated Feishu: ${simulator.url}\n`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void simulator.close()
  })
}

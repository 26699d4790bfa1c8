import { connect, createServer, type AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { makeLog } from '../ops/log.ts'
import { connectRedis, type SharedRedis } from './redis.ts'
import { startRedis } from '../testing/redis-under-test.ts'

const log = makeLog('silent')

test('keys of one app are separate from those of another', async () => {
  const { url } = await startRedis()
  const one = await connectRedis({ as: 'server', url }, 'cli_one', log)
  const other = await connectRedis({ as: 'server', url }, 'cli_other', log)
  onTestFinished(() => {
    one.disconnect()
    other.disconnect()
  })
  await one.set('key', '1')
  expect(await other.get('key')).toBeNull()
  expect(await one.get('key')).toBe('1')
})

test('a Redis that cannot be reached is reported at the start', async () => {
  await expect(connectRedis({ as: 'server', url: 'redis://127.0.0.1:1' }, 'cli_test', log)).rejects.toThrow('REDIS_URL')
})

test('a Redis that hangs fails commands soon, and is used again when it answers', async () => {
  const { url, process: server } = await startRedis()
  const redis = await connectRedis({ as: 'server', url }, 'cli_test', log)
  onTestFinished(() => redis.disconnect())
  server.kill('SIGSTOP')
  await expect(redis.get('key')).rejects.toThrow()
  server.kill('SIGCONT')
  await expect.poll(() => redis.get('key').catch(() => 'not yet')).toBeNull()
})

test.each([
  ['a command', (redis: SharedRedis) => redis.set('key', 'after')],
  ['a script', (redis: SharedRedis) => redis.eval("return redis.call('SET', KEYS[1], ARGV[1])", 1, 'key', 'after')],
])(
  'where another Redis took over the address, %s gets there, though the old one kept the connection',
  async (_what, write) => {
    const [old, next] = [await startRedis(), await startRedis()]
    const address = await startAddress(old.url)
    const redis = await connectRedis({ as: 'server', url: address.url }, 'cli_test', log)
    const [atOld, atNext] = [
      await connectRedis({ as: 'server', url: old.url }, 'cli_test', log),
      await connectRedis({ as: 'server', url: next.url }, 'cli_test', log),
    ]
    onTestFinished(() => {
      for (const connection of [redis, atOld, atNext]) connection.disconnect()
    })
    address.leadTo(next.url)
    await atOld.replicaof('127.0.0.1', new URL(next.url).port)
    await expect(write(redis)).rejects.toThrow('READONLY')
    await expect.poll(() => write(redis).catch(() => 'not yet')).toBe('OK')
    expect(await atNext.get('key')).toBe('after')
  },
)

/** A fixed address whose target can be changed for new connections. */
async function startAddress(first: string) {
  let leadsTo = first
  const server = createServer((socket) => {
    const { hostname, port } = new URL(leadsTo)
    const beyond = connect(Number(port), hostname)
    socket.pipe(beyond).pipe(socket)
    for (const end of [socket, beyond]) {
      end.on('error', () => undefined)
      end.on('close', () => void [socket, beyond].map((each) => each.destroy()))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  return { url: `redis://127.0.0.1:${port}`, leadTo: (url: string) => void (leadsTo = url) }
}

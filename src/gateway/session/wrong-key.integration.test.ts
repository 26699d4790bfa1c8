import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { startGateway } from '../server/start.ts'
import { startTogether } from '../testing/gateway-under-test.ts'
import { startRedis } from '../testing/redis-under-test.ts'
import { SmallBrowser } from '../testing/small-browser.ts'
import { makeLog } from '../ops/log.ts'
import { Writable } from 'node:stream'

test.each(['files', 'Redis'])(
  'E7 a start with another SESSION_KEY deletes no session kept in %s, says so, and the right key finds them again',
  async (where) => {
    const SESSION_KEY = randomBytes(32).toString('base64')
    const REDIS_URL = where === 'Redis' ? (await startRedis()).url : ''
    const { browser, gateway, configuration } = await startTogether(() => undefined, { SESSION_KEY, REDIS_URL })
    await browser.signIn()
    await gateway.close()
    const later = async (keys: readonly Buffer[]) => {
      const lines: string[] = []
      const destination = new Writable({
        write(chunk: Buffer, _encoding, written) {
          lines.push(chunk.toString('utf8'))
          written()
        },
      })
      const log = makeLog('info', destination)
      const again = await startGateway({ ...configuration, sessionKeys: keys }, log)
      const person = new SmallBrowser(again.url)
      person.cookies.set('sid', browser.cookies.get('sid') ?? '')
      const session = JSON.parse((await person.call('/api/session')).text) as { readonly person: unknown }
      await expect.poll(() => lines.length).toBeGreaterThan(0)
      await again.close()
      return { person: session.person, logged: lines.join('') }
    }
    const wrong = await later([randomBytes(32)])
    expect(wrong.person).toBeNull()
    expect(wrong.logged).toContain('"unreadable":1')
    expect(await later(configuration.sessionKeys)).toMatchObject({ person: { openId: 'ou_1' } })
    const both = await later([randomBytes(32), ...configuration.sessionKeys])
    expect(both.person).toMatchObject({ openId: 'ou_1' })
    expect(both.logged).not.toContain('unreadable')
  },
)

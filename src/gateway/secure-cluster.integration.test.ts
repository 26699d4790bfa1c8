import { describe, expect, onTestFinished, test } from 'vitest'
import { pathOf } from '../contract/feishu/routes.ts'
import { runGateway } from './testing/gateway-process.ts'
import { hasOpenssl } from './testing/private-ca.ts'
import { secretsOf, startCluster } from './testing/redis-under-test.ts'
import { SmallBrowser } from './testing/small-browser.ts'
import { sendJson, startSmallFeishu } from './testing/small-feishu.ts'
import { temporaryDirectory } from './testing/temporary-directory.ts'

/** Two gateways that share a cluster, in processes of their own: Node reads NODE_EXTRA_CA_CERTS at its start only. */
async function startReplicas(known: 'by-address' | 'by-name') {
  const secrets = await secretsOf(known)
  const cluster = await startCluster(secrets)
  const feishu = await startSmallFeishu((request, response) => {
    request.resume().once('end', () => sendJson(response, 200, { code: 0 }))
  })
  onTestFinished(() => feishu.close())
  const host = known === 'by-address' ? '127.0.0.1' : 'localhost'
  const password = encodeURIComponent(secrets.password)
  // The first address has the password, and nobody is there.
  const addresses = [
    `rediss://:${password}@${host}:1`,
    ...cluster.masters.map(({ port }) => `rediss://${host}:${port}`),
  ]
  const env = {
    FEISHU_APP_ID: 'cli_test',
    FEISHU_APP_SECRET: 'canary-secret',
    FEISHU_OPEN_URL: feishu.origin,
    FEISHU_ACCOUNTS_URL: feishu.origin,
    PORT: '0',
    SESSION_KEY: Buffer.from(Array.from({ length: 32 }, (_, n) => n)).toString('base64'),
    DATA_DIR: await temporaryDirectory(),
    REDIS_MODE: 'cluster',
    REDIS_URL: addresses.join(','),
  }
  const start = () => runGateway({ ...env, NODE_EXTRA_CA_CERTS: secrets.authorityFile })
  return { cluster, replicas: [await start(), await start()] as const, env }
}

const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }

describe.skipIf(!hasOpenssl)('a cluster that is reached by TLS and with a password only', () => {
  test.each(['by-address', 'by-name'] as const)(
    'whose certificates know the nodes %s carries sessions and quota of two replicas, when a node dies too; who does not know the authority is told so',
    async (known) => {
      const { cluster, replicas, env } = await startReplicas(known)
      const [one, other] = await Promise.all(replicas.map(async ({ ready }) => ready))
      const people = await Promise.all(
        Array.from({ length: 8 }, async (_, n) => {
          const browser = new SmallBrowser(one!)
          await browser.signIn(`code-${n}`)
          return browser
        }),
      )
      const nameAt = async (gateway: string, { cookies }: SmallBrowser) => {
        const browser = new SmallBrowser(gateway)
        for (const [name, value] of cookies) browser.cookies.set(name, value)
        const { status, text } = await browser.call('/api/session')
        return status === 200 ? (JSON.parse(text) as { person: unknown }).person : status
      }
      const all = () => Promise.all(people.map((person) => nameAt(other!, person)))
      expect(await all()).not.toContain(null)
      expect((await people[0]!.call(pathOf('uploadFinish'), post)).text).toBe('{"code":0}')
      for (const { redis } of cluster.masters) await redis.wait(1, 5000)

      cluster.masters[0]?.process.kill('SIGKILL')
      await expect
        .poll(async () => (await all()).every((person) => typeof person === 'object' && person !== null), {
          timeout: 60_000,
        })
        .toBe(true)
      for (const { output } of replicas) expect(output()).not.toContain('canary')

      const untrusting = await runGateway(env)
      expect(await untrusting.code).toBe(1)
      expect(untrusting.output()).toContain('REDIS_URL')
      expect(untrusting.output()).toContain('certificate in certificate chain')
      expect(untrusting.output()).not.toContain('canary')
    },
  )
})

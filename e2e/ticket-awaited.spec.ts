import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import type { Page } from '@playwright/test'
import { gatewayPaths } from '../src/contract/own-api/session.ts'
import { expect, test as base, type WorkerFixtures } from './fixtures.ts'
import { mixedFiles } from './files.ts'
import { startStack } from './stack.ts'

const events = { verificationToken: 'verification', encryptKey: 'encrypt' }
/** No server listens there: the story answers. */
const portalOrigin = 'http://localhost:9'
const key = generateKeyPairSync('ed25519')

/** A gateway of a store app that writes in its own name, for visitors whom a portal vouches for. */
const test = base.extend<object, WorkerFixtures>({
  stack: [
    async ({}, use) => {
      const stack = await startStack({
        FEISHU_APP_TYPE: 'store',
        FEISHU_EVENT_VERIFICATION_TOKEN: events.verificationToken,
        FEISHU_EVENT_ENCRYPT_KEY: events.encryptKey,
        IDENTITY: 'app',
        PORTAL_URL: portalOrigin,
        PORTAL_KEY: key.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
        APP_DOCUMENTS: 'SimDocxProductReview0000001',
      })
      await use(stack)
      await stack.close()
    },
    { scope: 'worker' },
  ],
})

function tokenFor(audience: string, tenantKey: string): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const nowSeconds = Math.floor(Date.now() / 1000)
  const visitor = { sub: 'u-1', name: '前台', tenant_key: tenantKey }
  const claims = { iss: portalOrigin, aud: audience, ...visitor, jti: randomUUID(), iat: nowSeconds }
  const signed = `${part({ alg: 'EdDSA' })}.${part({ ...claims, exp: nowSeconds + 60 })}`
  return `${signed}.${sign(null, Buffer.from(signed), key.privateKey).toString('base64url')}`
}

async function enterByPortal(page: Page, pageUrl: string, tenantKey: string): Promise<void> {
  const form = `<form method="post" action="${pageUrl}${gatewayPaths.portal}">
    <input name="token" value="${tokenFor(pageUrl, tenantKey)}"><input name="return_to" value="/"><button>上传文件</button></form>`
  await page.route(`${portalOrigin}/`, (route) =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', body: form }),
  )
  await page.goto(portalOrigin)
  await page.getByRole('button', { name: '上传文件' }).click()
  await expect(page.getByText('已登录：前台')).toBeVisible()
}

test('while the app’s ticket is awaited the page says so and who can do what, to visitors and to nobody yet, and goes on by itself', async ({
  uploader,
  page,
  stack,
  simulator,
}) => {
  const address = { url: `${stack.pageUrl}/feishu/events`, ...events, ticketDelayMs: 3_600_000 }
  const { companies } = await simulator.storeApp(address)
  const tenantKey = companies[0]?.tenantKey ?? ''
  // The demo begins with a ticket: Feishu no longer takes it, and the next one is on its way.
  await simulator.pushTicket('lost')
  const says = page.getByRole('alert').filter({ hasText: '上传服务正在准备' })
  await enterByPortal(page, stack.pageUrl, tenantKey)
  await expect(says).toContainText('请等几分钟')
  await uploader.signOut()
  await expect(page.getByRole('link', { name: '打开门户' })).toBeVisible()
  await expect(says).toContainText('请上传服务的运维人员检查')
  await simulator.pushTicket('pushed')
  await expect(says).toHaveCount(0)
  const files = mixedFiles(2)
  await enterByPortal(page, stack.pageUrl, tenantKey)
  await uploader.pickDocument(uploader.linkOf('product-review'))
  await uploader.choose(files)
  await uploader.expectAllDone(files.length)
  const standing = await simulator.media(uploader.tokenOf('product-review'))
  expect(standing.filter(({ bound }) => bound).map(({ name }) => name)).toEqual(files.map(({ name }) => name))
})

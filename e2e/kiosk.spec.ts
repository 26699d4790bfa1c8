import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import type { Page } from '@playwright/test'
import { gatewayPaths } from '../src/contract/own-api/session.ts'
import { expect, test as base, type WorkerFixtures } from './fixtures.ts'
import { mixedFiles } from './files.ts'
import { kept, nothing } from './kept.ts'
import { startStack } from './stack.ts'
import { expectOpenWay } from './wcag.ts'

/**
 * No server listens there: the story answers. By HTTP, since from an HTTPS page the browser hides its origin from an HTTP gateway.
 */
const portalOrigin = 'http://localhost:9'
const key = generateKeyPairSync('ed25519')
/** The same in every fresh world, and shared with the app. */
const listed = 'SimDocxProductReview0000001'

/** A gateway that writes in the app's own name, for visitors whom a portal vouches for. */
const test = base.extend<object, WorkerFixtures>({
  stack: [
    async ({}, use) => {
      const stack = await startStack({
        IDENTITY: 'app',
        PORTAL_URL: portalOrigin,
        PORTAL_KEY: key.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
        APP_DOCUMENTS: listed,
        IDLE_SIGN_OUT_MINUTES: '2',
      })
      await use(stack)
      await stack.close()
    },
    { scope: 'worker' },
  ],
})

// A file that is held back keeps its queue from being done.
test.use({ worldSettings: { concurrentUploads: 'tolerated' } })

const held = { route: 'uploadAll', times: 'always', skip: 2, fault: { kind: 'hold' } } as const

/** The portal's page signs its visitor in: a form that sends itself. */
async function enterByPortal(page: Page, pageUrl: string): Promise<void> {
  const form = `<form method="post" action="${pageUrl}${gatewayPaths.portal}">
    <input name="token" value="${tokenFor(pageUrl)}"><input name="return_to" value="/"><button>上传文件</button></form>`
  await page.route(`${portalOrigin}/`, (route) =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', body: form }),
  )
  await page.goto(portalOrigin)
  await page.getByRole('button', { name: '上传文件' }).click()
}

function tokenFor(audience: string): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const nowSeconds = Math.floor(Date.now() / 1000)
  const claims = { iss: portalOrigin, aud: audience, sub: 'u-1', name: '前台', jti: randomUUID(), iat: nowSeconds }
  const signed = `${part({ alg: 'EdDSA' })}.${part({ ...claims, exp: nowSeconds + 60 })}`
  return `${signed}.${sign(null, Buffer.from(signed), key.privateKey).toString('base64url')}`
}

test('at a kiosk, signing out leaves nothing in the browser, and says before that what is not uploaded yet goes too', async ({
  uploader,
  page,
  stack,
  simulator,
}) => {
  const files = mixedFiles(6)
  await enterByPortal(page, stack.pageUrl)
  await expect(page.getByText('已登录：前台')).toBeVisible()
  await uploader.pickDocument(uploader.linkOf('product-review'))
  await simulator.faults([held])
  await uploader.choose(files)
  await uploader.expectDone(files[0]?.name ?? '')
  expect((await kept(page)).records).toBeGreaterThan(0)
  await uploader.signOut()
  const dialog = page.getByRole('dialog', { name: '退出登录' })
  await expect(dialog.getByRole('button', { name: '我自己的，保留队列' })).toHaveCount(0)
  await expectOpenWay(page, [390, 1280], dialog)
  const answer = page.waitForResponse((response) => response.url().endsWith(gatewayPaths.signOut))
  await dialog.getByRole('button', { name: '清除并退出' }).click()
  expect((await (await answer).allHeaders())['clear-site-data']).toBe('"cache", "storage"')
  await expect(page.getByText('已登录：前台')).toBeHidden()
  expect(await kept(page)).toEqual(nothing)
})

test('at a kiosk, a missing right names the app and what the owner has to do', async ({
  uploader,
  page,
  stack,
  simulator,
}) => {
  await enterByPortal(page, stack.pageUrl)
  await uploader.pickDocument(uploader.linkOf('product-review'))
  await expect(page.getByText('应用可以编辑', { exact: true })).toBeVisible()
  await simulator.faults([{ route: 'createBlocks', times: 'always', fault: { kind: 'code', code: 1770032 } }])
  const [file] = mixedFiles(1)
  if (file) await uploader.choose([file])
  await expect(page.getByText('应用没有编辑权限').first()).toBeVisible()
  await expect(page.getByText(/添加文档应用/).first()).toBeVisible()
  await expect(page.getByText(/你的账号/)).toHaveCount(0)
  await simulator.endFaults()
})

test('at a kiosk that is idle, the session ends by itself and leaves nothing', async ({ uploader, page, stack }) => {
  await page.clock.install()
  await enterByPortal(page, stack.pageUrl)
  await uploader.pickDocument(uploader.linkOf('product-review'))
  await uploader.choose(mixedFiles(2))
  await uploader.expectAllDone(2)
  expect((await kept(page)).local.length).toBeGreaterThan(0)
  await page.clock.fastForward('01:30')
  await expect(page.getByRole('alert').filter({ hasText: '还在用吗？' })).toBeVisible()
  await page.clock.fastForward('00:40')
  await expect(page.getByText('已登录：前台')).toBeHidden()
  await expect.poll(() => kept(page)).toEqual(nothing)
})

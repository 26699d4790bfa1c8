import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import type { Page } from '@playwright/test'
import { gatewayPaths } from '../../src/contract/own-api/session.ts'
import { mixedFiles } from '../files.ts'
import { ownContext } from '../fixtures.ts'
import { startPortal } from '../portal.ts'
import { Simulator } from '../simulator.ts'
import { UploaderPage } from '../uploader-page.ts'
import { orderedWalk } from './comparison.ts'
import { expect, startPicturedStack, test } from './fixtures.ts'

/** No server listens there: the walk answers. */
const kioskOrigin = 'http://localhost:9'
const { publicKey, privateKey } = generateKeyPairSync('ed25519')

/** What a portal says of its visitor, signed. */
function tokenFor(audience: string): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const nowSeconds = Math.floor(orderedWalk().atMs / 1000)
  const claims = { iss: kioskOrigin, aud: audience, sub: 'u-1', name: '前台', jti: randomUUID(), iat: nowSeconds }
  const signed = `${part({ alg: 'EdDSA' })}.${part({ ...claims, exp: nowSeconds + 60 })}`
  return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`
}

async function enterKiosk(page: Page, pageUrl: string): Promise<void> {
  const form = `<form method="post" action="${pageUrl}${gatewayPaths.portal}">
    <input name="token" value="${tokenFor(pageUrl)}"><input name="return_to" value="/"><button>上传文件</button></form>`
  await page.route(`${kioskOrigin}/`, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: form }))
  await page.goto(kioskOrigin)
  await page.getByRole('button', { name: '上传文件' }).click()
  await expect(page.getByText('已登录：前台')).toBeVisible()
}

test('a kiosk', ownContext, async ({ page, pictures }) => {
  const stack = await startPicturedStack({
    IDENTITY: 'app',
    PORTAL_URL: kioskOrigin,
    PORTAL_KEY: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    APP_DOCUMENTS: 'SimDocxProductReview0000001',
  })
  const simulator = new Simulator(stack.simulatorUrl)
  const world = await simulator.freshWorld({ rateLimits: 'off', concurrentUploads: 'tolerated' })
  const uploader = new UploaderPage(page, world)
  await page.goto(stack.pageUrl)
  await page.getByRole('heading').first().waitFor()
  await pictures('kiosk-nobody')
  await enterKiosk(page, stack.pageUrl)
  await pictures('kiosk-first-visit')
  await uploader.pickDocument(uploader.linkOf('product-review'))
  await page.getByText('应用可以编辑', { exact: true }).waitFor()
  await simulator.faults([{ route: 'uploadAll', times: 'always', fault: { kind: 'hold' } }])
  await uploader.chooseInMemory(mixedFiles(2))
  await uploader.signOut()
  await page.getByRole('dialog', { name: '退出登录' }).waitFor()
  await pictures('kiosk-sign-out')
  await stack.close()
})

test('embedded in a portal', ownContext, async ({ page, context, pictures }) => {
  const portal = await startPortal(
    (
      query,
    ) => `<h1>企业门户</h1><feishu-uploader lang="zh-CN" target="${encodeURI(query.get('target') ?? '')}"></feishu-uploader>
      <script type="module" src="${encodeURI(query.get('uploader') ?? '')}/embed.js"></script>`,
  )
  // Another port of the same host is the same site: the frame has the cookie of the page.
  const origin = portal.origin.replace('portal.localhost', 'localhost')
  const stack = await startPicturedStack({ EMBED_ORIGINS: origin })
  const world = await new Simulator(stack.simulatorUrl).freshWorld({
    rateLimits: 'off',
    concurrentUploads: 'tolerated',
  })
  const open = async (target = '') => {
    await page.goto(`${origin}/?${new URLSearchParams({ uploader: stack.pageUrl, target }).toString()}`)
    const element = await page.locator('feishu-uploader iframe').elementHandle()
    const frame = await element.contentFrame()
    if (!frame) throw new Error('no frame')
    const speak = async (language: string) => {
      await page.evaluate((lang) => document.querySelector('feishu-uploader')?.setAttribute('lang', lang), language)
      await expect(frame.locator('html')).toHaveAttribute('lang', language)
    }
    return { frame, speak }
  }
  const signedOut = await open()
  await signedOut.frame.getByRole('link', { name: '用飞书登录' }).waitFor()
  await pictures('embedded-signed-out', signedOut)

  const before = await context.newPage()
  await before.goto(stack.pageUrl)
  await before.getByRole('link', { name: '用飞书登录' }).click()
  await new UploaderPage(before, world).consent()
  await before.getByRole('textbox', { name: '文档链接或名称' }).waitFor()
  await before.close()
  const finding = await open()
  await finding.frame.getByRole('list', { name: '最近在飞书打开的' }).getByRole('button').first().waitFor()
  await pictures('embedded-finder', finding)
  const chosen = await open(world.documents.find(({ key }) => key === 'empty')?.url)
  await chosen.frame.getByText('可以编辑', { exact: true }).waitFor()
  await pictures('embedded-document', chosen)
  await page.evaluate(() => {
    const uploader = document.querySelector('feishu-uploader') as unknown as { addFiles(files: readonly File[]): void }
    uploader.addFiles(['一.txt', '二.txt'].map((name) => new File([name], name, { type: 'text/plain' })))
  })
  await chosen.frame
    .getByText(/2 个文件都已在文档中/)
    .first()
    .waitFor()
  await pictures('embedded-done', chosen)
  await portal.close()
  await stack.close()
})

import type { Page } from '@playwright/test'
import { expect, ownContext, test } from './fixtures.ts'

test.use({ serviceWorkers: 'allow' })

interface Manifest {
  readonly share_target: {
    readonly action: string
    readonly method: string
    readonly enctype: string
    readonly params: { readonly text: string; readonly files: readonly [{ readonly name: string }] }
  }
}

/** Hands over what a phone's share sheet does: the form that the manifest describes. */
async function share(
  page: Page,
  fields: { readonly files?: readonly string[]; readonly text?: string },
): Promise<void> {
  await page.evaluate(async ({ files = [], text }) => {
    const manifest = document.querySelector<HTMLLinkElement>('link[rel=manifest]')?.href ?? ''
    const { share_target: target } = (await (await fetch(manifest)).json()) as Manifest
    const form = document.createElement('form')
    const field = (name: string, type: string) => {
      const input = Object.assign(document.createElement('input'), { name, type })
      form.append(input)
      return input
    }
    Object.assign(form, {
      action: new URL(target.action, manifest).href,
      method: target.method,
      enctype: target.enctype,
    })
    const shared = new DataTransfer()
    for (const name of files) shared.items.add(new File([`of ${name}`], name, { type: 'text/plain' }))
    field(target.params.files[0].name, 'file').files = shared.files
    field(target.params.text, 'text').value = text ?? ''
    document.body.append(form)
    form.submit()
  }, fields)
}

test(
  'files shared from another app are asked about before they go into the document; a shared link chooses its document; what is lost is told',
  ownContext,
  async ({ uploader, page, simulator }) => {
    await uploader.begin('empty')
    await page.evaluate(() => navigator.serviceWorker.ready)
    await page.reload()
    await expect(page.getByText('可以编辑')).toBeVisible()

    await test.step('not wanted: nothing of them is left', async () => {
      await share(page, { files: ['strange.txt'] })
      const question = page.getByRole('dialog', { name: '从其他应用分享来 1 个文件' })
      await expect(question).toContainText('strange.txt')
      await question.getByRole('button', { name: '不要' }).click()
      await expect(question).toBeHidden()
      await page.reload()
      await expect(page.getByText('可以编辑')).toBeVisible()
      expect(await page.evaluate(() => caches.has('shared'))).toBe(false)
    })
    await test.step('wanted, after a reload that came between', async () => {
      await share(page, { files: ['账单 1.txt', '账单 2.txt'] })
      const question = page.getByRole('dialog', { name: '从其他应用分享来 2 个文件' })
      await expect(question).toBeVisible()
      await page.reload()
      await question.getByRole('button', { name: '放进来' }).click()
      await uploader.expectAllDone(2)
      const standing = await simulator.media(uploader.tokenOf('empty'))
      expect(standing.map(({ name }) => name)).toEqual(['账单 1.txt', '账单 2.txt'])
    })
    await test.step('a link', async () => {
      await share(page, { text: `看这篇：${uploader.linkOf('product-review')}` })
      await expect(page.getByText('产品需求评审')).toBeVisible()
      await expect(page.getByRole('dialog')).toHaveCount(0)
    })
    await test.step('lost', async () => {
      await page.evaluate(async () => {
        for (const each of await navigator.serviceWorker.getRegistrations()) await each.unregister()
      })
      await page.reload()
      await share(page, { files: ['late.txt'] })
      await expect(page.getByRole('dialog', { name: '分享的文件没有送到' })).toBeVisible()
      await page.reload()
      await expect(page.getByText('可以编辑')).toBeVisible()
      await expect(page.getByRole('dialog')).toHaveCount(0)
    })
  },
)

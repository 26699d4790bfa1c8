import type { Page } from '@playwright/test'
import { test as base, expect, type WorkerFixtures } from './fixtures.ts'
import { mixedFiles } from './files.ts'
import { startStack } from './stack.ts'
import type { UploaderPage } from './uploader-page.ts'

/** A gateway of its own: after this story it lets no upload pass for a day. */
const test = base.extend<object, WorkerFixtures>({
  stack: [
    async ({}, use) => {
      const stack = await startStack()
      await use(stack)
      await stack.close()
    },
    { scope: 'worker' },
  ],
})

test.use({ worldSettings: { uploadsPerDay: 12 } })

const files = mixedFiles(20)

test('a queue on hold looks so everywhere, whatever it waits for, and says when it goes on', async ({
  uploader,
  page,
  simulator,
}) => {
  test.slow()
  await uploader.begin('empty')
  await simulator.faults([{ route: 'uploadAll', skip: 1, times: 'always', fault: { kind: 'code', code: 1061061 } }])
  await uploader.choose(files)
  await expectOnHold(uploader, /个人存储空间已满/)
  await page.context().setOffline(true)
  await expectOnHold(uploader, /网络断开了/)
  await page.context().setOffline(false)
  await expectOnHold(uploader, /个人存储空间已满/)

  // The queue meets another cause with the next attempt.
  await simulator.endFaults()
  await simulator.expireTokens('all')
  await page.getByRole('button', { name: '继续上传' }).click()
  await expectOnHold(uploader, /需要重新登录飞书/)
  await uploader.signInAgain()

  const day = await expectOnHold(uploader, /今天全公司的上传次数已用完/)
  await expect(day).toContainText(/明天 \d\d:\d\d 自动继续/)
  await expect(page.getByText(/今天全公司已上传/)).toHaveCount(0)
  // A retry that is too early changes nothing.
  await day.getByRole('button', { name: '现在就试一次' }).click()
  await expectOnHold(uploader, /今天全公司的上传次数已用完/)
  await expect(day).toContainText(/明天 \d\d:\d\d 自动继续/)

  const done = await uploader.doneSoFar()
  expect(done).toBeGreaterThan(0)
  const standing = await simulator.media(uploader.tokenOf('empty'))
  expect(standing.filter(({ bound }) => bound).map(({ name }) => name)).toEqual(
    files.slice(0, done).map((file) => file.name),
  )
})

/** The one cause is shown once, and nothing else suggests progress. */
async function expectOnHold({ page, queue }: UploaderPage, cause: RegExp) {
  const notice = page.getByRole('alert').filter({ hasText: cause })
  await expect(notice).toBeVisible()
  await expect(notice).toHaveCount(1)
  await expect(page).toHaveTitle(new RegExp(`^已停住 \\d+/${files.length} · `))
  await expect(page.getByText(new RegExp(`^已停住，完成 \\d+ / ${files.length}$`))).toBeVisible()
  await expect(queue.getByText('已停住', { exact: true }).first()).toBeVisible()
  await expect(queue.getByText(/上传中|等待上传|准备中|飞书确认中|秒后|自动继续/)).toHaveCount(0)
  await expect(page.getByRole('radio', { name: /^(进行中|失败)/ })).toHaveCount(0)
  await expect(page.getByRole('button', { name: /暂停|重试/ })).toHaveCount(0)
  await expect(page.getByText(/约剩|至少还要|\/秒/)).toHaveCount(0)
  await expectNothingMoving(page)
  return notice
}

/** No animation runs, and no bar has the colour of an active file. */
async function expectNothingMoving(page: Page): Promise<void> {
  const moving = await page.evaluate(() => {
    const probe = document.createElement('span')
    probe.style.backgroundColor = 'var(--accent)'
    document.body.append(probe)
    const { backgroundColor: accent } = getComputedStyle(probe)
    probe.remove()
    const bars = [...document.querySelectorAll('progress')].flatMap((bar) => [...(bar.parentElement?.children ?? [])])
    const blue = bars.filter((part) => part.clientWidth > 0 && getComputedStyle(part).backgroundColor === accent)
    return {
      blue: blue.length,
      animations: document.getAnimations().filter((each) => each.playState === 'running').length,
    }
  })
  expect(moving).toEqual({ blue: 0, animations: 0 })
}

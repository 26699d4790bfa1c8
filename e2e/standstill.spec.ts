import { expect, test } from './fixtures.ts'
import { mixedFiles } from './files.ts'

const filesEach = 4

/** Not 99991403: the gateway remembers for minutes that the month is used up (month-used-up.integration.test.ts), beyond a story's end. */
const stories = [
  { code: 1061061, zh: ['个人存储空间已满', '你自己'], en: ['Your storage is full', 'You'] },
  {
    code: 1061101,
    zh: ['企业存储空间已满', '企业管理员'],
    en: ['Company storage is full', 'Your organization’s admin'],
  },
  { code: 21000, zh: ['需要完成安全验证', '你自己'], en: ['Security check required', 'You'] },
  { code: 21001, zh: ['需要完成安全验证', '你自己'], en: ['Security check required', 'You'] },
] as const

const all = mixedFiles(stories.length * filesEach)

test('what stops every upload holds the queue and fails no file: it says why in both languages, and goes on when told to', async ({
  uploader,
  page,
  simulator,
}) => {
  await uploader.begin('empty')
  const notice = page.getByRole('alert').filter({ has: page.getByRole('heading') })
  const goOn = notice.getByRole('button', { name: 'Continue uploading' })
  for (const [at, { code, zh, en }] of stories.entries()) {
    await test.step(`${code}`, async () => {
      const arrived = all.slice(0, (at + 1) * filesEach)
      await uploader.speak('zh-CN')
      await simulator.faults([{ route: 'uploadAll', skip: 1, times: 'always', fault: { kind: 'code', code } }])
      await uploader.choose(arrived.slice(at * filesEach))
      for (const [language, told] of [
        ['zh-CN', zh],
        ['en', en],
      ] as const) {
        await uploader.speak(language)
        await expect(notice.getByRole('heading')).toHaveText(told[0])
        await expect(notice.getByText(told[1], { exact: true })).toBeVisible()
      }
      await notice.getByText('Details', { exact: true }).click()
      const definition = notice.getByRole('definition').filter({ hasText: String(code) })
      await expect(definition.first()).toBeVisible()

      const refused = async () => (await simulator.counters())['uploadAll']?.refusals[code] ?? 0
      const before = await refused()
      // Nobody has acted yet.
      await goOn.click()
      await expect.poll(refused).toBeGreaterThan(before)
      await expect(notice).toBeVisible()
      await simulator.endFaults()
      await goOn.click()
      await uploader.expectAllDone(arrived.length)
      expect(await simulator.mediaNames(uploader.tokenOf('empty'))).toEqual(arrived.map((file) => file.name))
    })
  }
})

import { mediaProblems } from '../src/contract/problems/media.ts'
import type { Action, Actor, Problem } from '../src/contract/problems/problem.ts'
import { expect, test } from './fixtures.ts'
import { png } from './files.ts'
import type { Language, UploaderPage } from './uploader-page.ts'

/** The whole error table of upload_all, as the product knows it. */
const codes = Object.entries<Problem>(mediaProblems)

/** What a person reads on the button of each action. */
const buttons: Record<Language, Record<Action, string>> = {
  'zh-CN': {
    retry: '重试',
    'pick-document': '换一个文档',
    'import-files': '导入到文件夹',
    rename: '重命名',
    'choose-file-again': '重新选择文件',
    'choose-smaller-file': '选择较小的文件',
    'remove-file': '移除这个文件',
    'sign-in': '重新登录',
    'grant-scopes': '去飞书授权',
    'ask-access': '复制权限申请',
    'open-document': '打开文档',
    'open-console': '打开开发者后台',
    'copy-details': '复制详情',
  },
  en: {
    retry: 'Retry',
    'pick-document': 'Choose another document',
    'import-files': 'Import into a folder',
    rename: 'Rename',
    'choose-file-again': 'Choose the file again',
    'choose-smaller-file': 'Choose a smaller file',
    'remove-file': 'Remove this file',
    'sign-in': 'Sign in again',
    'grant-scopes': 'Grant access in Feishu',
    'ask-access': 'Copy an access request',
    'open-document': 'Open document',
    'open-console': 'Open the developer console',
    'copy-details': 'Copy details',
  },
}

const actors: Record<Language, Record<Actor, string>> = {
  'zh-CN': {
    you: '你自己',
    'document-owner': '文档所有者',
    'tenant-admin': '企业管理员',
    'app-developer': '应用开发者',
    operator: '上传服务的运维人员',
    network: '网络管理员',
    feishu: '飞书',
  },
  en: {
    you: 'You',
    'document-owner': 'Document owner',
    'tenant-admin': 'Your organization’s admin',
    'app-developer': 'App developer',
    operator: 'Whoever runs this uploader',
    network: 'Whoever looks after your network',
    feishu: 'Feishu',
  },
}

const fileNameFor = (code: string) => `f-${code}.png`

function refuseFor(code: string) {
  return {
    route: 'uploadAll' as const,
    times: 'always' as const,
    fileName: fileNameFor(code),
    fault: { kind: 'code' as const, code: Number(code) },
  }
}

const whoCanActOf: Record<Language, string> = { 'zh-CN': '谁能处理', en: 'Who can fix it' }

/** The lines of each row in the accessibility tree, by file name. One look at the whole queue costs little more than one at a row. */
async function rowsOf(uploader: UploaderPage): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = new Map<string, string[]>()
  let lines: string[] = []
  for (const line of (await uploader.queueRegion.ariaSnapshot()).split('\n')) {
    const text = line.trim().replace(/^- /, '')
    const name = /^listitem "(.*)"/.exec(text)?.[1]
    if (name === undefined) lines.push(text)
    else rows.set(name, (lines = []))
  }
  return rows
}

function expectGuidance(lines: readonly string[], language: Language, code: string, problem: Problem): void {
  const [action] = problem.actions
  if (!action) throw new Error(`${code} offers nothing`)
  const button = buttons[language][action]
  expect(
    lines.some((line) => [`button "${button}"`, `link "${button}"`].some((start) => line.startsWith(start))),
    `${code} offers “${button}” among\n${lines.join('\n')}`,
  ).toBe(true)
  expect(lines, code).toContain(`paragraph: ${whoCanActOf[language]} ${actors[language][problem.actor]}`)
  const title = lines.flatMap((line) => /^group "(.*)"/.exec(line)?.[1] ?? []).join(' ')
  const told = lines.filter((line) => line.startsWith('paragraph: ')).map((line) => line.slice('paragraph: '.length))
  for (const text of [title, told.join(' ')]) {
    expect(text.length, code).toBeGreaterThan(3)
    const hasHan = /\p{Script=Han}/u.test(text)
    expect(hasHan, `${code} in ${language}: ${text}`).toBe(language === 'zh-CN')
  }
  expect(
    lines.some((line) => line.startsWith('definition') && line.includes(code)),
    `the details name ${code} among\n${lines.join('\n')}`,
  ).toBe(true)
}

/** Opens why each file failed, all at once: that each can be opened by its button is another story's (failures.spec.ts). */
async function openReasons(uploader: UploaderPage, count: number): Promise<void> {
  const reasons = uploader.queueRegion.getByRole('button', { name: /^为什么/ })
  await reasons.evaluateAll((buttons) => {
    for (const button of buttons) (button as HTMLElement).click()
  })
  await expect(uploader.queueRegion.getByRole('button', { name: /^为什么/, expanded: true })).toHaveCount(count)
}

async function expectInBothLanguages(uploader: UploaderPage, told: typeof codes): Promise<void> {
  // They stay open in the other language.
  await openReasons(uploader, told.length)
  for (const language of ['zh-CN', 'en'] as const) {
    await uploader.speak(language)
    const rows = await rowsOf(uploader)
    for (const [code, problem] of told) {
      expectGuidance(rows.get(fileNameFor(code)) ?? [], language, code, problem)
    }
  }
}

/** Waits until so many have failed for good: codes that heal by themselves are retried first. Each row is looked at in the end. */
const expectFailed = ({ page }: UploaderPage, count: number) =>
  expect(page.getByRole('radio', { name: `失败 ${count}`, exact: true })).toBeVisible({ timeout: 120_000 })

test('each code of an upload is explained under its row, in Chinese and English, with what to do', async ({
  uploader,
  simulator,
}) => {
  expect(codes, 'the whole table of the upload page').toHaveLength(35)
  const told = codes.filter(([, { concerns, healing }]) => concerns === 'file' || healing !== 'hold-queue')
  const ofFiles = told.filter(([, { concerns }]) => concerns === 'file')
  const ofMore = told.filter(([, { concerns }]) => concerns !== 'file')
  const picture = (code: string) => ({ name: fileNameFor(code), bytes: png(12, 12, Number(code) % 89) })
  await uploader.begin('empty')
  await simulator.faults(told.map(([code]) => refuseFor(code)))
  await test.step('codes that concern one file', async () => {
    await uploader.choose(ofFiles.map(([code]) => picture(code)))
    await expectFailed(uploader, ofFiles.length)
  })
  // One after the other: each would end those that wait beside it.
  for (const [at, [code]] of ofMore.entries()) {
    await test.step(`${code}, which concerns a document or everybody`, async () => {
      await uploader.choose([picture(code)])
      await expectFailed(uploader, ofFiles.length + at + 1)
    })
  }
  await expectInBothLanguages(uploader, told)
  await expect.poll(async () => simulator.media(uploader.tokenOf('empty'))).toEqual([])
})

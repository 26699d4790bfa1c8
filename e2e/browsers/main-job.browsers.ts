import { test as base } from '@playwright/test'
import { noise, onDisk, png, sha256, type TestFile } from '../files.ts'
import { Simulator, type World } from '../simulator.ts'
import { startStack } from '../stack.ts'
import { otherBrowsers, type OtherBrowser } from './other-browsers.ts'

const { expect } = base

interface Rig {
  readonly browser: OtherBrowser
  readonly pageUrl: string
  readonly simulator: Simulator
  readonly world: World
}

async function withRig(open: () => Promise<OtherBrowser>, story: (rig: Rig) => Promise<void>): Promise<void> {
  const stack = await startStack()
  const browser = await open()
  try {
    const simulator = new Simulator(stack.simulatorUrl)
    await story({ browser, pageUrl: stack.pageUrl, simulator, world: await simulator.freshWorld() })
  } finally {
    await base.info().attach('last look', { body: Buffer.from(await browser.screenshot()), contentType: 'image/png' })
    await browser.close()
    await stack.close()
  }
}

const withText = (element: string, text: string) => `//${element}[contains(normalize-space(.), "${text}")]`
const fileInput = '//input[@type="file" and not(@webkitdirectory)]'

/** Signs in by hand, as Zhang San, in Chinese whatever the browser prefers. */
async function signIn({ browser, pageUrl }: Rig): Promise<void> {
  await browser.goto(pageUrl)
  await browser.evaluate(`localStorage.setItem('feishu-uploader.language', 'zh-CN')`)
  await browser.goto(pageUrl)
  await browser.click(withText('a', '用飞书登录'))
  // The consent page speaks the browser's language.
  await browser.click('//label[contains(., "张三") or contains(., "Zhang San")]')
  await browser.click('//button[@value="agree"]')
  await browser.seen('//input[@placeholder]')
}

async function chooseDocument({ browser, world }: Rig): Promise<string> {
  const document = world.documents.find(({ key }) => key === 'empty')
  if (!document) throw new Error('The world has no empty document')
  await browser.enter('//input[@placeholder]', document.url)
  await browser.seen(withText('*', '可以编辑'))
  return document.token
}

async function expectStanding({ simulator }: Rig, token: string, files: readonly TestFile[]): Promise<void> {
  const standing = await simulator.media(token)
  expect(standing.map(({ name, bound }) => ({ name, bound }))).toEqual(files.map(({ name }) => ({ name, bound: true })))
  expect(standing.map((each) => each.sha256)).toEqual(files.map(({ bytes }) => sha256(bytes)))
}

/** As they stand in the document: by name. */
const files: readonly TestFile[] = [
  { name: '大文件.bin', bytes: noise(25_000_000, 'other browsers') },
  { name: '会议纪要.txt', bytes: Buffer.from('纪要') },
  { name: '现场照片 1.png', bytes: png(120, 80, 1) },
  { name: '现场照片 2.png', bytes: png(80, 120, 2) },
]
const dropped: readonly TestFile[] = [
  { name: '拖进来 1.png', bytes: png(40, 40, 3) },
  { name: '拖进来 2.txt', bytes: Buffer.from('拖进来') },
]

/** A drop as the page receives it; the files are made on the page, since no driver drags from a desktop. */
function dropOf(each: readonly TestFile[]): string {
  const made = each.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString('base64') }))
  return `(() => {
    const data = new DataTransfer()
    for (const { name, base64 } of ${JSON.stringify(made)}) {
      data.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name))
    }
    for (const type of ['dragenter', 'dragover', 'drop']) {
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }))
    }
  })()`
}

for (const [name, open] of Object.entries(otherBrowsers)) {
  base.describe(name, () => {
    base.skip(open === null, `${name} is not installed`)
    const inBrowser = (story: (rig: Rig) => Promise<void>) => async () => {
      if (open !== null) await withRig(open, story)
    }

    base(
      'chosen and dropped files stand in the document, in order, byte for byte',
      inBrowser(async (rig) => {
        const { browser } = rig
        await signIn(rig)
        const token = await chooseDocument(rig)
        const disk = await onDisk(files)
        await browser.setFiles(fileInput, disk.paths)
        await browser.seen(withText('*', `${files.length} 个文件都已在文档中`))
        await browser.evaluate(dropOf(dropped))
        await browser.seen(withText('*', `${files.length + dropped.length} 个文件都已在文档中`))
        await expectStanding(rig, token, [...files, ...dropped])
        await disk.remove()
      }),
    )

    base(
      'a page reloaded half-way goes on by itself, and each file stands once',
      inBrowser(async (rig) => {
        const { browser, pageUrl, simulator } = rig
        await signIn(rig)
        const token = await chooseDocument(rig)
        const small = Array.from({ length: 6 }, (_, at) => ({ name: `${at}.png`, bytes: png(30, 30, at) }))
        await simulator.faults([{ route: 'uploadAll', skip: 2, times: 'always', fault: { kind: 'hold' } }])
        const disk = await onDisk(small)
        await browser.setFiles(fileInput, disk.paths)
        await browser.seen(withText('li', '已在文档中'))
        await browser.goto(pageUrl)
        await browser.seen(withText('h2', '上次没传完的'))
        await simulator.endFaults()
        await browser.seen(withText('*', `${small.length} 个文件都已在文档中`))
        await expectStanding(rig, token, small)
        await disk.remove()
      }),
    )

    base(
      'what failed says so in words, with its code; the others stand in the document',
      inBrowser(async (rig) => {
        const { browser, simulator } = rig
        await signIn(rig)
        const token = await chooseDocument(rig)
        await simulator.faults([
          { route: 'uploadAll', fileName: '合同.txt', times: 'always', fault: { kind: 'code', code: 1061113 } },
        ])
        const [refused, taken]: readonly [TestFile, TestFile] = [
          { name: '合同.txt', bytes: Buffer.from('合同') },
          { name: '纪要.txt', bytes: Buffer.from('纪要') },
        ]
        const disk = await onDisk([refused, taken])
        await browser.setFiles(fileInput, disk.paths)
        await browser.click(withText('button', '为什么'))
        await browser.seen(withText('*', '文件内容未通过审核'))
        await browser.seen(withText('*', '1061113'))
        await browser.seen(withText('li', '已在文档中'))
        await expectStanding(rig, token, [taken])
        await disk.remove()
      }),
    )
  })
}

import { expect, test } from './fixtures.ts'
import { mixedFiles, sha256 } from './files.ts'
import type { FaultOrder } from './simulator.ts'

const files = mixedFiles(8)
/** Enough files for those that a story lets through before its fault. */
const filesEach = 5

const stories: { title: string; faults: FaultOrder[] }[] = [
  {
    title: 'an answer lost after the blocks were placed',
    faults: [{ route: 'createBlocks', fault: { kind: 'cut', when: 'after' } }],
  },
  {
    title: 'an answer lost after a file was uploaded',
    faults: [{ route: 'uploadAll', skip: 2, fault: { kind: 'cut', when: 'after' } }],
  },
  {
    title: 'an answer lost after the files were bound',
    faults: [{ route: 'batchUpdateBlocks', fault: { kind: 'cut', when: 'after' } }],
  },
  {
    title: 'connections cut before anything happened',
    faults: [
      { route: 'createBlocks', fault: { kind: 'cut', when: 'before' } },
      { route: 'uploadAll', skip: 1, times: 2, fault: { kind: 'cut', when: 'before' } },
      { route: 'batchUpdateBlocks', fault: { kind: 'cut', when: 'before' } },
    ],
  },
  {
    title: 'HTML where JSON was due',
    faults: [
      { route: 'uploadAll', fault: { kind: 'html', status: 502 } },
      { route: 'batchUpdateBlocks', fault: { kind: 'html', status: 400 } },
    ],
  },
  {
    title: 'over-limit answers of both kinds',
    faults: [
      { route: 'uploadAll', fault: { kind: 'code', code: 99991400 } },
      { route: 'uploadAll', skip: 2, fault: { kind: 'code', code: 1061045 } },
      { route: 'createBlocks', fault: { kind: 'code', code: 99991400 } },
    ],
  },
  {
    title: 'a placeholder that vanished',
    faults: [{ route: 'uploadAll', skip: 1, fault: { kind: 'code', code: 1061044 } }],
  },
]

test('through lost answers, cut connections, foreign answers and refusals every file is there once, in order', async ({
  uploader,
  simulator,
}) => {
  const all = mixedFiles(stories.length * filesEach)
  await uploader.begin('empty')
  for (const [at, { title, faults }] of stories.entries()) {
    await test.step(title, async () => {
      const arrived = all.slice(0, (at + 1) * filesEach)
      await simulator.faults(faults)
      await uploader.choose(arrived.slice(at * filesEach))
      await uploader.expectAllDone(arrived.length)
      const standing = await simulator.media(uploader.tokenOf('empty'))
      expect(standing.map((block) => [block.name, block.sha256])).toEqual(
        arrived.map((file) => [file.name, sha256(file.bytes)]),
      )
    })
  }
})

test('a file that is sent again by itself says why on its row, and is there once; a cancelled one leaves no empty block behind', async ({
  uploader,
  page,
  simulator,
}) => {
  await test.step('a file that is sent again by itself says why on its row, and is there once', async () => {
    const name = files[0]?.name ?? ''
    await simulator.faults([
      { route: 'uploadAll', fileName: name, fault: { kind: 'code', code: 1062008 } },
      { route: 'uploadAll', fileName: name, fault: { kind: 'hold' } },
    ])
    await uploader.begin('empty')
    await uploader.choose(files.slice(0, 4))
    await expect(uploader.row(name)).toContainText('已自动从头再传')
    await simulator.endFaults()
    await uploader.expectAllDone(4)
    await expect(uploader.row(name)).not.toContainText('已自动从头再传')
    expect(await simulator.mediaNames(uploader.tokenOf('empty'))).toEqual(files.slice(0, 4).map((file) => file.name))
  })

  await test.step('a cancelled file leaves no empty block behind', async () => {
    const name = files[4]?.name ?? ''
    await simulator.faults([{ route: 'uploadAll', fileName: name, fault: { kind: 'hold' } }])
    await uploader.choose(files.slice(4))
    const cancel = page.getByRole('button', { name: `取消 ${name}` })
    await expect(uploader.row(name)).toContainText(/上传中|确认/)
    await cancel.click()
    await expect(uploader.row(name)).toContainText('已取消')
    await simulator.endFaults()
    await expect
      .poll(() => simulator.mediaNames(uploader.tokenOf('empty')))
      .toEqual(files.filter((file) => file.name !== name).map((file) => file.name))
  })
})

test('going offline pauses the queue without failing a file; it goes on by itself', async ({
  uploader,
  page,
  simulator,
  context,
}) => {
  // Some are still to go when the connection ends, however slow the machine.
  await simulator.faults([{ route: 'uploadAll', skip: 2, times: 'always', fault: { kind: 'hold' } }])
  await uploader.begin('empty')
  await uploader.choose(files)
  await uploader.expectDone(files[0]?.name ?? '')
  await context.setOffline(true)
  await expect(page.getByRole('alert').filter({ hasText: /网络|离线/ })).toBeVisible()
  await simulator.endFaults()
  await context.setOffline(false)
  await uploader.expectAllDone(files.length)
  expect(await simulator.mediaNames(uploader.tokenOf('empty'))).toEqual(files.map((file) => file.name))
})

import { expect, test } from './fixtures.ts'
import { png, type TestFile } from './files.ts'
import type { ForeignEdit, Simulator, StandingBlock, FaultOrder, WorldSettings } from './simulator.ts'

/**
 * Ways to clear empty blocks, from deletion by id, which other edits cannot shift, to deletion by an index without its revision.
 */
const ways: readonly { readonly title: string; readonly settings: WorldSettings }[] = [
  { title: 'blocks go by their ids', settings: {} },
  { title: 'blocks go by index, carried forward', settings: { editsById: 'not-there' } },
  {
    title: 'blocks go by index, and their revision is ignored',
    settings: { editsById: 'not-there', editsAtOldRevision: 'ignored' },
  },
]

const isMedia = ({ kind }: StandingBlock) => kind === 'image' || kind === 'file'
const refusedForGood = { kind: 'code', code: 1061113 } as const
const busy = 99991400

/** A deletion of either kind is refused three times, and between two refusals somebody else edits. */
function refusedDeletions(edits: readonly ForeignEdit[]): readonly FaultOrder[] {
  return (['updateDocument', 'deleteBlocks'] as const).flatMap((route): FaultOrder[] => [
    { route, fault: { kind: 'code', code: busy } },
    { route, fault: { kind: 'edited-meanwhile', edits, code: busy } },
    { route, fault: { kind: 'code', code: busy } },
  ])
}

for (const { title, settings } of ways) {
  test.describe(title, () => {
    test.use({ worldSettings: settings })

    test('an empty block that cannot be cleared at once never costs anybody else a block, however they move it', async ({
      uploader,
      simulator,
    }) => {
      const picture = { name: '没过审核的图片.png', bytes: png(40, 30, 1) }
      const token = uploader.tokenOf('product-review')
      const before = await shown(simulator, token)
      await uploader.begin('product-review')
      await simulator.faults([
        { route: 'uploadAll', fileName: picture.name, times: 'always', fault: refusedForGood },
        ...refusedDeletions([
          { kind: 'insert-paragraph', index: 0, text: '同事写的' },
          { kind: 'insert-paragraph', index: 0, text: '同事写的' },
          // The empty block itself, which was at the end.
          { kind: 'move-block', block: before.length + 2, index: 1 },
        ]),
      ])
      await uploader.choose([picture])
      const row = uploader.row(picture.name)
      await uploader.expectFailed(picture.name)
      await expect
        .poll(() => shown(simulator, token), { timeout: 120_000 })
        .toEqual(['同事写的', '同事写的', ...before])
      await expect(row).not.toContainText('那里可能有残留')
      await expect(await uploader.why(picture.name)).not.toContainText('留下')
    })

    if (settings.editsAtOldRevision === 'ignored') return
    test('twenty files, every fifth refused, and somebody who never stops writing: files that the page counts are there, and so is everything else', async ({
      uploader,
      page,
      simulator,
    }) => {
      const files = manyFiles(20)
      const good = files.filter((_, at) => !isFifth(at))
      const token = uploader.tokenOf('product-review')
      const before = (await simulator.blocks(token)).map(({ blockId }) => blockId)
      await uploader.begin('product-review')
      await refuseEveryFifth(simulator, files)
      await simulator.startEditor(token, { everyMs: 100, seed: 11, kinds: ['insert-paragraph'] })
      await uploader.choose(files)
      await expect.poll(() => uploader.doneSoFar(), { timeout: 120_000 }).toBeGreaterThanOrEqual(7)
      await page.reload()
      expect(await uploader.expectEnded(240_000)).toBe('some-failed')
      await expect(
        uploader.headline(`${good.length} 个已在文档中，${files.length - good.length} 个需要处理`),
      ).toBeVisible()
      await expectNoEmptyBlocks(simulator, token)
      const others = (await simulator.stopEditor(token)).map(({ id }) => id)

      const standing = await simulator.blocks(token)
      expect(standing.filter(isMedia).map(({ name }) => name)).toEqual(good.map(({ name }) => name))
      const ids = standing.map(({ blockId }) => blockId)
      expect(others.filter((id) => !ids.includes(id))).toEqual([])
      expect(ids.filter((id) => before.includes(id))).toEqual(before)
    })
  })
}

test.describe('where blocks go by index and their revision is ignored', () => {
  test.use({ worldSettings: { editsById: 'not-there', editsAtOldRevision: 'ignored' } })

  // Somebody may write between a read and its edit: then the effect is detected and reported.
  test('files that the page counts are in the document, and an empty block that is left is reported', async ({
    uploader,
    page,
    simulator,
  }) => {
    const files = manyFiles(20)
    const token = uploader.tokenOf('product-review')
    await uploader.begin('product-review')
    await refuseEveryFifth(simulator, files)
    await simulator.startEditor(token, { everyMs: 500, seed: 3, kinds: ['insert-paragraph'] })
    await uploader.choose(files)
    expect(await uploader.expectEnded(240_000)).toBe('some-failed')
    await simulator.stopEditor(token)
    const media = await simulator.media(token)
    const names = media.flatMap(({ bound, name }) => (bound ? [name] : []))
    expect(new Set(names).size, 'each file once').toBe(names.length)
    await expect(page.getByText(`${names.length} 个已在文档中，`)).toBeVisible()
    await page.getByRole('radio', { name: /^失败/ }).check()
    const told = await page.getByText('那里可能有残留').count()
    expect(media.length === names.length || told > 0, `${media.length - names.length} empty, ${told} told`).toBe(true)
  })
})

test('whatever somebody moves and takes out, files on their way among it, the page counts what the document contains in the end', async ({
  uploader,
  page,
  simulator,
}) => {
  const files = manyFiles(30)
  const token = uploader.tokenOf('product-review')
  const before = (await simulator.blocks(token)).map(({ blockId }) => blockId)
  await uploader.begin('product-review')
  await refuseEveryFifth(simulator, files)
  await simulator.startEditor(token, {
    everyMs: 150,
    seed: 5,
    kinds: ['insert-paragraph', 'move-block', 'remove-block'],
  })
  await uploader.choose(files)
  await expect.poll(() => uploader.doneSoFar(), { timeout: 120_000 }).toBeGreaterThanOrEqual(12)
  const made = await simulator.stopEditor(token)
  expect(await uploader.expectEnded(240_000)).toBe('some-failed')
  await expectNoEmptyBlocks(simulator, token)

  const standing = await simulator.blocks(token)
  const names = standing.filter(isMedia).map(({ name }) => name)
  expect(new Set(names).size, 'each file once').toBe(names.length)
  await expect(page.getByText(`${names.length} 个已在文档中，`)).toBeVisible()
  const removed = new Set(made.flatMap(({ kind, id }) => (kind === 'remove-block' ? [id] : [])))
  const written = made.flatMap(({ kind, id }) => (kind === 'insert-paragraph' ? [id] : []))
  const ids = new Set(standing.map(({ blockId }) => blockId))
  expect([...before, ...written].filter((id) => !removed.has(id) && !ids.has(id))).toEqual([])
})

/** What a reader sees of a document: the text of each block, or its kind where it has none. */
async function shown(simulator: Simulator, token: string): Promise<readonly string[]> {
  return (await simulator.blocks(token)).map(({ text, kind }) => text ?? `<${kind}>`)
}

const isFifth = (at: number) => at % 5 === 4

function refuseEveryFifth(simulator: Simulator, files: readonly TestFile[]): Promise<void> {
  return simulator.faults(
    files.flatMap(({ name: fileName }, at): FaultOrder[] =>
      isFifth(at) ? [{ route: 'uploadAll', fileName, times: 'always', fault: refusedForGood }] : [],
    ),
  )
}

function manyFiles(count: number): readonly TestFile[] {
  return Array.from({ length: count }, (_, at) =>
    at % 2 === 0
      ? { name: `图片 ${at + 1}.png`, bytes: png(24, 24 + at, at) }
      : { name: `笔记 ${at + 1}.txt`, bytes: Buffer.from(`第 ${at + 1} 份笔记\n`) },
  )
}

async function expectNoEmptyBlocks(simulator: Simulator, token: string): Promise<void> {
  const empty = async () => (await simulator.media(token)).filter(({ bound }) => !bound).length
  await expect.poll(empty, { timeout: 120_000 }).toBe(0)
}

// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import type { SourceFile } from '../../../engine/files/source-file.ts'
import type { FilesFor } from '../../../engine/targets/base/aim-files.ts'
import { FakeWire } from '../../testing/fake-wire.ts'
import { fileNamed, matchedTarget as target } from '../../testing/jobs.ts'
import { renderPage } from '../../testing/render-page.tsx'
import { MatchingRecords } from './MatchingRecords.tsx'

afterEach(cleanup)

function wireOf(...texts: readonly string[]) {
  const items = texts.map((text, at) => ({ record_id: `rec${at}`, fields: { 编号: text } }))
  return new FakeWire({ searchRecords: { code: 0, data: { items, has_more: false } } })
}

type Groups = readonly FilesFor<SourceFile>[]

function ask(wire: FakeWire, ...names: readonly string[]) {
  const onDecide = vi.fn<(groups: Groups) => void>()
  const matching = { id: 1, files: names.map((name) => fileNamed(name)), target }
  renderPage(<MatchingRecords matching={matching} wire={wire} openId="ou_me" onDecide={onDecide} />)
  const decided = () =>
    onDecide.mock.calls.map(([groups]) =>
      groups.map(({ files, target: { into } }) => [
        into.is === 'record' ? into.name : into.is,
        ...files.map(({ name }) => name),
      ]),
    )
  return { decided, user: userEvent.setup() }
}

const rows = () => within(screen.getByRole('list')).getAllByRole('listitem')

test('nothing is asked when every file has the name of a record', async () => {
  const { decided } = ask(wireOf('SKU-001', 'SKU-002'), 'sku-001.png', 'SKU-002.png')
  await waitFor(() => expect(decided()).toEqual([[['matched', 'sku-001.png', 'SKU-002.png']]]))
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('nothing is asked when the records cannot be read: each upload reports the cause', async () => {
  const { decided } = ask(new FakeWire({ searchRecords: { code: 1254302 } }), 'a.png')
  await waitFor(() => expect(decided()).toEqual([[['matched', 'a.png']]]))
})

test('the record of each file is shown before the first byte, and files of one record keep their order', async () => {
  const { decided, user } = ask(wireOf('SKU-001', 'SKU-002'), 'SKU-001_2.png', 'SKU-001.png', 'SKU-002.png')
  expect(await screen.findByRole('dialog', { name: '哪个文件放进哪条记录？' })).toBeTruthy()
  expect(rows().map((row) => row.textContent)).toEqual([
    'SKU-001.pngSKU-001',
    'SKU-001_2.pngSKU-001',
    'SKU-002.pngSKU-002',
  ])
  expect(decided()).toEqual([])
  await user.click(screen.getByRole('button', { name: '上传 3 个文件' }))
  expect(decided()).toEqual([
    [
      ['matched', 'SKU-002.png'],
      ['SKU-001', 'SKU-001.png', 'SKU-001_2.png'],
    ],
  ])
})

test('the rule for numbers can be switched off, and files without a record are left out unless new ones are wanted', async () => {
  const { decided, user } = ask(wireOf('SKU-001'), 'SKU-001_2.png', 'SKU-001.png')
  await user.click(await screen.findByRole('checkbox', { name: /末尾的编号/ }))
  expect(rows()[0]?.textContent).toBe('SKU-001_2.png不上传')
  expect(screen.getByRole('button', { name: '上传 1 个文件' })).toBeTruthy()
  await user.click(screen.getByRole('radio', { name: '新建一条记录' }))
  expect(rows()[0]?.textContent).toBe('SKU-001_2.png新建一条记录')
  await user.click(screen.getByRole('button', { name: '上传 2 个文件' }))
  expect(decided()).toEqual([
    [
      ['matched', 'SKU-001.png'],
      ['new', 'SKU-001_2.png'],
    ],
  ])
})

test('the record of a file can be chosen by hand', async () => {
  const { decided, user } = ask(wireOf('SKU-001', 'SKU-002'), 'front.png')
  await user.type(await screen.findByRole('combobox', { name: 'front.png 放进哪条记录' }), 'sku-002')
  expect(rows()[0]?.textContent).toBe('front.pngSKU-002')
  await user.click(screen.getByRole('button', { name: '上传 1 个文件' }))
  expect(decided()).toEqual([[['SKU-002', 'front.png']]])
})

test('nothing is added when the question is dismissed, or when every file would be left out', async () => {
  const { decided, user } = ask(wireOf('SKU-001'), 'other.png')
  await screen.findByRole('dialog')
  expect(screen.queryByRole('button', { name: /^上传/ })).toBeNull()
  await user.click(screen.getByRole('button', { name: '都不放' }))
  expect(decided()).toEqual([[]])
})

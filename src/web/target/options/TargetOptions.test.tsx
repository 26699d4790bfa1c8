// @vitest-environment happy-dom
import * as v from 'valibot'
import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import type { ApiRequest } from '../../../contract/feishu/api.ts'
import { cellName } from '../../../contract/feishu/sheet/cell.ts'
import { AppToken, DocumentId, FolderToken, SheetId, SpreadsheetToken } from '../../../contract/feishu/ids.ts'
import type { SheetTarget } from '../../../engine/targets/target.ts'
import { FakeUploads } from '../../testing/fake-uploads.ts'
import { FakeWire } from '../../testing/fake-wire.ts'
import { failureOf } from '../../testing/jobs.ts'
import { renderPage } from '../../testing/render-page.tsx'
import type { TargetDocument } from '../target-document.ts'
import { TargetOptions } from './TargetOptions.tsx'

afterEach(cleanup)

const docx = { is: 'docx', documentId: v.parse(DocumentId, 'DocxToken001') } as const
const sheet = { is: 'sheet', spreadsheetToken: v.parse(SpreadsheetToken, 'SheetToken01'), sheetId: null } as const
const base = { is: 'base', appToken: v.parse(AppToken, 'BaseToken001'), tableId: null } as const
const folder = { is: 'import', folderToken: v.parse(FolderToken, 'FolderToken1') } as const

function open(body: TargetDocument['body'], wire: FakeWire, { linkOptions = '', uploads = new FakeUploads() } = {}) {
  const onTarget = vi.fn()
  const document = { body, title: '标题', url: 'https://a.feishu.cn/x', isInWiki: false, mayEdit: true, ownerName: '' }
  renderPage(
    <TargetOptions
      document={document}
      wire={wire}
      uploads={uploads}
      openId="ou_1"
      linkOptions={new URLSearchParams(linkOptions)}
      onTarget={onTarget}
    />,
  )
  const told = () => onTarget.mock.calls.map(([target]) => target as unknown)
  return { told, target: () => told().at(-1), user: userEvent.setup() }
}

const headings = [
  { block_id: 'h1', block_type: 3, heading1: { elements: [{ text_run: { content: '背景' } }] } },
  { block_id: 't1', block_type: 2, text: {} },
  { block_id: 'h2', block_type: 4, heading2: { elements: [{ text_run: { content: '照片' } }] } },
]
const outline = { listChildren: { code: 0, data: { items: headings } } } as const

test('a document takes files at its end unless another place is chosen', async () => {
  const { target, user } = open(docx, new FakeWire(outline))
  expect(target()).toMatchObject({ is: 'docx', at: { is: 'end' }, fileView: 'card', title: '标题' })
  await user.click(screen.getByText('插入位置和样式'))
  await screen.findByRole('option', { name: /照片/ })
  await user.selectOptions(screen.getByLabelText('插入位置'), 'h2')
  expect(target()).toMatchObject({ at: { is: 'under', headingId: 'h2', heading: '照片' } })
  await user.click(screen.getByRole('radio', { name: '预览' }))
  expect(target()).toMatchObject({ fileView: 'preview' })
})

test('when the chosen heading was deleted from the document, files go to the end and the page says so', async () => {
  const wire = new FakeWire(outline)
  const { target, user } = open(docx, wire)
  await user.click(screen.getByText('插入位置和样式'))
  await screen.findByRole('option', { name: /照片/ })
  await user.selectOptions(screen.getByLabelText('插入位置'), 'h2')
  wire.replies.listChildren = { code: 0, data: { items: headings.slice(0, 2) } }
  // Somebody comes back to the page from the document.
  window.dispatchEvent(new Event('visibilitychange'))
  await waitFor(() => expect(target()).toMatchObject({ at: { is: 'end' } }))
  expect(screen.getByLabelText('插入位置')).toHaveProperty('value', 'end')
})

test('when the outline cannot be read, top and end can still be chosen', async () => {
  const { target, user } = open(docx, new FakeWire({ listChildren: { code: 1770002 } }))
  await user.click(screen.getByText('插入位置和样式'))
  await user.selectOptions(screen.getByLabelText('插入位置'), 'top')
  expect(target()).toMatchObject({ at: { is: 'top' } })
})

/** Contents of a range of cells, row by row. */
const standing = (...values: readonly (readonly unknown[])[]) => ({ code: 0, data: { valueRange: { values } } })

const sheets = {
  readCells: standing(),
  querySheets: {
    code: 0,
    data: {
      sheets: [
        { sheet_id: 'hidden', title: '隐藏', hidden: true, grid_properties: { row_count: 9, column_count: 9 } },
        { sheet_id: 'first', title: '一月', grid_properties: { row_count: 3, column_count: 2 } },
        { sheet_id: 'second', title: '二月', grid_properties: { row_count: 200, column_count: 20 } },
      ],
    },
  },
} as const

test('a sheet is filled from A1 downwards, and says which cells come next', async () => {
  const { target } = open(sheet, new FakeWire(sheets))
  expect(await screen.findByText('依次放进 A1、A2、A3…')).toBeTruthy()
  expect(target()).toMatchObject({ sheetId: 'first', as: 'cells', start: { row: 0, column: 0 }, fill: 'down', rows: 3 })
})

test('the cells that come next follow those of earlier pictures, until none is left', async () => {
  const uploads = new FakeUploads()
  uploads.handedOut = 1
  open(sheet, new FakeWire(sheets), { uploads })
  expect(await screen.findByText('接着前面的图片，放进 A2、A3…')).toBeTruthy()
  uploads.handedOut = 3
  uploads.hold(failureOf('offline'))
  expect(await screen.findByText(/已经排满/)).toBeTruthy()
})

const rangesRead = (wire: FakeWire) =>
  wire.requests.flatMap(({ route, parameters }) => (route === 'readCells' ? parameters['range'] : []))

test('nothing is shown about cells that are all free', async () => {
  const wire = new FakeWire(sheets)
  open(sheet, wire)
  await waitFor(() => expect(rangesRead(wire)).toEqual(['first!A1:A3']))
  expect((await screen.findByRole('status')).textContent).toBe('')
})

const readCells = ({ parameters }: ApiRequest) =>
  parameters['range'] === 'second!A1:A100' ? standing(['标题'], [null], [{ fileToken: 'boxcn1' }]) : standing()
const second = { ...sheet, sheetId: v.parse(SheetId, 'second') }

test("without a chosen cell, pictures begin behind the sheet's contents, and wait until these are known", async () => {
  const { told } = open(second, new FakeWire({ ...sheets, readCells }))
  expect(await screen.findByText('依次放进 A4、A5、A6、A7…')).toBeTruthy()
  expect(screen.getByText('前面的单元格已有内容，从后面空着的开始放。')).toBeTruthy()
  expect(screen.getByLabelText<HTMLInputElement>('从这个单元格开始').value).toBe('A4')
  const starts = told().flatMap((target) => (target === null ? [] : [(target as SheetTarget).start]))
  expect(new Set(starts.map(cellName))).toEqual(new Set(['A4']))
})

test('a default cell that is found late does not overwrite what somebody is typing', async () => {
  const wire = new FakeWire({ ...sheets, readCells })
  let letLookEnd: () => void = () => undefined
  const looked = new Promise<void>((resolve) => {
    letLookEnd = resolve
  })
  const send = wire.send.bind(wire)
  wire.send = async (request) => {
    if (request.route === 'readCells') await looked
    return send(request)
  }
  const { target, user } = open(second, wire)
  const field = await screen.findByLabelText<HTMLInputElement>('从这个单元格开始')
  await user.click(field)
  letLookEnd()
  expect(await screen.findByText('依次放进 A4、A5、A6、A7…')).toBeTruthy()
  await user.keyboard('B2')
  expect(field.value).toBe('B2')
  expect(target()).toMatchObject({ start: { row: 1, column: 1 } })
})

test('a default cell that is found while the field has the focus is shown once it is left', async () => {
  const { user } = open(second, new FakeWire({ ...sheets, readCells }))
  const field = await screen.findByLabelText<HTMLInputElement>('从这个单元格开始')
  await user.click(field)
  await screen.findByText('依次放进 A4、A5、A6、A7…')
  await user.tab()
  expect(field.value).toBe('A4')
})

test("without a chosen cell, pictures continue the queue's last series for the sheet", async () => {
  const uploads = new FakeUploads()
  const start = { row: 1, column: 1 }
  uploads.lastSeries = {
    ...second,
    sheetId: second.sheetId,
    as: 'cells',
    start,
    fill: 'down',
    rows: 200,
    columns: 20,
    title: '',
    url: '',
  }
  uploads.handedOut = 5
  const { target } = open(second, new FakeWire({ ...sheets, readCells }), { uploads })
  expect(await screen.findByText(/^接着前面的图片，放进 B7/)).toBeTruthy()
  expect(target()).toMatchObject({ start })
})

test('occupied cells are named, and one click starts behind them', async () => {
  const { target, user } = open(sheet, new FakeWire({ ...sheets, readCells }), { linkOptions: 'cell=A1' })
  await user.selectOptions(await screen.findByLabelText('工作表'), 'second')
  const status = screen.getByRole('status')
  await waitFor(() => expect(status.textContent).toContain('A1、A3 里已有内容，放到那里会把它替换掉。'))
  await user.click(screen.getByRole('button', { name: '从 A4 开始' }))
  expect(target()).toMatchObject({ sheetId: 'second', start: { row: 3, column: 0 } })
  expect(document.activeElement?.textContent).toBe('依次放进 A4、A5、A6、A7…')
  await waitFor(() => expect(status.textContent).toBe(''))
})

test('of many occupied cells the first ones are named; to the right as well as down', async () => {
  const wire = new FakeWire({ ...sheets, readCells: standing(['一', '二', '三', '四']) })
  const { user } = open({ ...sheet, sheetId: v.parse(SheetId, 'second') }, wire, { linkOptions: 'fill=across&cell=C2' })
  expect(await screen.findByText('C2、D2、E2… 里已有内容，放到那里会把它替换掉。')).toBeTruthy()
  expect(rangesRead(wire)).toEqual(['second!C2:T2'])
  await user.click(screen.getByRole('button', { name: '从 G2 开始' }))
  expect(screen.getByLabelText<HTMLInputElement>('从这个单元格开始').value).toBe('G2')
})

test('a sheet that is full to its last row offers no other start', async () => {
  open(sheet, new FakeWire({ ...sheets, readCells: standing(['一'], ['二'], ['三']) }))
  await screen.findByText(/^A1、A2、A3 里已有内容/)
  expect(screen.queryByRole('button', { name: /^从 / })).toBeNull()
})

test('cells are looked at again as the queue moves on, and when the window comes to the front', async () => {
  const uploads = new FakeUploads()
  const wire = new FakeWire({ ...sheets })
  open(sheet, wire, { uploads })
  await waitFor(() => expect(rangesRead(wire)).toEqual(['first!A1:A3']))
  const firstSheet = {
    ...second,
    sheetId: v.parse(SheetId, 'first'),
    as: 'cells',
    start: { row: 0, column: 0 },
  } as const
  uploads.lastSeries = { ...firstSheet, fill: 'down', rows: 3, columns: 2, title: '', url: '' }
  uploads.handedOut = 1
  uploads.hold(failureOf('offline'))
  await waitFor(() => expect(rangesRead(wire)).toEqual(['first!A1:A3', 'first!A2:A3']))
  wire.replies.readCells = standing([null], ['刚填的'])
  window.dispatchEvent(new Event('visibilitychange'))
  expect(await screen.findByText(/^A3 里已有内容/)).toBeTruthy()
})

test('floating pictures replace nothing, so no cell is read for them', async () => {
  const wire = new FakeWire({ ...sheets, readCells: standing(['标题']) })
  const { user } = open(sheet, wire, { linkOptions: 'cell=A1' })
  await screen.findByText(/^A1 里已有内容/)
  await user.click(screen.getByRole('radio', { name: '浮在单元格上' }))
  expect(screen.getByRole('status').textContent).toBe('')
  await user.clear(screen.getByLabelText('从这个单元格开始'))
  await user.type(screen.getByLabelText('从这个单元格开始'), 'A2')
  expect(rangesRead(wire)).toEqual(['first!A1:A3'])
})

test('when cells cannot be read, nothing is shown and pictures do not wait', async () => {
  const wire = new FakeWire({ ...sheets, readCells: { code: 91403 } })
  const { target } = open(sheet, wire)
  expect((await screen.findByRole('status')).textContent).toBe('')
  expect(target()).toMatchObject({ start: { row: 0, column: 0 } })
})

test('a cell outside the sheet is refused', async () => {
  const { target, user } = open(sheet, new FakeWire(sheets))
  await screen.findByText(/^依次放进 A1/)
  const field = screen.getByLabelText('从这个单元格开始')
  await user.clear(field)
  await user.type(field, 'C9')
  expect(screen.getByText(/最后一格是 B3/)).toBeTruthy()
  expect(target()).toBeNull()
  await user.selectOptions(screen.getByLabelText('工作表'), 'second')
  expect(target()).toMatchObject({ sheetId: 'second', start: { row: 8, column: 2 } })
})

test("options in the page's address are chosen", async () => {
  const { target } = open(sheet, new FakeWire(sheets), { linkOptions: 'as=floats&fill=across&cell=B2' })
  await screen.findByLabelText('工作表')
  expect(target()).toMatchObject({ as: 'floats', fill: 'across', start: { row: 1, column: 1 } })
})

const fields = [
  { field_id: 'f1', field_name: '任务', type: 1, is_primary: true },
  { field_id: 'f2', field_name: '编号', type: 1 },
  { field_id: 'f3', field_name: '附件', type: 17 },
]
const baseWith = (columns: readonly unknown[]) =>
  new FakeWire({
    getBase: { code: 0, data: { app: { app_token: 'BaseToken001', name: '任务', is_advanced: true } } },
    listTables: { code: 0, data: { items: [{ table_id: 'tbl1', name: '清单' }] } },
    listFields: { code: 0, data: { items: columns } },
    searchRecords: {
      code: 0,
      data: { items: [{ record_id: 'rec1', fields: { 任务: [{ text: '验收' }] } }], has_more: false },
    },
  })

test('a base gets a new record named by each file unless another option is chosen', async () => {
  const { target, user } = open(base, baseWith(fields))
  await screen.findByLabelText('附件列')
  expect(screen.getByText(/开启了高级权限/)).toBeTruthy()
  const common = { is: 'base', tableId: 'tbl1', attachmentField: '附件' }
  expect(target()).toMatchObject({ ...common, into: { is: 'new', nameField: '任务' } })
  await user.click(screen.getByRole('radio', { name: '按文件名匹配已有记录' }))
  await user.selectOptions(screen.getByLabelText('与文件名比较的列'), '编号')
  expect(target()).toMatchObject({ ...common, into: { is: 'matched', byField: '编号' } })
})

test('one record has to be chosen before files are taken', async () => {
  const { target, user } = open(base, baseWith(fields))
  await user.click(await screen.findByRole('radio', { name: '同一条记录' }))
  expect(target()).toBeNull()
  await screen.findByRole('option', { name: '验收' })
  await user.selectOptions(screen.getByLabelText('记录'), 'rec1')
  expect(target()).toMatchObject({ into: { is: 'record', recordId: 'rec1', name: '验收' } })
})

test('a table without an attachment column says what to do', async () => {
  const { target } = open(base, baseWith(fields.slice(0, 2)))
  expect(await screen.findByText(/还没有附件列/)).toBeTruthy()
  expect(target() ?? null).toBeNull()
})

test('a folder imports files as documents of their own', async () => {
  const { target, user } = open(folder, new FakeWire({}))
  await waitFor(() => expect(target()).toMatchObject({ is: 'import', folderToken: 'FolderToken1', tablesAs: 'sheet' }))
  await user.click(screen.getByRole('radio', { name: '多维表格' }))
  expect(target()).toMatchObject({ tablesAs: 'bitable' })
})

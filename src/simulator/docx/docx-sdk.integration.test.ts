import type { Client } from '@larksuiteoapi/node-sdk'
import { expect, test } from 'vitest'
import { given, startOfficialClient } from '../testing/official-client.ts'

/** The SDK, without rate limits: these tests are about what calls do. */
async function startSdk(): Promise<Client> {
  const { sdk, control } = await startOfficialClient()
  await control.freshWorld()
  return sdk
}

/** The SDK throws where a call is refused. */
async function codeOf(call: Promise<{ readonly code?: number | undefined }>): Promise<number | undefined> {
  const refused = (error: unknown) => (error as { response: { data: { code: number } } }).response.data.code
  return call.then(({ code }) => code, refused)
}

async function newDocument(sdk: Client): Promise<string> {
  const created = await sdk.docx.v1.document.create({ data: { title: '来自别处' } })
  return given(created.data?.document?.document_id)
}

const run = (content: string) => ({ elements: [{ text_run: { content } }] })

/** The blocks of a whole document, each before its children. */
async function blocksOf(sdk: Client, documentId: string) {
  const listed = await sdk.docx.v1.documentBlock.list({ path: { document_id: documentId } })
  return given(listed.data?.items)
}

const create = (sdk: Client, documentId: string, children: readonly object[], parentId = documentId) =>
  sdk.docx.v1.documentBlockChildren.create({
    path: { document_id: documentId, block_id: parentId },
    data: { children: children as { block_type: number }[], index: -1 },
  })

const patch = (sdk: Client, documentId: string, blockId: string, data: object) =>
  sdk.docx.v1.documentBlock.patch({ path: { document_id: documentId, block_id: blockId }, data })

const plainStyle = { bold: false, italic: false, strikethrough: false, underline: false, inline_code: false }

test('one batch holds blocks of every kind that programs make', async () => {
  const sdk = await startSdk()
  const documentId = await newDocument(sdk)
  const created = await create(sdk, documentId, [
    { block_type: 3, heading1: run('标题') },
    { block_type: 2, text: { elements: [{ text_run: { content: '粗', text_element_style: { bold: true } } }] } },
    { block_type: 12, bullet: run('项') },
    { block_type: 13, ordered: run('第一') },
    { block_type: 14, code: { ...run('let a = 1'), style: { language: 30, wrap: true } } },
    { block_type: 15, quote: run('引用') },
    { block_type: 17, todo: { ...run('要做'), style: { done: true } } },
    { block_type: 19, callout: { background_color: 5, elements: [] } },
    { block_type: 22, divider: {} },
    { block_type: 24, grid: { column_size: 2 } },
    { block_type: 26, iframe: { component: { iframe_type: 1, url: 'https%3A%2F%2Fexample.com' } } },
    { block_type: 31, table: { property: { row_size: 2, column_size: 3, header_row: true } } },
    { block_type: 34, quote_container: {} },
    { block_type: 43, board: {} },
  ])
  expect(created.code).toBe(0)
  expect(created.data?.children).toMatchObject([
    { heading1: { style: { align: 1, folded: false } } },
    { text: { elements: [{ text_run: { content: '粗', text_element_style: { ...plainStyle, bold: true } } }] } },
    { bullet: {} },
    { ordered: {} },
    { code: { style: { language: 30, wrap: true } } },
    { quote: {} },
    { todo: { style: { align: 1, done: true, folded: false } } },
    { callout: { background_color: 5, emoji_id: 'gift' }, children: [expect.any(String)] },
    { divider: {} },
    { grid: { column_size: 2 }, children: [expect.any(String), expect.any(String)] },
    { iframe: { component: { iframe_type: 1 } } },
    { table: { property: { row_size: 2, column_size: 3, header_row: true, column_width: [100, 100, 100] } } },
    { quote_container: {} },
    { board: { token: expect.any(String) as string } },
  ])
})

test('a table comes with its cells, each with an empty text, and a cell is filled like any block', async () => {
  const sdk = await startSdk()
  const documentId = await newDocument(sdk)
  const created = await create(sdk, documentId, [
    { block_type: 31, table: { property: { row_size: 1, column_size: 2, column_width: [80, 220] } } },
  ])
  const [table] = given(created.data?.children)
  const cells = given(table?.table?.cells)
  expect(cells).toEqual(table?.children)
  expect(table?.table?.property).toEqual({
    row_size: 1,
    column_size: 2,
    column_width: [80, 220],
    merge_info: [
      { row_span: 1, col_span: 1 },
      { row_span: 1, col_span: 1 },
    ],
  })
  const [first = ''] = cells
  await create(sdk, documentId, [{ block_type: 2, text: run('格子里') }], first)
  const inside = await sdk.docx.v1.documentBlockChildren.get({ path: { document_id: documentId, block_id: first } })
  expect(inside.data?.items).toMatchObject([
    { parent_id: first, text: { elements: [{ text_run: { content: '' } }] } },
    { parent_id: first, text: { elements: [{ text_run: { content: '格子里' } }] } },
  ])
})

test('nested blocks go in under names of the caller’s own, which the answer translates', async () => {
  const sdk = await startSdk()
  const documentId = await newDocument(sdk)
  const created = await sdk.docx.v1.documentBlockDescendant.create({
    path: { document_id: documentId, block_id: documentId },
    params: { document_revision_id: -1, client_token: 'b7e9f6f8-7a57-4f0e-8d43-0a4d3f0c9f11' },
    data: {
      index: 0,
      children_id: ['head', 'table'],
      descendants: [
        { block_id: 'head', block_type: 3, heading1: run('简单表格'), children: [] },
        {
          block_id: 'table',
          block_type: 31,
          table: { property: { row_size: 1, column_size: 2 } },
          children: ['left', 'right'],
        },
        { block_id: 'left', block_type: 32, table_cell: {}, children: ['item'] },
        { block_id: 'right', block_type: 32, table_cell: {}, children: ['none'] },
        { block_id: 'item', block_type: 13, ordered: run('list 1.1'), children: [] },
        { block_id: 'none', block_type: 2, text: run(''), children: [] },
      ],
    },
  })
  expect(created.code).toBe(0)
  const { data } = created
  const names = new Map(given(data?.block_id_relations).map((one) => [one.temporary_block_id, given(one.block_id)]))
  expect([...names.keys()].toSorted()).toEqual(['head', 'item', 'left', 'none', 'right', 'table'])
  expect(data?.children).toMatchObject([
    { block_id: names.get('head'), parent_id: documentId },
    { block_id: names.get('table'), table: { cells: [names.get('left'), names.get('right')] } },
  ])
  expect(data).toMatchObject({ document_revision_id: 2, client_token: 'b7e9f6f8-7a57-4f0e-8d43-0a4d3f0c9f11' })
  const listed = await blocksOf(sdk, documentId)
  expect(listed.map((block) => block.block_type)).toEqual([1, 3, 31, 32, 13, 32, 2])
})

test('Markdown becomes blocks, and the blocks a document', async () => {
  const sdk = await startSdk()
  const documentId = await newDocument(sdk)
  const content = [
    '# 标题 **粗**',
    '段落 *斜* ~~删~~ `码` [飞书](https://open.feishu.cn)，公式 $E=mc^2$，$100。',
    '- 一\n    1. 里面\n- 二',
    '- [x] 完成\n- [ ] 未完',
    '```js\nlet a = 1\n```',
    '> 引用',
    '---',
    '| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |',
    '![图](https://example.com/a.png)',
  ].join('\n\n')
  const converted = await sdk.docx.v1.document.convert({ data: { content_type: 'markdown', content } })
  expect(converted.code).toBe(0)
  const { blocks = [], first_level_block_ids: tops = [], block_id_to_image_urls: images } = given(converted.data)
  expect(images).toMatchObject([{ image_url: 'https://example.com/a.png' }])
  expect(tops.map((id) => blocks.find((block) => block.block_id === id)?.block_type)).toEqual([
    ...[3, 2, 12, 12, 17, 17, 14, 15, 22, 31, 27],
  ])
  // Programs put back what they were given, without what is read-only.
  for (const { table } of blocks) delete table?.property.merge_info
  const placed = await sdk.docx.v1.documentBlockDescendant.create({
    path: { document_id: documentId, block_id: documentId },
    data: { children_id: tops, descendants: blocks as never },
  })
  expect(placed.code).toBe(0)
  const listed = await blocksOf(sdk, documentId)
  const [, heading, paragraph, bullet, inner] = listed
  expect(heading?.heading1?.elements).toMatchObject([
    { text_run: { content: '标题 ' } },
    { text_run: { content: '粗', text_element_style: { bold: true } } },
  ])
  expect(paragraph?.text?.elements).toMatchObject([
    { text_run: { content: '段落 ' } },
    { text_run: { content: '斜', text_element_style: { italic: true } } },
    { text_run: { content: ' ' } },
    { text_run: { content: '删', text_element_style: { strikethrough: true } } },
    { text_run: { content: ' ' } },
    { text_run: { content: '码', text_element_style: { inline_code: true } } },
    { text_run: { content: ' ' } },
    { text_run: { content: '飞书', text_element_style: { link: { url: 'https%3A%2F%2Fopen.feishu.cn' } } } },
    { text_run: { content: '，公式 ' } },
    { equation: { content: 'E=mc^2' } },
    { text_run: { content: '，$100。' } },
  ])
  expect(bullet).toMatchObject({ block_type: 12, children: [inner?.block_id] })
  expect(inner).toMatchObject({ block_type: 13, ordered: { style: { sequence: '1' } } })
  expect(listed.find((block) => block.block_type === 14)?.code).toMatchObject({ style: { language: 30 } })
})

test('HTML becomes the same blocks', async () => {
  const sdk = await startSdk()
  const content = [
    '<h2>标题</h2><p>段落<br>第二行 <b>粗</b></p><script>alert(1)</script>',
    '<ol><li>一<ul><li>里面</li></ul></li></ol><pre><code class="language-python">print(1)\n</code></pre>',
    '<table><tr><th>甲</th><th>乙</th></tr><tr><td>1</td></tr></table><p>前<img src="https://example.com/b.png">后</p>',
  ].join('')
  const converted = await sdk.docx.v1.document.convert({ data: { content_type: 'html', content } })
  const { blocks = [], first_level_block_ids: tops = [] } = given(converted.data)
  const typeOf = (id: string) => blocks.find((block) => block.block_id === id)?.block_type
  expect(tops.map(typeOf)).toEqual([4, 2, 13, 14, 31, 2, 27, 2])
  const table = given(blocks.find((block) => block.block_type === 31)).table
  expect(table?.property).toMatchObject({ row_size: 2, column_size: 2, column_width: [366, 366] })
  expect(table?.cells?.map(typeOf)).toEqual([32, 32, 32, 32])
  expect(blocks.find((block) => block.block_id === tops[1])?.text?.elements).toMatchObject([
    { text_run: { content: '段落\n第二行 ' } },
    { text_run: { content: '粗' } },
  ])
})

test('a document is read as plain text and as Markdown', async () => {
  const sdk = await startSdk()
  const documentId = await newDocument(sdk)
  await create(sdk, documentId, [
    { block_type: 3, heading1: run('一*级') },
    { block_type: 2, text: { elements: [{ mention_user: { user_id: 'ou_5a6b7c8d9e0f11223344556677889902' } }] } },
    { block_type: 17, todo: run('要做') },
    { block_type: 31, table: { property: { row_size: 1, column_size: 2 } } },
  ])
  const textIn = async (lang: number) => {
    const raw = await sdk.docx.v1.document.rawContent({ path: { document_id: documentId }, params: { lang } })
    return raw.data?.content
  }
  expect(await textIn(0)).toBe('来自别处\n一*级\n@李四\n要做\n\n\n\n\n')
  expect(await textIn(1)).toContain('@Li Si\n')
  const read = await sdk.docs.v1.content.get({
    params: { doc_token: documentId, doc_type: 'docx', content_type: 'markdown', lang: 'zh' },
  })
  const { content } = given(read.data)
  expect(content?.split('\n\n').slice(0, 4)).toEqual(['# 来自别处', '# 一\\*级', '@李四', '* [ ] 要做'])
  expect(content).toContain('<table><tbody>\n<tr>\n<td>')
})

test('rows and columns come and go, cells are merged, and the last row stays', async () => {
  const sdk = await startSdk()
  const documentId = await newDocument(sdk)
  const made = await create(sdk, documentId, [{ block_type: 31, table: { property: { row_size: 2, column_size: 2 } } }])
  const tableId = given(given(made.data?.children)[0]?.block_id)
  const change = async (data: object) => {
    const { data: answer } = await patch(sdk, documentId, tableId, data)
    const { row_size: rows, column_size: columns } = answer?.block?.table?.property ?? {}
    return [rows, columns]
  }
  const refusal = (data: object) => codeOf(patch(sdk, documentId, tableId, data))
  expect(await change({ insert_table_row: { row_index: -1 } })).toEqual([3, 2])
  expect(await change({ insert_table_column: { column_index: 0 } })).toEqual([3, 3])
  expect(await change({ delete_table_rows: { row_start_index: 0, row_end_index: 2 } })).toEqual([1, 3])
  expect(await change({ delete_table_columns: { column_start_index: 0, column_end_index: 1 } })).toEqual([1, 2])
  expect(await refusal({ delete_table_rows: { row_start_index: 0, row_end_index: 1 } })).toBe(1770024)
  expect(await refusal({ insert_table_row: { row_index: 9 } })).toBe(1770026)
  expect(await refusal({ delete_table_columns: { column_start_index: 1, column_end_index: 5 } })).toBe(1770027)
  const merged = await patch(sdk, documentId, tableId, {
    merge_table_cells: { row_start_index: 0, row_end_index: 1, column_start_index: 0, column_end_index: 2 },
  })
  expect(merged.data?.block?.table?.property.merge_info?.[0]).toEqual({ row_span: 1, col_span: 2 })
  const wide = await patch(sdk, documentId, tableId, { update_table_property: { column_width: 300, column_index: 1 } })
  expect(wide.data?.block?.table?.property.column_width).toEqual([100, 300])
  expect((await blocksOf(sdk, documentId)).map((block) => block.block_type)).toEqual([1, 31, 32, 2, 32, 2])
})

test('columns of a grid come and go, and share the width anew', async () => {
  const sdk = await startSdk()
  const documentId = await newDocument(sdk)
  const made = await create(sdk, documentId, [{ block_type: 24, grid: { column_size: 2 } }])
  const gridId = given(given(made.data?.children)[0]?.block_id)
  const more = await patch(sdk, documentId, gridId, { insert_grid_column: { column_index: 1 } })
  expect(more.data?.block?.grid).toEqual({ column_size: 3 })
  await patch(sdk, documentId, gridId, { update_grid_column_width_ratio: { width_ratios: [20, 30, 50] } })
  const columns = (await blocksOf(sdk, documentId)).filter((block) => block.block_type === 25)
  expect(columns.map((column) => column.grid_column?.width_ratio)).toEqual([20, 30, 50])
  await patch(sdk, documentId, gridId, { delete_grid_column: { column_index: -1 } })
  const last = patch(sdk, documentId, gridId, { delete_grid_column: { column_index: 0 } })
  expect(await codeOf(last)).toBe(1770024)
})

test('words and looks of a text are changed apart or together', async () => {
  const sdk = await startSdk()
  const documentId = await newDocument(sdk)
  const made = await create(sdk, documentId, [{ block_type: 17, todo: run('要做') }])
  const todoId = given(given(made.data?.children)[0]?.block_id)
  const done = await patch(sdk, documentId, todoId, {
    update_text_style: { style: { done: true, align: 3 }, fields: [2] },
  })
  expect(done.data?.block?.todo?.style).toEqual({ align: 1, done: true, folded: false })
  const both = await patch(sdk, documentId, todoId, {
    update_text: { elements: [{ text_run: { content: '做了' } }], style: { align: 2 }, fields: [1] },
  })
  expect(both.data?.block?.todo).toMatchObject({
    elements: [{ text_run: { content: '做了', text_element_style: plainStyle } }],
    style: { align: 2, done: true },
  })
  const unfit = patch(sdk, documentId, todoId, { insert_table_row: { row_index: -1 } })
  expect(await codeOf(unfit)).toBe(1770025)
})

test('what is shown of a document comes with it', async () => {
  const sdk = await startSdk()
  const documentId = await newDocument(sdk)
  const got = await sdk.docx.v1.document.get({ path: { document_id: documentId } })
  expect(got.data?.document?.display_setting).toMatchObject({ show_authors: true, show_pv: false })
})

test('a sheet in a document is a spreadsheet that can be written to', async () => {
  const sdk = await startSdk()
  const documentId = await newDocument(sdk)
  const made = await create(sdk, documentId, [{ block_type: 30, sheet: { row_size: 5, column_size: 3 } }])
  const [spreadsheet = '', sheet] = given(given(made.data?.children)[0]?.sheet?.token).split('_')
  const found = await sdk.sheets.v3.spreadsheetSheet.query({ path: { spreadsheet_token: spreadsheet } })
  expect(found.data?.sheets).toMatchObject([{ sheet_id: sheet, grid_properties: { row_count: 5, column_count: 3 } }])
})

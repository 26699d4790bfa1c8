// @vitest-environment happy-dom
import * as v from 'valibot'
import { cleanup, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { AppToken, DocumentId, FolderToken, SpreadsheetToken } from '../../contract/ids.ts'
import { renderPage } from '../testing/render-page.tsx'
import { ChosenDocument } from './ChosenDocument.tsx'
import type { DocumentBody } from './target-document.ts'

afterEach(cleanup)

const docx: DocumentBody = { is: 'docx', documentId: v.parse(DocumentId, 'DocxToken001') }
const sheet: DocumentBody = {
  is: 'sheet',
  spreadsheetToken: v.parse(SpreadsheetToken, 'SheetToken01'),
  sheetId: null,
}
const base: DocumentBody = { is: 'bitable', appToken: v.parse(AppToken, 'BaseToken001'), tableId: null }
const folder: DocumentBody = { is: 'folder', folderToken: v.parse(FolderToken, 'FolderToken1') }

function show(body: DocumentBody, isInWiki = false) {
  const target = { body, title: '标题', url: 'https://a.feishu.cn/x', isInWiki, mayEdit: true, ownerName: '' }
  renderPage(<ChosenDocument target={target} onChange={() => undefined} />)
}

test.each<[DocumentBody, string, string]>([
  [docx, '目标文档', '打开文档'],
  [sheet, '目标表格', '打开表格'],
  [base, '目标多维表格', '打开多维表格'],
  [folder, '导入到文件夹', '打开文件夹'],
])('a $is is called what it is', (body, heading, open) => {
  show(body)
  expect(screen.getByText(heading)).toBeTruthy()
  expect(screen.getByRole('link', { name: open })).toBeTruthy()
})

test('a page of a wiki is called by the kind of document behind it', () => {
  show(sheet, true)
  expect(screen.getByText('目标表格 · 知识库')).toBeTruthy()
})

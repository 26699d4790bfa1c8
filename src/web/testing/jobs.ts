import * as v from 'valibot'
import {
  AppToken,
  BlockId,
  DocumentId,
  FileToken,
  FolderToken,
  SheetId,
  SpreadsheetToken,
  TableId,
  UploadId,
} from '../../contract/feishu/ids.ts'
import type { ProblemKey } from '../../contract/problems/catalogue.ts'
import type { SourceFile } from '../../engine/files/source-file.ts'
import type { Failure, Job, Stage } from '../../engine/job/job.ts'
import type { MatchedTarget } from '../../engine/targets/base/aim-files.ts'
import type { BaseTarget, DocumentTarget, ImportTarget, SheetTarget, Target } from '../../engine/targets/target.ts'

export const target: DocumentTarget = {
  is: 'docx',
  at: { is: 'end' },
  fileView: 'card',
  documentId: v.parse(DocumentId, 'DocOne'),
  title: '产品需求评审',
  url: 'https://acme.feishu.cn/docx/DocOne',
}

export const otherTarget: DocumentTarget = {
  ...target,
  documentId: v.parse(DocumentId, 'DocTwo'),
  title: '空白文档',
  url: 'https://acme.feishu.cn/docx/DocTwo',
}

export const sheetTarget: SheetTarget = {
  is: 'sheet',
  spreadsheetToken: v.parse(SpreadsheetToken, 'SheetOne'),
  sheetId: v.parse(SheetId, 'tab'),
  as: 'cells',
  start: { row: 0, column: 0 },
  fill: 'down',
  rows: 200,
  columns: 20,
  title: '年度预算',
  url: 'https://acme.feishu.cn/sheets/SheetOne',
}

export const baseTarget: BaseTarget = {
  is: 'base',
  appToken: v.parse(AppToken, 'BaseOne'),
  tableId: v.parse(TableId, 'tblOne'),
  attachmentField: '附件',
  into: { is: 'new', nameField: '名称' },
  title: '任务跟踪',
  url: 'https://acme.feishu.cn/base/BaseOne',
}

/** A base whose records are found by the files' names. */
export const matchedTarget: MatchedTarget = {
  ...baseTarget,
  attachmentField: '图片',
  into: { is: 'matched', byField: '编号' },
  title: '商品',
}

export const importTarget: ImportTarget = {
  is: 'import',
  folderToken: v.parse(FolderToken, 'FolderOne'),
  tablesAs: 'sheet',
  title: '会议纪要',
  url: 'https://acme.feishu.cn/drive/folder/FolderOne',
}

export const spot = { topBlockId: v.parse(BlockId, 'top'), mediaBlockId: v.parse(BlockId, 'media') }
export const fileToken = v.parse(FileToken, 'token')
export const uploadId = v.parse(UploadId, 'upload')

export function fileNamed(name: string, sizeBytes = 1000, path = name): SourceFile {
  const open = () => Promise.resolve(new Blob(['x'.repeat(sizeBytes)]))
  return { name, path, sizeBytes, lastModifiedMs: 0, type: '', inspect: null, open }
}

/** A file of a folder, of which only the name is known. */
export function listedNamed(name: string): SourceFile {
  return { ...fileNamed(name, 0), inspect: () => Promise.resolve(fileNamed(name)) }
}

export function jobAt(id: string, stage: Stage, file = fileNamed(`${id}.pdf`), into: Target = target): Job {
  return {
    id,
    file,
    name: file.name,
    kind: 'file',
    contents: null,
    target: into,
    stage,
    paused: false,
    lacksFile: false,
    restartedFor: null,
  }
}

export function failureOf(problem: ProblemKey, facts: Partial<Failure> = {}): Failure {
  return { problem, code: null, msg: '', logId: null, scopes: [], ...facts }
}

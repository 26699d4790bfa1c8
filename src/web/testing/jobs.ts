import * as v from 'valibot'
import { BlockId, DocumentId, FileToken, UploadId } from '../../contract/ids.ts'
import type { ProblemKey } from '../../contract/problems/catalogue.ts'
import type { SourceFile } from '../../engine/doors.ts'
import type { Failure, Job, Stage } from '../../engine/job.ts'
import type { DocumentTarget } from '../../engine/target.ts'

export const target: DocumentTarget = {
  is: 'docx',
  at: { is: 'end' },
  fileView: 'card',
  documentId: v.parse(DocumentId, 'DocOne'),
  title: '产品需求评审',
  url: 'https://acme.feishu.cn/docx/DocOne',
}

export const otherTarget: DocumentTarget = {
  is: 'docx',
  at: { is: 'end' },
  fileView: 'card',
  documentId: v.parse(DocumentId, 'DocTwo'),
  title: '空白文档',
  url: 'https://acme.feishu.cn/docx/DocTwo',
}

export const spot = { topBlockId: v.parse(BlockId, 'top'), mediaBlockId: v.parse(BlockId, 'media') }
export const fileToken = v.parse(FileToken, 'token')
export const uploadId = v.parse(UploadId, 'upload')

export function fileNamed(name: string, sizeBytes = 1000, path = name): SourceFile {
  const open = () => Promise.resolve(new Blob(['x'.repeat(sizeBytes)]))
  return { name, path, sizeBytes, lastModifiedMs: 0, type: '', open }
}

export function jobAt(id: string, stage: Stage, file = fileNamed(`${id}.pdf`)): Job {
  return { id, file, name: file.name, kind: 'file', target, stage, paused: false, isSeen: true, lacksFile: false }
}

export function failureOf(problem: ProblemKey, facts: Partial<Failure> = {}): Failure {
  return { problem, code: null, msg: '', logId: null, scopes: [], ...facts }
}

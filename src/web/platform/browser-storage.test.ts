import { expect, test } from 'vitest'
import { forgettable, memoryStorage } from './browser-storage.ts'

test('forgetting takes every key of this page, leaves those of others, and stores nothing more', () => {
  const kept = memoryStorage()
  const storage = forgettable(kept, kept.keys)
  storage.setItem('feishu-uploader.target.ou_1', 'https://acme.feishu.cn/docx/A')
  storage.setItem('feishu-uploader.theme', 'dark')
  kept.setItem('of somebody else', 'x')
  storage.forget()
  storage.setItem('feishu-uploader.documents.ou_1', '[]')
  expect(kept.keys()).toEqual(['of somebody else'])
  expect(storage.getItem('feishu-uploader.target.ou_1')).toBeNull()
})

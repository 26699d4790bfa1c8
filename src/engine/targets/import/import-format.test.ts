import { expect, test } from 'vitest'
import { isImportable } from './import-format.ts'

const megabyte = 1024 * 1024
const of = (name: string, sizeBytes = 10) =>
  isImportable({ name, file: { name, path: name, sizeBytes, lastModifiedMs: 0, type: '', inspect: null, open: never } })
const never = () => Promise.reject(new Error('not opened'))

test('a file can be imported where Feishu makes an online document of its suffix, up to the largest size of any of these', () => {
  expect(['a.csv', 'b.DOCX', 'c.md', 'd.xls'].map((name) => of(name))).toEqual([true, true, true, true])
  expect(['a.zip', 'b.pptx', 'csv', ''].map((name) => of(name))).toEqual([false, false, false, false])
  // As a base 100 MB, as a sheet 20 MB.
  expect([of('a.csv', 100 * megabyte), of('a.csv', 100 * megabyte + 1)]).toEqual([true, false])
})

import { beforeEach, expect, test } from 'vitest'
import { embedProtocol } from '../../contract/embed/protocol.ts'
import { FakeUploads } from '../testing/fake-uploads.ts'
import { fileToken, jobAt, spot } from '../testing/jobs.ts'
import { PortalOrders, type OrdersAt } from './portal-orders.ts'

const from = { protocol: embedProtocol, version: 1 } as const
const link = 'https://acme.feishu.cn/docx/DocOne'
const file = new File(['a'], 'a.txt')

let done: unknown[]
let soon: (() => void)[]
let uploads: FakeUploads
let at: OrdersAt

beforeEach(() => {
  done = []
  soon = []
  uploads = new FakeUploads()
  at = { uploads, chosen: { pick: (picked) => done.push(picked), clear: () => done.push('cleared') } }
})

function open(): PortalOrders {
  return new PortalOrders({
    choose: (files, paths = []) => done.push([...files, ...paths]),
    rendering: (run) => {
      run()
      done.push('rendered')
    },
    soon: (run) => soon.push(run),
  })
}

function settle(): void {
  for (let run = soon.shift(); run; run = soon.shift()) run()
}

test('files from the disk of another site’s page are taken over as files of this one', async () => {
  const orders = open()
  orders.workAt(at)
  const given = new File(['a'], 'a.txt', { type: 'text/plain', lastModified: 1_700_000_000_000 })
  orders.give({ ...from, type: 'add-files', files: [given] })
  settle()
  const [[taken]] = done as [[File]]
  expect(taken).not.toBe(given)
  const { name, type, lastModified } = taken
  expect([name, type, lastModified, await taken.text()]).toEqual(['a.txt', 'text/plain', 1_700_000_000_000, 'a'])
})

test('files come with their paths, if the portal says any', () => {
  const orders = open()
  orders.workAt(at)
  orders.give({ ...from, type: 'add-files', files: [file], paths: ['f/a.txt'] })
  settle()
  expect(done).toEqual([[file, 'f/a.txt']])
})

test('orders wait for somebody to sign in, and keep their order', () => {
  const orders = open()
  orders.give({ ...from, type: 'set-target', target: link })
  orders.give({ ...from, type: 'add-files', files: [file] })
  orders.give({ ...from, type: 'set-target', target: null })
  settle()
  expect(done).toEqual([])
  orders.workAt(at)
  settle()
  expect(done).toEqual([link, 'rendered', [file], 'cleared', 'rendered'])
})

test('after the session’s end they wait again', () => {
  const orders = open()
  orders.workAt(at)
  orders.workAt(null)
  orders.give({ ...from, type: 'add-files', files: [file] })
  settle()
  expect(done).toEqual([])
})

test('pause and resume are for all files that have not ended', () => {
  uploads.show(jobAt('a', { at: 'waiting' }), jobAt('b', { at: 'done', spot, fileToken }))
  const orders = open()
  orders.workAt(at)
  orders.give({ ...from, type: 'pause' })
  orders.give({ ...from, type: 'resume' })
  settle()
  expect(uploads.asked).toEqual([
    ['pause', ['a']],
    ['resume', ['a']],
  ])
})

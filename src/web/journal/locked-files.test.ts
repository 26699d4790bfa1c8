import { expect, test } from 'vitest'
import { FakeUploads } from '../testing/fake-uploads.ts'
import { fileNamed, jobAt } from '../testing/jobs.ts'
import { LockedFiles } from './locked-files.ts'

function handleThat(answer: 'granted' | 'denied' | Error) {
  let asked = 0
  const requestPermission = () => {
    asked += 1
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
  }
  const handle = Object.assign({ kind: 'directory', name: 'f' } as FileSystemHandle, { requestPermission })
  return { handle, asked: () => asked }
}

function locked(files: readonly (readonly [name: string, handle: FileSystemHandle])[]) {
  const uploads = new FakeUploads()
  for (const [name] of files) uploads.show({ ...jobAt(name, { at: 'waiting' }, fileNamed(name)), lacksFile: true })
  const all = files.map(([name, handle]) => ({ id: name, file: { ...fileNamed(name), handle } }))
  return { uploads, files: new LockedFiles(uploads, all) }
}

test('one permission is asked for all files of a folder, which then continue', async () => {
  const folder = handleThat('granted')
  const { uploads, files } = locked([
    ['a', folder.handle],
    ['b', folder.handle],
  ])
  expect(files.count()).toBe(2)
  expect(await files.unlock()).toBe(true)
  expect(folder.asked()).toBe(1)
  expect(uploads.asked).toEqual([['reattach', ['a', 'b']]])
})

test('all permissions are asked for within the click, and refused files keep waiting', async () => {
  const [yes, no, frame] = [
    handleThat('granted'),
    handleThat('denied'),
    handleThat(new DOMException('', 'SecurityError')),
  ]
  const { uploads, files } = locked([
    ['a', yes.handle],
    ['b', no.handle],
    ['c', frame.handle],
  ])
  const unlocking = files.unlock()
  expect([yes, no, frame].map(({ asked }) => asked())).toEqual([1, 1, 1])
  expect(await unlocking).toBe(false)
  expect(uploads.asked).toEqual([['reattach', ['a']]])
})

test('no permission is asked for files that have been chosen again', async () => {
  const folder = handleThat('granted')
  const { uploads, files } = locked([['a', folder.handle]])
  uploads.show(jobAt('a', { at: 'waiting' }, fileNamed('a')))
  expect(files.count()).toBe(0)
  await files.unlock()
  expect(folder.asked()).toBe(0)
})

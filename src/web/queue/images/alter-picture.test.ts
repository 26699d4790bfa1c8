import { afterEach, expect, test, vi } from 'vitest'
import type { Contents } from '../../../engine/files/contents.ts'
import { newJob } from '../../../engine/queue/make-job.ts'
import { exif, jpeg, png } from '../../../engine/testing/pictures.ts'
import { targetOf } from '../../../engine/testing/world.ts'
import { inMemoryFile } from '../../drop/page-file.ts'
import { alterPicture, isAlterable, type ImageOptions } from './alter-picture.ts'

const off: ImageOptions = { longestSide: null, strips: false, converts: false }
const picture = (format: string, width = 4000, height = 2000): Contents => ({
  kind: 'image',
  format,
  pixels: { width, height },
})
const heic: Contents = { kind: 'file', format: 'heic', pixels: null }

function jobOf(name: string, bytes: Uint8Array, contents: Contents) {
  const file = inMemoryFile(new File([new Uint8Array(bytes)], name, { lastModified: 7 }), `相册/${name}`)
  return { ...newJob('job', file, targetOf('doc1')), contents, kind: contents.kind }
}

const reader = { read: () => Promise.reject(new Error('known already')) }
const alter = (job: ReturnType<typeof jobOf>, options: Partial<ImageOptions>, mostBytes = 1e9) =>
  alterPicture(job, { ...off, ...options }, { contents: reader, mostBytes })

/** A browser whose encoder writes files of this size. */
function encoder(sizeBytes: number, writes: string | null = null) {
  const decode = vi.fn((_blob: Blob, _options?: ImageBitmapOptions) =>
    Promise.resolve({ width: 4000, height: 2000, close: () => undefined }),
  )
  vi.stubGlobal('createImageBitmap', decode)
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      getContext = () => ({ drawImage: () => undefined })
      convertToBlob = ({ type }: { type: string }) =>
        Promise.resolve(new Blob([new Uint8Array(sizeBytes)], { type: writes ?? type }))
    },
  )
  return decode
}

afterEach(() => vi.unstubAllGlobals())

const photo = jpeg(4000, 2000, { before: [exif(6, 'II', 900)] })

test('A large picture is made smaller in its own format, upright, with its name, path and date', async () => {
  const decode = encoder(100)
  const alteration = await alter(jobOf('a.JPG', photo, picture('jpeg', 2000, 4000)), { longestSide: 1280 })
  expect(alteration).toMatchObject({
    file: { name: 'a.JPG', path: '相册/a.JPG', sizeBytes: 100, lastModifiedMs: 7, type: 'image/jpeg' },
    contents: { format: 'jpeg', pixels: { width: 640, height: 1280 } },
    how: ['shrunk'],
  })
  expect(decode.mock.calls[0]?.[1]).toMatchObject({ imageOrientation: 'from-image', resizeWidth: 640 })
})

test('What would grow, is small enough, moves, or would be written in another format stays as it is', async () => {
  encoder(5000)
  expect(await alter(jobOf('a.jpg', photo, picture('jpeg')), { longestSide: 1280 })).toBeNull()
  encoder(100)
  expect(await alter(jobOf('a.jpg', photo, picture('jpeg')), { longestSide: 4000 })).toBeNull()
  expect(await alter(jobOf('a.png', png(9, 9, [['acTL', 200]]), picture('png')), { longestSide: 1280 })).toBeNull()
  expect(await alter(jobOf('a.jpg', photo, picture('jpeg')), off)).toBeNull()
  encoder(100, 'image/png')
  expect(await alter(jobOf('a.webp', photo, picture('webp')), { longestSide: 1280 })).toBeNull()
})

test('What is not made smaller still loses its place', async () => {
  encoder(5000)
  const options = { longestSide: 1280, strips: true }
  const alteration = await alter(jobOf('a.jpg', photo, picture('jpeg')), options)
  expect(alteration).toMatchObject({ how: ['stripped'], contents: picture('jpeg') })
  expect(alteration?.file.sizeBytes).toBeLessThan(photo.length)
})

test('HEIC becomes JPEG, under a name that says so, where the browser can decode it', async () => {
  encoder(5000)
  const job = jobOf('IMG_1.HEIC', new Uint8Array(900), heic)
  expect(await alter({ ...job, name: '封面.heic' }, { converts: true })).toMatchObject({
    file: { name: 'IMG_1.jpg', path: '相册/IMG_1.jpg', type: 'image/jpeg' },
    name: '封面.jpg',
    contents: { kind: 'image', format: 'jpeg', pixels: { width: 4000, height: 2000 } },
    how: ['converted'],
  })
  expect(await alter(job, { converts: true }, 4000)).toBeNull()
  expect(await alter(job, { strips: true })).toBeNull()
  vi.stubGlobal('createImageBitmap', () => Promise.reject(new DOMException('no', 'InvalidStateError')))
  expect(await alter(job, { converts: true })).toBeNull()
})

test('Only waiting pictures of a kind that can be altered are offered', () => {
  const job = jobOf('a.jpg', photo, picture('jpeg'))
  expect(isAlterable(job, off)).toBe(true)
  expect(isAlterable({ ...job, contents: null }, off)).toBe(true)
  expect(isAlterable({ ...job, stage: { at: 'placing', holdup: null } }, off)).toBe(false)
  expect(isAlterable({ ...job, lacksFile: true }, off)).toBe(false)
  expect(isAlterable({ ...job, contents: picture('gif') }, off)).toBe(false)
  const phone = jobOf('a.heic', photo, heic)
  expect([isAlterable(phone, off), isAlterable(phone, { ...off, converts: true })]).toEqual([false, true])
})

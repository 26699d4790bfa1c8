// @vitest-environment happy-dom
import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Job } from '../../../engine/job/job.ts'
import { english } from '../../testing/languages.ts'
import { fileNamed, jobAt } from '../../testing/jobs.ts'
import { openQueueWith, waiting } from '../testing/queue-under-test.tsx'
import type { KeptThumbnail, Thumbnails } from './thumbnails-context.ts'

/** Elements that a person would see, once the test shows them. */
const observed = new Set<Element>()
const scrolled: (() => void)[] = []

class HandHeldObserver {
  constructor(see: IntersectionObserverCallback) {
    scrolled.push(() => {
      const entries = [...observed].map((target) => ({ target, isIntersecting: true }))
      see(entries as unknown as IntersectionObserverEntry[], this as unknown as IntersectionObserver)
    })
  }
  observe = (element: Element) => void observed.add(element)
  unobserve = (element: Element) => void observed.delete(element)
}
const scrollIntoView = () => {
  for (const scroll of scrolled) scroll()
}

const decode = vi.fn(() => Promise.resolve({ width: 4, height: 4, close: () => undefined }))

vi.stubGlobal('IntersectionObserver', HandHeldObserver)
vi.stubGlobal('requestIdleCallback', (work: () => void) => setTimeout(work))

beforeEach(() => {
  vi.stubGlobal('createImageBitmap', decode)
  vi.spyOn(HTMLCanvasElement.prototype, 'toBlob').mockImplementation((take) =>
    take(new Blob(['small'], { type: 'image/webp' })),
  )
})
afterEach(() => {
  cleanup()
  decode.mockClear()
  vi.restoreAllMocks()
})

const picture = (name: string): Job => ({
  ...jobAt(name, waiting, fileNamed(name)),
  contents: { kind: 'image', format: 'png', pixels: { width: 4, height: 4 } },
})

function keeping(...entries: readonly (readonly [string, KeptThumbnail])[]) {
  const kept = new Map(entries)
  const thumbnails: Thumbnails = {
    find: (id) => Promise.resolve(kept.get(id) ?? null),
    keep: (id, thumbnail) => void kept.set(id, thumbnail),
  }
  return { kept, thumbnails }
}

const row = (name: string) => screen.getByRole('listitem', { name })
const drawnIn = (name: string) => row(name).querySelector('canvas:not([hidden])') !== null
const badge = (name: string) => row(name).querySelector('[data-kind]')?.textContent

test('files that the browser cannot draw have a badge that names their format', () => {
  openQueueWith({}, ...['a.docx', 'b.pdf', 'c.zip', 'd.exe'].map((name) => jobAt(name, waiting, fileNamed(name))))
  expect(['a.docx', 'b.pdf', 'c.zip', 'd.exe'].map(badge)).toEqual(['DOCX', 'PDF', 'ZIP', ''])
})

test('a picture is drawn once its row is in view, and kept', async () => {
  const { kept, thumbnails } = keeping()
  openQueueWith({ thumbnails }, picture('a.png'))
  expect(decode).not.toHaveBeenCalled()
  scrollIntoView()
  await vi.waitFor(() => expect(drawnIn('a.png')).toBe(true))
  await vi.waitFor(() => expect(kept.get('a.png')).toMatchObject({ type: 'image/webp', lengthMs: null }))
  expect(kept.get('a.png')?.picture?.byteLength).toBe(5)
})

test('a picture that was kept is shown without its file', async () => {
  const { thumbnails } = keeping(['a.png', { picture: new ArrayBuffer(5), type: 'image/webp', lengthMs: null }])
  const open = vi.fn(() => Promise.reject(new Error('gone')))
  const job = picture('a.png')
  openQueueWith({ thumbnails }, { ...job, file: { ...job.file, open }, lacksFile: true })
  scrollIntoView()
  await vi.waitFor(() => expect(drawnIn('a.png')).toBe(true))
  expect(open).not.toHaveBeenCalled()
})

test('a picture that the browser cannot decode has a badge instead', async () => {
  decode.mockRejectedValueOnce(new DOMException('unknown', 'InvalidStateError'))
  const { kept, thumbnails } = keeping()
  openQueueWith({ thumbnails }, { ...picture('a.jpg'), contents: { kind: 'file', format: 'heic', pixels: null } })
  expect(badge('a.jpg')).toBe('')
  scrollIntoView()
  await vi.waitFor(() => expect(badge('a.jpg')).toBe('HEIC'))
  expect(drawnIn('a.jpg')).toBe(false)
  expect(kept.size).toBe(0)
})

test('the length of a video is shown on its thumbnail and read out with its size', async () => {
  const { thumbnails } = keeping(['a.mp4', { picture: new ArrayBuffer(5), type: 'image/webp', lengthMs: 42_400 }])
  openQueueWith({ thumbnails }, jobAt('a.mp4', waiting, fileNamed('a.mp4')))
  scrollIntoView()
  await vi.waitFor(() => expect(badge('a.mp4')).toBe('0:42'))
  within(row('a.mp4')).getByText(/^时长 42\s?秒$/)
  expect(row('a.mp4').querySelector('[data-kind]')?.getAttribute('aria-hidden')).toBe('true')
})

test('the length is shown in English too, even if no frame could be drawn', async () => {
  const { thumbnails } = keeping(['a.mp4', { picture: null, type: '', lengthMs: 754_000 }])
  openQueueWith({ thumbnails, i18n: english }, jobAt('a.mp4', waiting, fileNamed('a.mp4')))
  scrollIntoView()
  await vi.waitFor(() => expect(badge('a.mp4')).toBe('MP412:34'))
  within(row('a.mp4')).getByText('Length 13 min')
})

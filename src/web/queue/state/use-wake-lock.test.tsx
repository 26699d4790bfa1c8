// @vitest-environment happy-dom
import { cleanup, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useWakeLock } from './use-wake-lock.ts'

const release = vi.fn(() => Promise.resolve())
const request = vi.fn<() => Promise<{ release: () => Promise<void> }>>()
let isCoarse = true

beforeEach(() => {
  release.mockClear()
  request.mockReset().mockResolvedValue({ release })
  isCoarse = true
  vi.stubGlobal('matchMedia', () => ({ matches: isCoarse }))
  Object.defineProperty(navigator, 'wakeLock', { configurable: true, value: { request } })
})

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  Reflect.deleteProperty(navigator, 'wakeLock')
})

const rendered = (isUploading: boolean) =>
  renderHook((props: { isUploading: boolean }) => useWakeLock(props.isUploading), { initialProps: { isUploading } })

test('the screen of a phone stays on while files are uploaded, and no longer', async () => {
  const hook = rendered(true)
  expect(request).toHaveBeenCalledExactlyOnceWith('screen')
  expect(release).not.toHaveBeenCalled()
  hook.rerender({ isUploading: false })
  await vi.waitFor(() => expect(release).toHaveBeenCalledOnce())
})

test('a page that becomes visible requests the wake lock again, since the browser released it', () => {
  rendered(true)
  document.dispatchEvent(new Event('visibilitychange'))
  expect(request).toHaveBeenCalledTimes(2)
})

test('no wake lock is requested on a computer with a mouse, and a refusal is harmless', async () => {
  isCoarse = false
  rendered(true)
  expect(request).not.toHaveBeenCalled()
  isCoarse = true
  request.mockRejectedValue(new DOMException('low battery', 'NotAllowedError'))
  rendered(true).unmount()
  await Promise.resolve()
  expect(release).not.toHaveBeenCalled()
})

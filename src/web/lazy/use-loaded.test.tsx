// @vitest-environment happy-dom
import { startTransition, Suspense, useMemo } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, test } from 'vitest'
import { LazyModule } from './lazy-module.ts'
import { useLoaded } from './use-lazy.ts'

const lazyWords = () => new LazyModule(() => Promise.resolve('words'), { isOffline: () => false })

function Shouted({ lazy }: { readonly lazy: LazyModule<string> }) {
  const words = useLoaded(lazy)
  return useMemo(() => words.toUpperCase(), [words])
}

/** What a root shows in the end, how often it showed that it waits, and what React had to recover from. */
async function shown(lazy: LazyModule<string>) {
  const container = document.createElement('div')
  const errors: unknown[] = []
  let waits = 0
  const Waiting = () => {
    waits += 1
    return 'waiting'
  }
  const root = createRoot(container, { onRecoverableError: (error) => errors.push(error) })
  // Only work that can wait is taken up again in the place where it suspended.
  startTransition(() =>
    root.render(
      <Suspense fallback={<Waiting />}>
        <Shouted lazy={lazy} />
      </Suspense>,
    ),
  )
  await expect.poll(() => container.textContent).toBe('WORDS')
  root.unmount()
  return { errors, waits }
}

test('a module that loads while React renders is read without an error', async () => {
  expect((await shown(lazyWords())).errors).toEqual([])
})

test('a module that has loaded is read at once', async () => {
  const lazy = lazyWords()
  await lazy.load()
  expect(await shown(lazy)).toEqual({ errors: [], waits: 0 })
  const mapped = lazy.map((words) => words)
  expect(await shown(mapped)).toEqual({ errors: [], waits: 0 })
})

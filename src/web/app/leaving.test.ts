import { expect, test, vi } from 'vitest'
import { memoryStorage, forgettable } from '../platform/browser-storage.ts'
import type { TabChannel, TabMessage } from '../tabs/tab-channel.ts'
import { Leaving, type LeavingDoors } from './leaving.ts'
import { memoryPageLocks } from './testing/memory-page-locks.ts'

/** One browser: what it keeps, and the tabs in it. `order` records what happened, in order. */
class Browser {
  readonly order: string[] = []
  readonly local = memoryStorage()
  readonly #locks = memoryPageLocks()
  readonly #tabs: ((message: TabMessage) => void)[] = []

  tab(name: string, otherwise: Partial<LeavingDoors> = {}) {
    const note = (what: string) => void this.order.push(`${name} ${what}`)
    const session = memoryStorage()
    let hear: (message: TabMessage) => void = () => undefined
    const channel: TabChannel = {
      post: (message) => {
        for (const other of this.#tabs) if (other !== hear) queueMicrotask(() => other(message))
      },
      subscribe: (listener) => {
        hear = listener
        this.#tabs.push(listener)
        return () => undefined
      },
    }
    const asked: unknown[] = []
    const doors: LeavingDoors = {
      endSession: (isForgetting) => {
        asked.push(isForgetting)
        note('ends the session')
        return Promise.resolve()
      },
      channel,
      locks: this.#locks,
      storages: [forgettable(this.local, this.local.keys), forgettable(session, session.keys)],
      deleteDatabase: () => {
        note('deletes the database')
        return Promise.resolve()
      },
      caches: null,
      goHome: () => note('goes home'),
      sleep: () => new Promise(() => undefined),
      ...otherwise,
    }
    const leaving = new Leaving(doors)
    leaving.stopFirst(async () => {
      await Promise.resolve()
      note('has stopped')
    })
    return { leaving, session, asked }
  }
}

const link = ['feishu-uploader.target.ou_1', 'https://acme.feishu.cn/docx/A'] as const

test('signing out of one’s own computer ends the session and leaves everything where it is', async () => {
  const browser = new Browser()
  const tab = browser.tab('a')
  browser.local.setItem(...link)
  await tab.leaving.signOut(false)
  expect(tab.asked).toEqual([false])
  expect(browser.local.keys()).toEqual([link[0]])
  expect(browser.order).toEqual(['a ends the session', 'a goes home'])
})

test('forgetting stops every tab before anything is deleted, then ends the session, then leads all tabs home', async () => {
  const browser = new Browser()
  const [first, second] = [browser.tab('a'), browser.tab('b')]
  browser.local.setItem(...link)
  first.session.setItem(...link)
  second.session.setItem(...link)
  await first.leaving.signOut(true)
  await vi.waitFor(() => expect(browser.order).toContain('b goes home'))
  expect(browser.order.slice(0, 2).toSorted()).toEqual(['a has stopped', 'b has stopped'])
  expect(browser.order.slice(2)).toEqual(['a deletes the database', 'a ends the session', 'a goes home', 'b goes home'])
  expect(first.asked).toEqual([true])
  expect([browser.local, first.session, second.session].flatMap((storage) => storage.keys())).toEqual([])
})

test('a tab that does not answer holds up forgetting only for a while', async () => {
  const browser = new Browser()
  const tab = browser.tab('a', { sleep: () => Promise.resolve() })
  const frozen = browser.tab('b', { channel: { post: () => undefined, subscribe: () => () => undefined } })
  await tab.leaving.signOut(true)
  expect(frozen.asked).toEqual([])
  expect(browser.order).toEqual(['a has stopped', 'a deletes the database', 'a ends the session', 'a goes home'])
})

test('caches of this page are deleted too', async () => {
  const deleted: string[] = []
  const caches = {
    keys: () => Promise.resolve(['pages']),
    delete: (name: string) => Promise.resolve(deleted.push(name) > 0),
  }
  await new Browser().tab('a', { caches }).leaving.signOut(true)
  expect(deleted).toEqual(['pages'])
})

test('where the gateway cannot be reached everything is forgotten anyway, and another try signs out', async () => {
  const browser = new Browser()
  let isDown = true
  const endSession = () => (isDown ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve())
  const tab = browser.tab('a', { endSession })
  browser.local.setItem(...link)
  await expect(tab.leaving.signOut(true)).rejects.toThrow('Failed to fetch')
  expect([browser.local.keys(), tab.leaving.hasForgotten]).toEqual([[], true])
  expect(browser.order).not.toContain('a goes home')
  isDown = false
  await tab.leaving.signOut(true)
  expect(browser.order.at(-1)).toBe('a goes home')
})

test('a queue that comes while everything is being forgotten is stopped as well', async () => {
  const tab = new Browser().tab('a')
  await tab.leaving.signOut(true)
  const stop = vi.fn(() => Promise.resolve())
  tab.leaving.stopFirst(stop)
  expect(stop).toHaveBeenCalledOnce()
})

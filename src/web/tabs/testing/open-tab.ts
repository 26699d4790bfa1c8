import { expect } from 'vitest'
import { handHeldDoors, settled } from '../../../engine/testing/hand-held-doors.ts'
import { HandHeldWire } from '../../../engine/testing/hand-held-wire.ts'
import { pageFile } from '../../journal/testing/changes.ts'
import { target } from '../../testing/jobs.ts'
import type { Uploads } from '../../../engine/queue/uploads.ts'
import { TabQueue } from '../tab-queue.ts'
import type { BrowserStores } from '../tab-queue-snapshot.ts'
import type { MemoryBrowser } from './memory-browser.ts'

/** Doors with real UUIDs, so that no two tabs give the same id. */
export function doorsOfTab(): ReturnType<typeof handHeldDoors<HandHeldWire>> {
  return Object.assign(handHeldDoors(new HandHeldWire()), {
    chance: { uuid: () => crypto.randomUUID(), fraction: () => 0.5 },
  })
}

/** A tab whose queue may not be open yet. */
export function beginTab(browser: MemoryBrowser, owner = 'ou_zhang', otherwise: Partial<BrowserStores> = {}) {
  const tab = browser.openTab()
  const doors = doorsOfTab()
  const queue = new TabQueue(doors, { ...tab, ...otherwise }, owner)
  return { queue, doors, close: tab.close, mute: tab.mute }
}

/** A tab, once its queue is open. */
export async function openTab(browser: MemoryBrowser, owner = 'ou_zhang', otherwise: Partial<BrowserStores> = {}) {
  const tab = beginTab(browser, owner, otherwise)
  await expect.poll(() => tab.queue.getSnapshot().queue).not.toBeNull()
  const open = tab.queue.getSnapshot().queue
  if (!open) throw new Error('The queue is not open')
  return { ...tab, ...open }
}

export function jobsOf({ uploads }: { readonly uploads: Uploads }) {
  return uploads.getSnapshot().ids.flatMap((id) => uploads.getJob(id) ?? [])
}

/** Waits until the database has settled. */
export async function written(): Promise<void> {
  for (let round = 0; round < 60; round += 1) await settled()
}

export const namesIn = (tab: Parameters<typeof jobsOf>[0]) => jobsOf(tab).map(({ name }) => name)

/** What a tab shows now, once it is open. */
export function shownIn({ queue }: ReturnType<typeof beginTab>) {
  const { queue: open, ...rest } = queue.getSnapshot()
  return {
    ...rest,
    names: open && namesIn(open),
    returned: open?.returned ?? null,
    journalStatus: open?.journalStatus.getSnapshot(),
  }
}

/** A tab whose queue has files, written to the journal. */
export async function openTabWithFiles(browser: MemoryBrowser, ...names: readonly string[]) {
  const tab = await openTab(browser)
  tab.uploads.add(
    names.map((name) => pageFile(name)),
    target,
  )
  await written()
  return tab
}

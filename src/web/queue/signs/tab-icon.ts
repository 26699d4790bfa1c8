import type { QueueSnapshot } from '../../../engine/queue/uploads.ts'
import { ownPath } from '../../gateway/own-path.ts'
import { queueStateOf } from '../state/queue-state.ts'

/** What the tab's icon shows: the page's own icon, a progress ring, success, or that a person has to act. */
export type TabIcon = 'plain' | 'well' | 'trouble' | { readonly step: number }

/** Finer steps cannot be seen in an icon of 32 pixels, and each step makes the browser load an icon. */
export const ringSteps = 16

type Queue = Pick<QueueSnapshot, 'ids' | 'counts' | 'hold' | 'totalBytes' | 'confirmedBytes'>

export function tabIconOf(queue: Queue): TabIcon {
  const { ids, counts, totalBytes, confirmedBytes } = queue
  if (ids.length === 0) return 'plain'
  switch (queueStateOf(queue)) {
    case 'running':
      return { step: totalBytes === 0 ? 0 : Math.floor((confirmedBytes / totalBytes) * ringSteps) }
    case 'on-hold':
      return 'trouble'
    case 'resting':
      return 'plain'
    case 'ended':
      if (counts.failed > 0) return 'trouble'
      return counts.done > 0 && counts.cancelled === 0 ? 'well' : 'plain'
  }
}

/** Address of the page's own icon (`index.html`). */
export const plainIcon = () => ownPath('/favicon.svg')

/** Address of an icon. The page's policy allows `data:` for pictures. */
export function iconAddress(icon: TabIcon): string {
  if (icon === 'plain') return plainIcon()
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${drawingOf(icon)}</svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}

function drawingOf(icon: Exclude<TabIcon, 'plain'>): string {
  if (icon === 'well') return disc('#18794e') + stroke('m9.5 16.5 4.5 4.5 8.5-9.5')
  if (icon === 'trouble') return disc('#c2292e') + stroke('M16 8.5v9') + stroke('M16 23.4v.1')
  // A circle of radius 12 is 75.4 long; it begins at the top.
  const length = (75.4 * icon.step) / ringSteps
  const ring = `<circle cx="16" cy="16" r="12" fill="none" stroke-width="6"`
  return `${ring} stroke="#b9caf7"/>${ring} stroke="#2557d6" stroke-dasharray="${length} 75.4" transform="rotate(-90 16 16)"/>`
}

function disc(colour: string): string {
  return `<circle cx="16" cy="16" r="16" fill="${colour}"/>`
}

function stroke(path: string): string {
  return `<path d="${path}" fill="none" stroke="#fff" stroke-width="3.6" stroke-linecap="round" stroke-linejoin="round"/>`
}

import type { JobId } from '../../../engine/job/job.ts'
import { placeAt, scrollBeside, type DragPlace } from './drag-place.ts'

interface DragOptions {
  /** Holds the rows, and stays as long as the drag. */
  readonly area: HTMLElement
  /** How the pointer was pressed. */
  readonly pressed: PointerEvent
  /** The row that was pressed. */
  readonly row: HTMLElement
  readonly canMove: (id: JobId) => boolean
  readonly onBegin: () => void
  /** The gap under the pointer; null where there is none. */
  readonly onPlace: (place: DragPlace | null) => void
  /** @param place Where the rows were let go; null when the drag was given up. */
  readonly onEnd: (place: DragPlace | null) => void
}

/** Largest movement of the pointer that still counts as a click. */
const clickPixels = 4

/**
 * Follows a pointer from its press on a row to its release. Nothing happens before it has moved.
 *
 * Our own code: native drag and drop knows no fingers and no rows that are not rendered, and a library that knows both is
 * larger than all of this.
 *
 * @returns Gives the drag up.
 */
export function dragRows(options: DragOptions): () => void {
  const { area, pressed, row, onEnd } = options
  const stop = new AbortController()
  let y = pressed.clientY
  let hasBegun = false

  const end = (place: DragPlace | null) => {
    if (stop.signal.aborted) return
    stop.abort()
    if (hasBegun) onEnd(place)
  }
  const begin = () => {
    hasBegun = true
    // The focused row stays rendered however far the list scrolls; touch events stop when their target is removed.
    if (!row.contains(document.activeElement)) row.focus({ preventScroll: true })
    area.setPointerCapture(pressed.pointerId)
    options.onBegin()
    scrollAtEdges({ area, heightOf: () => y, signal: stop.signal, onFrame: () => options.onPlace(placeIn(options, y)) })
  }
  const move = (event: PointerEvent) => {
    if (event.pointerId !== pressed.pointerId) return
    y = event.clientY
    if (!hasBegun && Math.hypot(event.clientX - pressed.clientX, y - pressed.clientY) > clickPixels) begin()
    if (hasBegun) options.onPlace(placeIn(options, y))
  }
  const escape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !hasBegun) return
    event.preventDefault()
    event.stopPropagation()
    end(null)
  }
  const { signal } = stop
  window.addEventListener('pointermove', move, { signal })
  window.addEventListener('pointerup', () => end(placeIn(options, y)), { signal })
  window.addEventListener('pointercancel', () => end(null), { signal })
  window.addEventListener('blur', () => end(null), { signal })
  window.addEventListener('keydown', escape, { signal, capture: true })
  return () => end(null)
}

function placeIn({ area, canMove }: DragOptions, y: number): DragPlace | null {
  const rows = [...area.querySelectorAll<HTMLElement>('[data-job]')].flatMap((element) => {
    const id = element.dataset['job']
    if (id === undefined || !canMove(id)) return []
    const { top, bottom } = element.getBoundingClientRect()
    return [{ id, top, bottom }]
  })
  return placeAt(y, rows)
}

interface ScrollOptions {
  readonly area: HTMLElement
  /** Where the pointer is. */
  readonly heightOf: () => number
  readonly signal: AbortSignal
  /** Called after each step. */
  readonly onFrame: () => void
}

/** Scrolls the page while the pointer is near the top or bottom of the visible rows, below the sticky head. */
function scrollAtEdges({ area, heightOf, signal, onFrame }: ScrollOptions): void {
  const top = Number.parseFloat(getComputedStyle(area).getPropertyValue('--head-room')) || 0
  const frame = () => {
    if (signal.aborted) return
    const pixels = scrollBeside(heightOf(), [top, window.innerHeight])
    if (pixels !== 0) {
      window.scrollBy(0, pixels)
      onFrame()
    }
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
}

import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent, MouseEvent, PointerEvent, ReactNode, RefObject, SyntheticEvent } from 'react'
import type { JobId } from '../../../engine/job/job.ts'
import type { Move } from '../../../engine/queue/uploads.ts'
import { useI18n, useQueueMessages } from '../../i18n/i18n.ts'
import { isMovable } from '../state/jobs-with-status.ts'
import { RenameDialog } from '../rename/RenameDialog.tsx'
import type { Arranging } from '../toolbar/use-arranging.ts'
import type { DragPlace } from './drag-place.ts'
import { dragRows } from './drag-rows.ts'
import type { Orderable } from './orderable.ts'
import styles from './ArrangeArea.module.css'

interface ArrangeAreaProps {
  readonly uploads: Orderable
  readonly arranging: Arranging
  /** The rows as they are shown. */
  readonly ids: readonly JobId[]
  readonly children: ReactNode
}

const moveByKey: ReadonlyMap<string, Move> = new Map([
  ['ArrowUp', 'up'],
  ['ArrowDown', 'down'],
  ['Home', 'top'],
  ['End', 'bottom'],
])

/** Wraps the rows while their order is being changed: handles ticks, keys and dragging. */
export function ArrangeArea({ uploads, arranging, ids, children }: ArrangeAreaProps) {
  const area = useRef<HTMLDivElement>(null)
  const { selection, move, renaming } = arranging
  const canMove = (id: JobId | undefined): id is JobId => {
    const job = id === undefined ? undefined : uploads.getJob(id)
    return job !== undefined && isMovable(job)
  }
  const { drag, press } = useDrag(area, { uploads, arranging, canMove })

  const click = (event: MouseEvent) => {
    const row = rowOf(event.target)
    const isTick = event.target instanceof HTMLInputElement
    // A click on a label clicks its tick as well.
    if (!isTick && (!row || isControl(event.target))) return
    const id = row?.dataset['job']
    if (id !== undefined) selection.toggle(id, event.shiftKey ? ids : null)
  }
  const key = (event: KeyboardEvent) => {
    const to = moveByKey.get(event.key)
    const id = rowOf(event.target)?.dataset['job']
    if (event.key === 'Escape') selection.clear()
    if (to === undefined || id === undefined || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey)
      return
    event.preventDefault()
    if (canMove(id) && event.target instanceof Element) move(selection.with(id), to, event.target)
  }
  return (
    <div
      ref={area}
      className={styles['area']}
      data-is-dragging={drag !== null}
      {...(arranging.isOn && { onClick: click, onKeyDown: key, onPointerDown: press, onDragStart: prevent })}
      onContextMenu={drag ? prevent : undefined}
    >
      {children}
      {renaming && renaming.length > 0 && (
        <RenameDialog jobs={renaming} onRename={arranging.rename} onClose={arranging.endRenaming} />
      )}
      {drag && drag.topPixels !== null && <InsertionLine topPixels={drag.topPixels} count={drag.count} />}
    </div>
  )
}

interface Drag {
  readonly count: number
  /** Where the rows would be inserted, from the top of the area; null where they cannot. */
  readonly topPixels: number | null
}

interface DragFacts extends Pick<ArrangeAreaProps, 'uploads' | 'arranging'> {
  readonly canMove: (id: JobId | undefined) => id is JobId
}

function useDrag(area: RefObject<HTMLDivElement | null>, { uploads, arranging, canMove }: DragFacts) {
  const [drag, setDrag] = useState<Drag | null>(null)
  const giveUp = useRef<(() => void) | null>(null)
  useEffect(() => () => giveUp.current?.(), [])

  const press = ({ nativeEvent: pressed, target }: PointerEvent) => {
    const row = rowOf(target)
    const id = row?.dataset['job']
    if (!area.current || !row || !canMove(id) || pressed.button !== 0 || !pressed.isPrimary) return
    // A finger on the rest of the row scrolls.
    if (!isHandle(target) && (pressed.pointerType !== 'mouse' || isControl(target))) return
    const element = area.current
    const carried = arranging.selection.with(id)
    const end = () => {
      setDrag(null)
      arranging.drag(nothing)
    }
    giveUp.current = dragRows({
      area: element,
      pressed,
      row,
      canMove,
      onBegin: () => arranging.drag(new Set(carried)),
      onPlace: (place) => {
        const topPixels = place && Math.round(place.top - element.getBoundingClientRect().top)
        setDrag((before) => (before?.topPixels === topPixels ? before : { count: carried.length, topPixels }))
      },
      onEnd: (place) => {
        end()
        if (place) arranging.drop(carried, moveTo(place, uploads))
      },
    })
  }
  return { drag, press }
}

/** Behind the last row that is shown is before the one that follows in the queue. */
function moveTo({ beside, is }: DragPlace, uploads: Orderable): Move {
  if (is === 'before') return { before: beside }
  const { ids } = uploads.getSnapshot()
  const before = ids[ids.indexOf(beside) + 1]
  return before === undefined ? 'bottom' : { before }
}

/** Shows where the dragged rows would be inserted. Takes no space, so that no row moves meanwhile. */
function InsertionLine({ topPixels, count }: { readonly topPixels: number; readonly count: number }) {
  const { formats } = useI18n()
  const { arrange } = useQueueMessages()
  return (
    <div className={styles['line']} style={{ insetBlockStart: topPixels }} aria-hidden>
      <span>{arrange.dragged(formats.number(count))}</span>
    </div>
  )
}

function prevent(event: SyntheticEvent): void {
  event.preventDefault()
}

function rowOf(target: EventTarget): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-job]') : null
}

function isHandle(target: EventTarget): boolean {
  return target instanceof Element && target.closest('[data-handle]') !== null
}

function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('button, a, input, label, summary') !== null
}

const nothing: ReadonlySet<JobId> = new Set()

import { useEffect, useRef, type ReactNode } from 'react'
import styles from './KeptFocus.module.css'

interface Focused {
  readonly control: Element
  readonly label: string | null
  /** Job of the row that held the focus; null outside the rows. */
  readonly job: string | null
  /** Index of that row, or of the group's head, among the rendered ones. */
  readonly at: number
  readonly isInGroupHead: boolean
}

/**
 * Keeps the focus near its place when the focused control disappears: moves it to another control of the same row, else to
 * the row, else to the row now at that index, else to the queue's heading; from the head of a group of rows, to the group now there. Browsers would reset it to the top of the page.
 */
export function KeptFocus({ children }: { readonly children: ReactNode }) {
  const area = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const root = area.current
    if (!root) return
    let focused: Focused | null = null

    const note = ({ target }: FocusEvent) => {
      focused = target instanceof Element && root.contains(target) ? focusedOn(target, root) : null
    }
    // Does not take the focus back from a person who moved it, for instance by clicking beside everything.
    const leave = () => {
      setTimeout(() => {
        if (focused?.control.isConnected && document.activeElement !== focused.control) focused = null
      })
    }
    const observer = new MutationObserver(() => {
      if (!focused || focused.control.isConnected || document.activeElement !== document.body) return
      placeOf(root, focused)?.focus({ preventScroll: true })
    })

    document.addEventListener('focusin', note)
    document.addEventListener('focusout', leave)
    observer.observe(root, { childList: true, subtree: true })
    return () => {
      document.removeEventListener('focusin', note)
      document.removeEventListener('focusout', leave)
      observer.disconnect()
    }
  }, [])
  return (
    <div ref={area} className={styles['area']}>
      {children}
    </div>
  )
}

function focusedOn(control: Element, root: HTMLElement): Focused {
  const row = control.closest<HTMLElement>('[data-job]')
  const head = control.closest<HTMLElement>('[data-group]')
  return {
    control,
    label: control.getAttribute('aria-label'),
    job: row?.dataset['job'] ?? null,
    at: row ? rowsOf(root).indexOf(row) : head ? groupHeadsOf(root).indexOf(head) : 0,
    isInGroupHead: head !== null,
  }
}

function placeOf(root: HTMLElement, { job, label, at, isInGroupHead }: Focused): HTMLElement | null {
  if (isInGroupHead) {
    const heads = groupHeadsOf(root)
    const title = heads[Math.min(at, heads.length - 1)]?.querySelector<HTMLElement>('h3')
    return title ?? root.querySelector('h2[tabindex]')
  }
  const rows = job === null ? [] : rowsOf(root)
  const row = rows.find((each) => each.dataset['job'] === job)
  if (!row) return rows[Math.min(at, rows.length - 1)] ?? root.querySelector('h2[tabindex]')
  const controls = [...row.querySelectorAll<HTMLElement>('button, a[href], input')]
  return controls.find((control) => control.getAttribute('aria-label') === label) ?? controls[0] ?? row
}

function rowsOf(root: HTMLElement): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('[data-job]')]
}

function groupHeadsOf(root: HTMLElement): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('[data-group]')]
}

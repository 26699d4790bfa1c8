import { useEffect, useRef, type ReactNode } from 'react'
import styles from './KeptFocus.module.css'

interface Focused {
  readonly control: Element
  readonly label: string | null
  /** The job of its row; null outside of the rows. */
  readonly job: string | null
  /** Its row among the rows on the page. */
  readonly at: number
}

/**
 * Keeps the keyboard and the screen reader where they were when the control they stood on goes with what it did: on another
 * control of the same row, else on the row, else on the row that took its place, else on the queue's heading. Browsers would
 * start again from the top of the page.
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
    // Whoever leaves by themselves, as with a click beside everything, is not fetched back.
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
  return {
    control,
    label: control.getAttribute('aria-label'),
    job: row?.dataset['job'] ?? null,
    at: row ? rowsOf(root).indexOf(row) : 0,
  }
}

function placeOf(root: HTMLElement, { job, label, at }: Focused): HTMLElement | null {
  const rows = job === null ? [] : rowsOf(root)
  const row = rows.find((each) => each.dataset['job'] === job)
  if (!row) return rows[Math.min(at, rows.length - 1)] ?? root.querySelector('h2[tabindex]')
  const controls = [...row.querySelectorAll<HTMLElement>('button, a[href], input')]
  return controls.find((control) => control.getAttribute('aria-label') === label) ?? controls[0] ?? row
}

function rowsOf(root: HTMLElement): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('[data-job]')]
}

import { useLayoutEffect, useRef, type ReactNode } from 'react'
import { moveAmongChoices, settleTabStop } from './choices.ts'
import styles from '../Finder.module.css'

/**
 * The box in which lists of documents scroll. All their buttons together are one tab stop (ARIA Authoring Practices, roving
 * tabindex): a listbox could not hold the rows' second buttons. Render it in the component that re-renders its rows.
 */
export function Choices({ children }: { readonly children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (box.current) settleTabStop(box.current)
  })
  return (
    <div
      ref={box}
      className={styles['box']}
      onKeyDown={moveAmongChoices}
      onFocus={({ currentTarget, target }) => settleTabStop(currentTarget, target)}
    >
      {children}
    </div>
  )
}

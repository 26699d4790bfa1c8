import { useId, useLayoutEffect, useRef, type ReactNode } from 'react'
import styles from './ModalDialog.module.css'

interface ModalDialogProps {
  readonly heading: string
  /** What a screen reader reads after the heading. */
  readonly description?: ReactNode
  /** `wide` for lists of names. */
  readonly size: 'narrow' | 'wide'
  readonly isBusy?: boolean
  /** Escape, or whatever else dismisses a dialog in this browser; the dialog stays until its owner removes it. */
  readonly onDismiss: () => void
  readonly children: ReactNode
}

/** A question in front of the page, in the browser's own modal dialog. It is open as long as it is rendered. */
export function ModalDialog({ heading, description, size, isBusy = false, onDismiss, children }: ModalDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()

  // Closed before it is removed, so that the browser restores the focus.
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])

  return (
    <dialog
      ref={dialog}
      className={styles['dialog']}
      data-size={size}
      aria-labelledby={`${id}-title`}
      aria-describedby={description === undefined ? undefined : `${id}-description`}
      aria-busy={isBusy}
      onCancel={(event) => {
        event.preventDefault()
        onDismiss()
      }}
    >
      <h2 id={`${id}-title`}>{heading}</h2>
      {description !== undefined && (
        <div id={`${id}-description`} className={styles['description']}>
          {description}
        </div>
      )}
      {children}
    </dialog>
  )
}

/** The buttons at a dialog's end. */
export function DialogButtons({ children }: { readonly children: ReactNode }) {
  return <div className={styles['buttons']}>{children}</div>
}

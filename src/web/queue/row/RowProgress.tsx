import styles from './RowProgress.module.css'

interface RowProgressProps {
  readonly label: string
  /** 0 to 1. */
  readonly sent: number
  readonly confirmed: number | null
  /** All bytes were sent; Feishu has not answered yet. */
  readonly isFinishing: boolean
  /** Nothing is being sent at present. */
  readonly isStill: boolean
}

export function RowProgress({ label, sent, confirmed, isFinishing, isStill }: RowProgressProps) {
  return (
    <span className={styles['bar']} data-finishing={isFinishing} data-still={isStill}>
      <progress aria-label={label} max={1} value={sent} />
      {confirmed !== null && <span className={styles['confirmed']} style={{ inlineSize: `${confirmed * 100}%` }} />}
    </span>
  )
}

import styles from './RowProgress.module.css'

interface RowProgressProps {
  readonly label: string
  /** 0 to 1. */
  readonly sent: number
  readonly confirmed: number | null
  /** All bytes left; Feishu has not answered yet. */
  readonly isFinishing: boolean
}

export function RowProgress({ label, sent, confirmed, isFinishing }: RowProgressProps) {
  return (
    <span className={styles['bar']} data-finishing={isFinishing}>
      <progress aria-label={label} max={1} value={sent} />
      {confirmed !== null && <span className={styles['confirmed']} style={{ inlineSize: `${confirmed * 100}%` }} />}
    </span>
  )
}

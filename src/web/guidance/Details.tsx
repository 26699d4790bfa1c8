import type { Detail } from './details-text.ts'
import styles from './Details.module.css'

/** What support asks for. */
export function Details({ details }: { readonly details: readonly Detail[] }) {
  return (
    <dl className={styles['details']}>
      {details.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

import { FileDown } from 'lucide-react'
import styles from './DropOverlay.module.css'

export function DropOverlay({ text }: { readonly text: string }) {
  return (
    <div className={styles['overlay']}>
      <div className={styles['frame']}>
        <FileDown aria-hidden size={40} />
        <p>{text}</p>
      </div>
    </div>
  )
}

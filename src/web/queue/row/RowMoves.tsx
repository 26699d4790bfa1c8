import { ArrowDown, ArrowUp, ArrowUpToLine, Pencil, type LucideIcon } from 'lucide-react'
import { useQueueMessages } from '../../i18n/i18n.ts'
import { RowButton } from './RowButton.tsx'
import type { Movable } from '../order/orderable.ts'
import type { RowArranging } from '../toolbar/use-arranging.ts'
import styles from './UploadRow.module.css'

export function RowMoves({ job, arranging }: { readonly job: Movable; readonly arranging: RowArranging }) {
  const { arrange, rename } = useQueueMessages()
  const moves: readonly { to: 'top' | 'up' | 'down'; icon: LucideIcon; title: string; label: string }[] = [
    { to: 'top', icon: ArrowUpToLine, title: arrange.top, label: arrange.topFile(job.name) },
    { to: 'up', icon: ArrowUp, title: arrange.up, label: arrange.upFile(job.name) },
    { to: 'down', icon: ArrowDown, title: arrange.down, label: arrange.downFile(job.name) },
  ]
  return (
    <div className={`${styles['buttons'] ?? ''} ${styles['moves'] ?? ''}`}>
      {moves.map(({ to, icon, title, label }) => (
        <RowButton
          key={to}
          icon={icon}
          title={title}
          label={label}
          onClick={(control) => arranging.move([job.id], to, control)}
        />
      ))}
      <RowButton
        icon={Pencil}
        title={rename.button}
        label={rename.renameFile(job.name)}
        onClick={() => arranging.rename(job)}
      />
    </div>
  )
}

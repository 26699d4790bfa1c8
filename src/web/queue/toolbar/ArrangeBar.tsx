import { ArrowDown, ArrowUp, Pencil } from 'lucide-react'
import type { SortDirection, SortKey } from '../../../engine/queue/uploads.ts'
import { useQueueMessages } from '../../i18n/i18n.ts'
import { RenameDialog } from '../rename/RenameDialog.tsx'
import type { Arranging } from './use-arranging.ts'
import styles from './ArrangeBar.module.css'

const keys: readonly SortKey[] = ['name', 'date', 'size']

/** Sorts jobs that can still move. Pressing a key again reverses its order. */
export function ArrangeBar({ arranging }: { readonly arranging: Arranging }) {
  const { sorting, sort, said, renaming } = arranging
  const { arrange, rename } = useQueueMessages()
  return (
    <section className={styles['bar']} aria-label={arrange.toggle}>
      <p className={styles['what']}>{arrange.what}</p>
      <div className={styles['keys']}>
        <span aria-hidden>{arrange.sortBy}</span>
        {keys.map((by) => (
          <button
            key={by}
            type="button"
            className="button button-small"
            aria-label={arrange.sortByKey(arrange.keys[by])}
            onClick={() => sort(by)}
          >
            <span>{arrange.keys[by]}</span>
            {sorting?.by === by && <SortSign direction={sorting.direction} />}
          </button>
        ))}
        <button type="button" className="button button-small" onClick={arranging.renameAll}>
          <Pencil aria-hidden size={14} />
          <span>{rename.button}</span>
        </button>
        <p role="status" className={styles['said']}>
          {said}
        </p>
      </div>
      {renaming && renaming.length > 0 && (
        <RenameDialog jobs={renaming} onRename={arranging.rename} onClose={arranging.endRenaming} />
      )}
    </section>
  )
}

function SortSign({ direction }: { readonly direction: SortDirection }) {
  const Icon = direction === 'ascending' ? ArrowUp : ArrowDown
  return <Icon aria-hidden size={14} />
}

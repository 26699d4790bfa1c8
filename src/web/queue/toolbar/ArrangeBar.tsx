import { ArrowDown, ArrowDownToLine, ArrowUp, ArrowUpToLine, Pencil, Trash2, X, type LucideIcon } from 'lucide-react'
import type { SortDirection, SortKey } from '../../../engine/queue/uploads.ts'
import { useI18n, useQueueMessages } from '../../i18n/i18n.ts'
import { RowButton } from '../row/RowButton.tsx'
import type { Arranging } from './use-arranging.ts'
import styles from './ArrangeBar.module.css'

const keys: readonly SortKey[] = ['name', 'date', 'size']

/** Sorts jobs that can still move. Pressing a key again reverses its order. */
export function ArrangeBar({ arranging }: { readonly arranging: Arranging }) {
  const { sorting, sort, said } = arranging
  const { arrange, rename } = useQueueMessages()
  return (
    <section className={styles['bar']} aria-label={arrange.toggle}>
      <p className={styles['what']}>
        <span>{arrange.what}</span> <span className={styles['how']}>{arrange.how}</span>
      </p>
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
        <button type="button" className="button button-small" onClick={arranging.renameSeveral}>
          <Pencil aria-hidden size={14} />
          <span>{rename.button}</span>
        </button>
        <p role="status" className={styles['said']}>
          {said}
        </p>
      </div>
      <SelectedMoves arranging={arranging} />
    </section>
  )
}

const moves: readonly (readonly [to: 'top' | 'up' | 'down' | 'bottom', icon: LucideIcon])[] = [
  ['top', ArrowUpToLine],
  ['up', ArrowUp],
  ['down', ArrowDown],
  ['bottom', ArrowDownToLine],
]

/** Rendered with nothing ticked too, so that the list below does not move with the first tick. */
function SelectedMoves({ arranging: { selection, move, remove } }: { readonly arranging: Arranging }) {
  const { formats } = useI18n()
  const { arrange } = useQueueMessages()
  const { selected, clear } = selection
  const isNone = selected.size === 0
  const button = (icon: LucideIcon, label: string, onClick: () => void) => (
    <RowButton key={label} icon={icon} title={label} label={label} isDisabled={isNone} onClick={onClick} />
  )
  return (
    <div className={styles['selected']}>
      {moves.map(([to, icon]) => button(icon, arrange.selectedMoves[to], () => move([...selected], to)))}
      {button(X, arrange.unselect, clear)}
      {remove && button(Trash2, arrange.removeSelected, () => remove([...selected]))}
      <span>{arrange.selected(formats.number(selected.size))}</span>
    </div>
  )
}

function SortSign({ direction }: { readonly direction: SortDirection }) {
  const Icon = direction === 'ascending' ? ArrowUp : ArrowDown
  return <Icon aria-hidden size={14} />
}

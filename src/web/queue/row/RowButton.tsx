import type { LucideIcon } from 'lucide-react'

interface RowButtonProps {
  readonly icon: LucideIcon
  /** Tooltip: what it does. */
  readonly title: string
  /** Accessible name with the file's name, since screen readers list buttons without their rows. */
  readonly label: string
  readonly isDisabled?: boolean
  readonly onClick: (button: Element) => void
}

export function RowButton({ icon: Icon, title, label, isDisabled = false, onClick }: RowButtonProps) {
  return (
    <button
      type="button"
      className="button-icon"
      aria-label={label}
      data-tip={title}
      disabled={isDisabled}
      onClick={(event) => onClick(event.currentTarget)}
    >
      <Icon aria-hidden size={17} />
    </button>
  )
}

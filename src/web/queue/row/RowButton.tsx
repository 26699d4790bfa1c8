import type { LucideIcon } from 'lucide-react'

interface RowButtonProps {
  readonly icon: LucideIcon
  /** What it does, for those who see the row. */
  readonly title: string
  /** What it does and to which file, for those who hear one button after the other. */
  readonly label: string
  readonly onClick: (button: Element) => void
}

export function RowButton({ icon: Icon, title, label, onClick }: RowButtonProps) {
  return (
    <button
      type="button"
      className="button-icon"
      aria-label={label}
      title={title}
      onClick={(event) => onClick(event.currentTarget)}
    >
      <Icon aria-hidden size={17} />
    </button>
  )
}

import { useEffect, useRef } from 'react'
import type { Words } from './words/words.ts'

/** Steps in their order: each leads to the part with this `data-tour`. */
export const tourSteps = ['product', 'samples', 'document', 'colleagues', 'troubles', 'end'] as const
export type TourStep = (typeof tourSteps)[number]

interface TourProps {
  readonly words: Words
  readonly step: TourStep
  readonly onStep: (step: TourStep | null) => void
}

/** A card that leads from part to part; the page stays usable, and Escape leaves. */
export function Tour({ words, step, onStep }: TourProps) {
  const say = words.tour
  const card = useRef<HTMLElement>(null)
  const at = tourSteps.indexOf(step)
  const [before, after] = [tourSteps[at - 1], tourSteps[at + 1]]
  useEffect(() => {
    const part = document.querySelector<HTMLElement>(`[data-tour="${step}"]`)
    part?.classList.add('toured')
    part?.scrollIntoView({ block: 'nearest' })
    card.current?.focus()
    return () => part?.classList.remove('toured')
  }, [step])
  useEffect(() => {
    const leave = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') onStep(null)
    }
    addEventListener('keydown', leave)
    return () => removeEventListener('keydown', leave)
  }, [onStep])
  return (
    <aside className="tour" ref={card} tabIndex={-1} aria-label={say.label}>
      <p aria-live="polite">{say.steps[step]}</p>
      <div className="buttons">
        <button type="button" className="button primary" onClick={() => onStep(after ?? null)}>
          {after ? say.next : say.end}
        </button>
        {before && (
          <button type="button" className="button" onClick={() => onStep(before)}>
            {say.back}
          </button>
        )}
        {after && (
          <button type="button" className="button plain" onClick={() => onStep(null)}>
            {say.leave}
          </button>
        )}
        <span className="hint">{say.of(at + 1, tourSteps.length)}</span>
      </div>
    </aside>
  )
}

import { Suspense, type ReactNode } from 'react'
import type { Late } from '../lazy/lazy-module.ts'
import { useHindrance, useLate } from '../lazy/use-lazy.ts'
import { ReloadButton } from '../version/ReloadButton.tsx'
import { useSpeech } from '../i18n/speech.ts'
import { Whole } from './BrokenPart.tsx'
import { CopyError } from './CopyError.tsx'

interface PartProps<T> {
  readonly late: Late<T>
  /** Stands there until it has come. */
  readonly meanwhile?: ReactNode
  readonly children: (part: T) => ReactNode
}

/** A part of the page that comes late: where it does not come, or breaks, its place says so. */
export function Part<T>({ late, meanwhile, children }: PartProps<T>) {
  const part = useLate(late)
  if (part === null) return <Coming late={late} meanwhile={meanwhile} />
  return <Whole>{children(part)}</Whole>
}

interface WithWordsProps {
  /** Words that whatever is inside suspends for. */
  readonly late: Late<unknown>
  readonly meanwhile?: ReactNode
  readonly children: ReactNode
}

/** The same for what needs words that come late. */
export function WithWords({ late, meanwhile, children }: WithWordsProps) {
  return (
    <Whole>
      <Suspense fallback={<Coming late={late} meanwhile={meanwhile} />}>{children}</Suspense>
    </Whole>
  )
}

interface ComingProps {
  readonly late: Late<unknown>
  readonly meanwhile?: ReactNode
  /** More to do about it than to wait and to reload. */
  readonly children?: ReactNode
}

/** Says why a part has not come, and what to do; nothing as long as it is only on its way. */
export function Coming({ late, meanwhile = null, children }: ComingProps) {
  const { words } = useSpeech()
  const hindrance = useHindrance(late)
  if (hindrance === null) return meanwhile
  return (
    <div role="alert" className="strip">
      <p>{words.broken.missing[hindrance]}</p>
      <button type="button" className="button button-small" onClick={() => late.again()}>
        {words.session.tryAgain}
      </button>
      {hindrance !== 'unreachable' && <ReloadButton />}
      {hindrance === 'failing' && <CopyError error={late.error} />}
      {hindrance === 'failing' && children}
    </div>
  )
}

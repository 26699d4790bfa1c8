import { Suspense, type ReactNode } from 'react'
import type { LazyModule } from '../lazy/lazy-module.ts'
import { useHindrance, useLazyModule } from '../lazy/use-lazy.ts'
import { ReloadButton } from '../version/ReloadButton.tsx'
import { useI18n } from '../i18n/i18n.ts'
import { Whole } from './BrokenPart.tsx'
import { CopyError } from './CopyError.tsx'

interface PartProps<T> {
  readonly lazy: LazyModule<T>
  /** Stands there until it has come. */
  readonly meanwhile?: ReactNode
  readonly children: (part: T) => ReactNode
}

/** A part of the page that comes late: where it does not come, or breaks, its place says so. */
export function Part<T>({ lazy, meanwhile, children }: PartProps<T>) {
  const part = useLazyModule(lazy)
  if (part === null) return <Coming lazy={lazy} meanwhile={meanwhile} />
  return <Whole>{children(part)}</Whole>
}

interface WithWordsProps {
  /** Messages that whatever is inside suspends for. */
  readonly lazy: LazyModule<unknown>
  readonly meanwhile?: ReactNode
  readonly children: ReactNode
}

/** The same for what needs words that come late. */
export function WithMessages({ lazy, meanwhile, children }: WithWordsProps) {
  return (
    <Whole>
      <Suspense fallback={<Coming lazy={lazy} meanwhile={meanwhile} />}>{children}</Suspense>
    </Whole>
  )
}

interface ComingProps {
  readonly lazy: LazyModule<unknown>
  readonly meanwhile?: ReactNode
  /** More to do about it than to wait and to reload. */
  readonly children?: ReactNode
}

/** Says why a part has not come, and what to do; nothing as long as it is only on its way. */
export function Coming({ lazy, meanwhile = null, children }: ComingProps) {
  const { messages } = useI18n()
  const hindrance = useHindrance(lazy)
  if (hindrance === null) return meanwhile
  return (
    <div role="alert" className="strip">
      <p>{messages.broken.missing[hindrance]}</p>
      <button type="button" className="button button-small" onClick={() => lazy.again()}>
        {messages.session.tryAgain}
      </button>
      {hindrance !== 'unreachable' && <ReloadButton />}
      {hindrance === 'failing' && <CopyError error={lazy.error} />}
      {hindrance === 'failing' && children}
    </div>
  )
}

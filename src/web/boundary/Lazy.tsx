import { Suspense, type ReactNode } from 'react'
import type { LazyModule } from '../lazy/lazy-module.ts'
import { useWhyNotLoaded, useLazyModule } from '../lazy/use-lazy.ts'
import { ReloadButton } from '../version/ReloadButton.tsx'
import { useI18n } from '../i18n/i18n.ts'
import { Whole } from './BrokenPart.tsx'
import { CopyError } from './CopyError.tsx'

interface LazyProps<T> {
  readonly lazy: LazyModule<T>
  /** Shown until it has loaded. */
  readonly meanwhile?: ReactNode
  readonly children: (part: T) => ReactNode
}

/** A lazily loaded part of the page, with notices for when loading or rendering fails. */
export function Lazy<T>({ lazy, meanwhile, children }: LazyProps<T>) {
  const module = useLazyModule(lazy)
  if (module === null) return <Coming lazy={lazy} meanwhile={meanwhile} />
  return <Whole>{children(module)}</Whole>
}

interface WithMessagesProps {
  /** Messages for which the children suspend. */
  readonly lazy: LazyModule<unknown>
  readonly meanwhile?: ReactNode
  readonly children: ReactNode
}

/** The same for children that need lazily loaded messages. */
export function WithMessages({ lazy, meanwhile, children }: WithMessagesProps) {
  return (
    <Whole>
      <Suspense fallback={<Coming lazy={lazy} meanwhile={meanwhile} />}>{children}</Suspense>
    </Whole>
  )
}

interface ComingProps {
  readonly lazy: LazyModule<unknown>
  readonly meanwhile?: ReactNode
  /** More actions besides waiting and reloading. */
  readonly children?: ReactNode
}

/** Why a part has not loaded, and what to do; renders nothing while loading. */
export function Coming({ lazy, meanwhile = null, children }: ComingProps) {
  const { messages } = useI18n()
  const whyNotLoaded = useWhyNotLoaded(lazy)
  if (whyNotLoaded === null) return meanwhile
  return (
    <div role="alert" className="strip">
      <p>{messages.broken.missing[whyNotLoaded]}</p>
      <button type="button" className="button button-small" onClick={() => lazy.retry()}>
        {messages.session.tryAgain}
      </button>
      {whyNotLoaded !== 'unreachable' && <ReloadButton />}
      {whyNotLoaded === 'failing' && <CopyError error={lazy.error} />}
      {whyNotLoaded === 'failing' && children}
    </div>
  )
}

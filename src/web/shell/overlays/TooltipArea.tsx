import { useEffect, useState } from 'react'
import { useLazyModule } from '../../lazy/use-lazy.ts'
import { overlays } from './overlays.ts'
import { tipHostOf, type Approach } from './tip-host.ts'

/** Shows the words of elements with `data-tip`. What shows them comes once one of them is approached. */
export function TooltipArea() {
  const [first, setFirst] = useState<Approach | null>(null)
  const isApproached = first !== null
  useEffect(() => {
    if (isApproached) return
    const ended = new AbortController()
    const look = (event: Event) => setFirst(tipHostOf(event))
    for (const type of ['pointerover', 'focusin', 'click']) {
      document.addEventListener(type, look, { signal: ended.signal })
    }
    return () => ended.abort()
  }, [isApproached])
  return first && <Wanted first={first} />
}

/** Without the library there are no tooltips; the names of buttons say the same. */
function Wanted({ first }: { readonly first: Approach }) {
  const module = useLazyModule(overlays)
  return module && <module.Tooltips first={first} approachOf={tipHostOf} />
}

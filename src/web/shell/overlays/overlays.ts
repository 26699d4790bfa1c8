import { LazyModule } from '../../lazy/lazy-module.ts'

/** What the accessible library gives, in one chunk: most of it is shared by all its parts (docs/decisions/0043). */
export const overlays = new LazyModule(async () => {
  const { MenuItems, Tooltips } = await import('./aria.ts')
  return { MenuItems, Tooltips }
})

import type { DocumentTarget } from '../../engine/targets/target.ts'

/** What an address wishes for a document; also for files that come before the options on which a person sees it. */
export function documentWishes(wishes: URLSearchParams): Pick<DocumentTarget, 'at' | 'fileView'> {
  return {
    at: { is: wishes.get('at') === 'top' ? 'top' : 'end' },
    fileView: wishes.get('view') === 'preview' ? 'preview' : 'card',
  }
}

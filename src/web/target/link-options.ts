import type { DocumentTarget } from '../../engine/targets/target.ts'

/** What an address wishes for a document; also for files that come before the options on which a person sees it. */
export function linkOptionsOf(linkOptions: URLSearchParams): Pick<DocumentTarget, 'at' | 'fileView'> {
  return {
    at: { is: linkOptions.get('at') === 'top' ? 'top' : 'end' },
    fileView: linkOptions.get('view') === 'preview' ? 'preview' : 'card',
  }
}

import type { DocumentTarget } from '../../engine/targets/target.ts'

/** Options in the page's address; they also apply to files that arrive before the options are shown. */
export function linkOptionsOf(linkOptions: URLSearchParams): Pick<DocumentTarget, 'at' | 'fileView'> {
  return {
    at: { is: linkOptions.get('at') === 'top' ? 'top' : 'end' },
    fileView: linkOptions.get('view') === 'preview' ? 'preview' : 'card',
  }
}

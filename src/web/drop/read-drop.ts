import type { ListedFile } from '../../engine/doors.ts'
import type { TakenEntry } from './take-entries.ts'
import { walk } from './walk.ts'

/** What became of the last drop. */
export type Reading =
  | { readonly is: 'idle' }
  | { readonly is: 'reading'; readonly files: number }
  | { readonly is: 'empty' }
  | { readonly is: 'incomplete'; readonly unreadable: readonly string[] }

/** Names the files of a drop, batch by batch, and tells how far it is and what it could not read. */
export async function* readDrop(
  taken: Promise<readonly TakenEntry[]>,
  tell: (reading: Reading) => void,
): AsyncGenerator<readonly ListedFile[]> {
  let files = 0
  const unreadable: string[] = []
  for await (const found of walk(await taken)) {
    files += found.files.length
    unreadable.push(...found.unreadable)
    tell({ is: 'reading', files })
    yield found.files
  }
  if (unreadable.length > 0) tell({ is: 'incomplete', unreadable })
  else tell({ is: files === 0 ? 'empty' : 'idle' })
}

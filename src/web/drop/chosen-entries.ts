import { entryOfFile, type DroppedEntry } from './dropped-entry.ts'

/** Files of a file or folder chooser as what was chosen: a file by itself, or a folder with what is in it. */
export function entriesOfChosen(files: Iterable<File>, paths: readonly string[] = []): readonly DroppedEntry[] {
  const top = new Branch()
  for (const [at, file] of [...files].entries()) {
    const folders = (paths[at] ?? file.webkitRelativePath).split('/').slice(0, -1)
    folders
      .filter((name) => name !== '')
      .reduce((branch, name) => branch.under(name), top)
      .entries.push(entryOfFile(file))
  }
  return top.entries
}

class Branch {
  readonly entries: DroppedEntry[] = []
  readonly #folders = new Map<string, Branch>()

  under(name: string): Branch {
    const known = this.#folders.get(name)
    if (known) return known
    const branch = new Branch()
    this.#folders.set(name, branch)
    this.entries.push({ is: 'folder', name, handle: null, list: () => Promise.resolve(branch.entries) })
    return branch
  }
}

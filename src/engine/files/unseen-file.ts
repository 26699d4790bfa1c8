import type { DroppedFile, ListedFile, SourceFile } from './source-file.ts'

/** Stands in a job for a file that was only listed, until it has been looked at. */
export class UnseenFile implements SourceFile {
  readonly listed: ListedFile
  readonly sizeBytes = 0
  readonly lastModifiedMs = 0
  readonly type = ''

  constructor(listed: ListedFile) {
    this.listed = listed
  }

  get name(): string {
    return this.listed.name
  }

  get path(): string {
    return this.listed.path
  }

  async open(): Promise<Blob> {
    const seen = await this.listed.look()
    return seen.open()
  }
}

/** A dropped file as a job holds it. */
export function heldFile(file: DroppedFile): SourceFile {
  return 'open' in file ? file : new UnseenFile(file)
}

/** The very object that was dropped, or that a look gave since. */
export function droppedFile(file: SourceFile): DroppedFile {
  return file instanceof UnseenFile ? file.listed : file
}

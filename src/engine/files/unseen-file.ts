import type { DroppedFile, ListedFile, SourceFile } from './source-file.ts'

/** Placeholder in a job for a file that was only listed, until it is inspected. Size, date and type are empty. */
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

/** The form in which a job holds a dropped file. */
export function heldFile(file: DroppedFile): SourceFile {
  return 'open' in file ? file : new UnseenFile(file)
}

/** The object that was dropped, or that inspecting it returned. */
export function droppedFile(file: SourceFile): DroppedFile {
  return file instanceof UnseenFile ? file.listed : file
}

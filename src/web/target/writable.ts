import type { TargetDocument } from './target-document.ts'

/** Whether files may go in. Of a folder only its members tell, and an import may go well all the same. */
export function isWritable({ mayEdit, body }: TargetDocument): boolean {
  return mayEdit !== false || body.is === 'folder'
}

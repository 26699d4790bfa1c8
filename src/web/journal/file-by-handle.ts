/**
 * Fetches a file by the handle of itself, or of the dropped folder it lies in.
 *
 * @param path As in `SourceFile`.
 * @throws {DOMException} When it is gone, or not allowed to be read.
 */
export async function fileByHandle(handle: FileSystemHandle, path: string): Promise<File> {
  if (handle.kind === 'file') return (handle as FileSystemFileHandle).getFile()
  const steps = path.split('/').slice(1)
  let folder = handle as FileSystemDirectoryHandle
  for (const step of steps.slice(0, -1)) folder = await folder.getDirectoryHandle(step)
  return (await folder.getFileHandle(steps.at(-1) ?? '')).getFile()
}

/** Chromium only, hence missing in TypeScript's DOM library. WICG File System Access, "handle permissions". */
interface AskableHandle extends FileSystemHandle {
  queryPermission?(wanted: { readonly mode: 'read' }): Promise<PermissionState>
  requestPermission?(wanted: { readonly mode: 'read' }): Promise<PermissionState>
}

/** Permission to read a handle of an earlier page; `prompt` if a person has to allow it first. */
export async function permissionOf(handle: AskableHandle): Promise<PermissionState> {
  // Rejects in cross-origin frames.
  return (await handle.queryPermission?.({ mode: 'read' }).catch(() => 'denied' as const)) ?? 'denied'
}

/**
 * Asks the person to allow all handles. Must be called within a click.
 *
 * @returns Handles that may be read now.
 */
export async function askPermission(handles: readonly AskableHandle[]): Promise<ReadonlySet<FileSystemHandle | null>> {
  // In parallel: the user activation has expired by the time of the first answer.
  const answers = await Promise.all(
    handles.map(async (handle) => handle.requestPermission?.({ mode: 'read' }).catch(() => 'denied' as const)),
  )
  return new Set(handles.filter((_, at) => answers[at] === 'granted'))
}

/** Chromium only, so that TypeScript's DOM library does not know it. WICG File System Access, "handle permissions". */
interface AskableHandle extends FileSystemHandle {
  queryPermission?(wanted: { readonly mode: 'read' }): Promise<PermissionState>
  requestPermission?(wanted: { readonly mode: 'read' }): Promise<PermissionState>
}

/** Whether a handle of an earlier page may be read; `prompt` where a person has to allow it first. */
export async function permissionOf(handle: AskableHandle): Promise<PermissionState> {
  // Refused outright in the frame of another site.
  return (await handle.queryPermission?.({ mode: 'read' }).catch(() => 'denied' as const)) ?? 'denied'
}

/** Asks the person, once for all handles; has to be called within a click. Gives back those that may be read now. */
export async function askPermission(handles: readonly AskableHandle[]): Promise<ReadonlySet<FileSystemHandle>> {
  // All at once: the click that allows asking has worn off by the time the first answer comes.
  const answers = await Promise.all(
    handles.map(async (handle) => handle.requestPermission?.({ mode: 'read' }).catch(() => 'denied' as const)),
  )
  return new Set(handles.filter((_, at) => answers[at] === 'granted'))
}

import type { KyInstance } from 'ky'
import { createUploads } from '../engine/create-uploads.ts'
import type { Doors } from '../engine/doors.ts'
import { Workspace, type SignedInProps } from './Workspace.tsx'

/** Starts the engine behind the browser's doors, and gives the page for it: one engine for the life of the page. */
export function openWorkspace(client: KyInstance, doors: Doors) {
  const uploads = createUploads(doors)
  return function OpenWorkspace(props: SignedInProps) {
    return <Workspace {...props} client={client} wire={doors.wire} uploads={uploads} />
  }
}

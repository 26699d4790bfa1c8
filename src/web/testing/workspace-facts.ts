import { vi } from 'vitest'
import type { SourceFile } from '../../engine/files/source-file.ts'
import type { JobId } from '../../engine/job/job.ts'
import { app, fakeGateway, zhang } from './fake-gateway.ts'

/** What components read from `WorkspaceContext`: Zhang's page, whose actions only record that they were called. */
export function workspaceFacts(about: Partial<typeof app> = {}) {
  const actions = {
    pickDocument: vi.fn<(ids: readonly JobId[]) => void>(),
    pickFolder: vi.fn<(ids: readonly JobId[]) => void>(),
    signIn: vi.fn(),
    grant: vi.fn(),
    chooseFiles: vi.fn(),
    chooseFolder: vi.fn(),
    chooseFile: vi.fn<(use: (file: SourceFile) => void) => void>(),
  }
  return { owner: zhang, present: zhang, app: { ...app, ...about }, ask: fakeGateway(zhang).ask, actions }
}

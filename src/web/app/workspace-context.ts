import { createContext, use } from 'react'
import type { SessionAnswer } from '../../contract/own-api/session.ts'
import type { SourceFile } from '../../engine/files/source-file.ts'
import type { JobId } from '../../engine/job/job.ts'
import type { AskGateway } from '../gateway/ask-gateway.ts'

export type Person = NonNullable<SessionAnswer['person']>

/** What a button anywhere on the page sets in motion in another part of it. */
export interface PageActions {
  /** Lets the person choose another document for these jobs. */
  readonly pickDocument: (ids: readonly JobId[]) => void
  /** Lets the person choose a folder in which the files of these jobs are imported. */
  readonly pickFolder: (ids: readonly JobId[]) => void
  readonly signIn: () => void
  /** Asks the person for one of these scopes of Feishu, and retries what lacked it once they have agreed. */
  readonly grant: (scopes: readonly string[]) => void
  readonly chooseFiles: () => void
  readonly chooseFolder: () => void
  /** Lets the person choose one file; `use` is not called if the dialog is dismissed. */
  readonly chooseFile: (use: (file: SourceFile) => void) => void
}

/** What belongs to the signed-in page as a whole. Features import nothing of `app/` but this. */
export interface WorkspaceFacts {
  /** Whose work this is; stays so while a queue runs, whoever signs in meanwhile. */
  readonly owner: Person
  /** Who is signed in now; null once the session has ended. */
  readonly present: Person | null
  readonly app: SessionAnswer['app']
  readonly ask: AskGateway
  readonly actions: PageActions
}

/** Null on the sign-in page. The value changes only when one of its fields does: every row of the queue reads it. */
export const WorkspaceContext = createContext<WorkspaceFacts | null>(null)

/** @throws Outside `WorkspaceContext`. */
export function useWorkspace(): WorkspaceFacts {
  const facts = use(WorkspaceContext)
  if (!facts) throw new Error('useWorkspace must be used inside <WorkspaceContext>')
  return facts
}

/** The app's page in Feishu's developer console; null where it is not configured, and on the sign-in page. */
export function useConsoleUrl(): string | null {
  return use(WorkspaceContext)?.app.consoleUrl ?? null
}

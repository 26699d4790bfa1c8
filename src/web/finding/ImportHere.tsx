import { useMutation } from '@tanstack/react-query'
import { FileInput } from 'lucide-react'
import type { FolderToken } from '../../contract/feishu/ids.ts'
import type { WishAhead } from '../target/use-target.ts'
import { asCallFailed } from '../gateway/call-failed.ts'
import { useI18n } from '../i18n/i18n.ts'
import type { RenderProblem } from './list/LineList.tsx'
import type { FinderDoors } from './finder-doors.ts'
import { documentLinkOf } from '../../contract/feishu/document-links.ts'
import { getRootFolderRequest, readRootFolder } from '../../contract/feishu/drive/folders.ts'
import { askFeishu } from '../gateway/ask-feishu.ts'

interface ImportHereProps {
  readonly doors: FinderDoors
  readonly folderToken: FolderToken | null
  readonly folderTitle: string
  readonly wishAhead: () => WishAhead
  readonly renderProblem: RenderProblem
}

/** Chooses the folder itself, in which files are imported as online documents. */
export function ImportHere({ doors, folderToken, folderTitle, wishAhead, renderProblem }: ImportHereProps) {
  const { messages } = useI18n()
  const choice = useMutation({
    mutationFn: async () => {
      const wish = wishAhead()
      wish.choose(await linkToFolder(doors, folderToken), folderTitle)
    },
    gcTime: 0,
  })
  return (
    <>
      <button type="button" className="button button-small" disabled={choice.isPending} onClick={() => choice.mutate()}>
        <FileInput aria-hidden size={15} />
        <span>{messages.finder.importHere}</span>
      </button>
      {choice.error && renderProblem(asCallFailed(choice.error).failure, () => choice.mutate())}
    </>
  )
}

/**
 * Link of a folder; `null` is the person's root folder, whose token has to be asked for first.
 *
 * @throws {CallFailed} When Feishu does not return it.
 */
export async function linkToFolder(
  { wire, rules }: Pick<FinderDoors, 'wire' | 'rules'>,
  folderToken: FolderToken | null,
): Promise<string> {
  const { signal } = new AbortController()
  const token = folderToken ?? (await askFeishu(wire, getRootFolderRequest(), readRootFolder, signal))
  return documentLinkOf('folder', token, rules)
}

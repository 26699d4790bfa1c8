import * as v from 'valibot'
import type { LinkRules } from '../../contract/feishu/document-links.ts'
import { listFilesRequest, readFilePage } from '../../contract/feishu/drive/folders.ts'
import { FolderToken, type SpaceId, type WikiNodeToken } from '../../contract/feishu/ids.ts'
import {
  listNodesRequest,
  listSpacesRequest,
  myLibrary,
  readNodePage,
  readSpacePage,
} from '../../contract/feishu/wiki/wiki.ts'
import type { Wire } from '../../engine/doors.ts'
import { askFeishu } from '../gateway/ask-feishu.ts'
import { entryOfFile, entryOfNode, type Entry } from './entry.ts'

/** A location to browse. */
export type BrowseLocation =
  | { readonly is: 'folder'; readonly folderToken: FolderToken | null }
  | { readonly is: 'spaces' }
  | { readonly is: 'node'; readonly spaceId: SpaceId; readonly nodeToken: WikiNodeToken | null }

/**
 * A line in a location: a document to choose, a location to open, or both, such as a wiki page with subpages. A folder is
 * opened, and chosen inside.
 */
export interface Listed {
  readonly key: string
  readonly title: string
  readonly entry: Entry | null
  readonly inside: BrowseLocation | null
}

export interface ListedPage {
  readonly lines: readonly Listed[]
  /** Empty on the last page. */
  readonly nextPageToken: string
}

/** Limit of consecutive empty pages to skip: the wiki API filters after paging (wiki-v2/space-node/list). */
const emptyPagesPassed = 20

interface PageAsked {
  readonly location: BrowseLocation
  /** Of the page before; empty for the first one. */
  readonly pageToken: string
  readonly rules: LinkRules
}

/**
 * Reads one page of a location, skipping empty pages.
 *
 * @throws {CallFailed} When Feishu does not answer, or refuses.
 */
export async function browse(
  wire: Wire,
  { location, pageToken, rules }: PageAsked,
  signal: AbortSignal,
): Promise<ListedPage> {
  let page = await browseOnce(wire, { location, pageToken, rules }, signal)
  for (let passed = 0; page.lines.length === 0 && page.nextPageToken !== '' && passed < emptyPagesPassed; passed += 1) {
    page = await browseOnce(wire, { location, pageToken: page.nextPageToken, rules }, signal)
  }
  return page
}

async function browseOnce(
  wire: Wire,
  { location, pageToken, rules }: PageAsked,
  signal: AbortSignal,
): Promise<ListedPage> {
  switch (location.is) {
    case 'folder': {
      const page = await askFeishu(wire, listFilesRequest(location.folderToken, pageToken), readFilePage, signal)
      const lines = page.items.flatMap((file): readonly Listed[] => {
        const entry = entryOfFile(file, rules)
        return entry ? [{ key: file.lyingToken, title: entry.title, entry, inside: insideOf(entry) }] : []
      })
      return { lines, nextPageToken: page.nextPageToken }
    }
    case 'spaces': {
      const page = await askFeishu(wire, listSpacesRequest(pageToken), readSpacePage, signal)
      const lines = page.items.map(({ spaceId, name }): Listed => {
        return { key: spaceId, title: name, entry: null, inside: { is: 'node', spaceId, nodeToken: null } }
      })
      return { lines, nextPageToken: page.nextPageToken }
    }
    case 'node': {
      const { spaceId, nodeToken } = location
      const page = await askFeishu(wire, listNodesRequest(spaceId, nodeToken, pageToken), readNodePage, signal)
      const lines = page.items.flatMap((node): readonly Listed[] => {
        const entry = entryOfNode(node, rules)
        const inside: BrowseLocation | null = node.hasChild ? { is: 'node', spaceId, nodeToken: node.nodeToken } : null
        return entry || inside ? [{ key: node.nodeToken, title: node.title, entry, inside }] : []
      })
      return { lines, nextPageToken: page.nextPageToken }
    }
  }
}

function insideOf({ kind, token }: Entry): BrowseLocation | null {
  const folderToken = v.safeParse(FolderToken, token)
  return kind === 'folder' && folderToken.success ? { is: 'folder', folderToken: folderToken.output } : null
}

/** The person's own library, which the list of spaces leaves out. */
export const libraryLocation: BrowseLocation = { is: 'node', spaceId: myLibrary, nodeToken: null }

export const rootLocation = { is: 'folder', folderToken: null } as const satisfies BrowseLocation

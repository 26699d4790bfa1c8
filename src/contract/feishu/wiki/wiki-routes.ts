import { docsRoot, rates, type Route, serverDocs } from '../route.ts'

const wiki = `${docsRoot}/ukTMukTMukTM/uUDN04SN0QjL1QDN/wiki-v2`

/** Calls of wikis: spaces and their nodes. */
export const wikiRoutes = {
  getWikiNode: {
    method: 'GET',
    path: '/open-apis/wiki/v2/spaces/get_node',
    rate: rates.tier3,
    body: 'none',
    caller: 'page',
    docs: `${serverDocs}/wiki-v2/space-node/get_node`,
  },
  listSpaces: {
    method: 'GET',
    path: '/open-apis/wiki/v2/spaces',
    rate: rates.tier3,
    body: 'none',
    caller: 'page',
    docs: `${wiki}/space/list`,
  },
  listNodes: {
    method: 'GET',
    path: '/open-apis/wiki/v2/spaces/:space_id/nodes',
    rate: rates.tier3,
    body: 'none',
    caller: 'page',
    docs: `${wiki}/space-node/list`,
  },
  createNode: {
    method: 'POST',
    path: '/open-apis/wiki/v2/spaces/:space_id/nodes',
    rate: rates.tier3,
    body: 'json',
    caller: 'page',
    docs: `${wiki}/space-node/create`,
  },
} as const satisfies Record<string, Route>

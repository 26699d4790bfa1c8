import { docsRoot, rates, type Route } from '../route.ts'

const reference = `${docsRoot}/uAjLw4CM/ukTMukTMukTM/reference`

/** Calls that search for documents. */
export const searchRoutes = {
  searchDocuments: {
    method: 'POST',
    path: '/open-apis/search/v2/doc_wiki/search',
    rate: rates.tier3,
    body: 'json',
    caller: 'page',
    docs: `${reference}/search-v2/doc_wiki/search`,
  },
  searchObjects: {
    method: 'POST',
    path: '/open-apis/suite/docs-api/search/object',
    rate: rates.unpublished,
    body: 'json',
    caller: 'page',
    docs: `${docsRoot}/ukTMukTMukTM/ugDM4UjL4ADO14COwgTN`,
  },
} as const satisfies Record<string, Route>

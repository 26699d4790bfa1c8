import { docsRoot, rates, type Route } from '../route.ts'

const reference = `${docsRoot}/uAjLw4CM/ukTMukTMukTM/reference/drive-v1/import_task`

/** Calls that make an online document of a file. */
export const importRoutes = {
  createImportTask: {
    method: 'POST',
    path: '/open-apis/drive/v1/import_tasks',
    rate: rates.tier3,
    body: 'json',
    caller: 'page',
    docs: `${reference}/create`,
  },
  getImportTask: {
    method: 'GET',
    path: '/open-apis/drive/v1/import_tasks/:ticket',
    rate: rates.tier4,
    body: 'none',
    caller: 'page',
    docs: `${reference}/get`,
  },
} as const satisfies Record<string, Route>

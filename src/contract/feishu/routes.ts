import { own } from '../own.ts'
import { baseRoutes } from './base/base-routes.ts'
import { docxRoutes } from './docx/docx-routes.ts'
import { driveRoutes } from './drive/drive-routes.ts'
import { mediaRoutes } from './drive/media-routes.ts'
import { importRoutes } from './import/import-routes.ts'
import { oauthRoutes } from './oauth-routes.ts'
import type { Route } from './route.ts'
import { searchRoutes } from './search/search-routes.ts'
import { sheetsRoutes } from './sheet/sheets-routes.ts'
import { wikiRoutes } from './wiki/wiki-routes.ts'

/**
 * Every call of Feishu that this product makes, one row each. The gateway lets pass what the page may call, at the row's rate;
 * engine and page build requests from it; the simulator answers it.
 */
export const routes = {
  ...mediaRoutes,
  ...docxRoutes,
  ...sheetsRoutes,
  ...baseRoutes,
  ...importRoutes,
  ...driveRoutes,
  ...wikiRoutes,
  ...searchRoutes,
  ...oauthRoutes,
} as const satisfies Record<string, Route>

/** Name of a row of `routes`. */
export type RouteName = keyof typeof routes

export type { Rate, Route } from './route.ts'

const id = '[A-Za-z0-9_-]{1,128}'
const cell = '[A-Z]{1,3}[1-9][0-9]{0,6}'

/** Pattern of one `:name` in a path template; `:range` has the form of `cellRange`. */
function segmentOf(key: string): string {
  return key === 'range' ? `${id}!${cell}:${cell}` : id
}

/**
 * Fills in a route's path template.
 *
 * @throws {RangeError} When a parameter is missing or does not have the form of an id: a pasted link must not lead a call to
 *   another path.
 */
export function pathOf(name: RouteName, parameters: Readonly<Record<string, string>> = {}): string {
  return routes[name].path.replace(/:([a-z_]+)/g, (_, key: string) => {
    const value = own(parameters, key)
    if (value === undefined || !new RegExp(`^${segmentOf(key)}$`).test(value))
      throw new RangeError(`${name}: "${key}" is not an id of Feishu`)
    return value
  })
}

const templates = Object.entries(routes).map(([name, route]) => ({
  name: name as RouteName,
  method: route.method,
  keys: [...route.path.matchAll(/:([a-z_]+)/g)].map((match) => match[1] ?? ''),
  // Literal segments win over ids (…/blocks/batch_update is not a block), hence the sort below.
  pattern: new RegExp(`^${route.path.replace(/:([a-z_]+)/g, (_, key: string) => `(${segmentOf(key)})`)}$`),
}))
templates.sort((a, b) => a.keys.length - b.keys.length)

/** The route of a method and a path (without query), with the ids in the path; `undefined` if there is none. */
export function matchRoute(
  method: string,
  path: string,
): { readonly name: RouteName; readonly parameters: Readonly<Record<string, string>> } | undefined {
  for (const { name, method: wanted, keys, pattern } of templates) {
    if (wanted !== method) continue
    const match = pattern.exec(path)
    if (match) return { name, parameters: Object.fromEntries(keys.map((key, index) => [key, match[index + 1] ?? ''])) }
  }
  return undefined
}

import type { Route } from '../../contract/feishu/route.ts'

/** A call that the simulator answers, at any of Feishu's hosts. */
export interface Endpoint extends Omit<Route, 'path'> {
  readonly path: string
}

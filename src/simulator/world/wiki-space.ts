/** A space of a wiki, or the library of one person. */
export interface WikiSpace {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly type: 'team' | 'my_library'
  /** Public spaces are seen by everybody of the company. */
  readonly visibility: 'public' | 'private'
  /** Who may make pages on its first level. */
  readonly editors: readonly string[]
  /** Who sees a private space besides its editors. */
  readonly readers: readonly string[]
}

/** A page of a wiki: a node that stands for a document. */
export interface WikiNode {
  readonly key: string
  readonly nodeToken: string
  readonly spaceId: string
  /** Empty on the first level. */
  readonly parentNodeToken: string
  readonly documentToken: string
  /** The node a shortcut points to; null for an original. */
  readonly originNodeToken: string | null
}

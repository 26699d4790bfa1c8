/** A wiki space, or the library of one person. */
export interface WikiSpace {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly type: 'team' | 'my_library'
  /** Everybody in the company sees public spaces. */
  readonly visibility: 'public' | 'private'
  /** People who may create pages on its first level. */
  readonly editors: readonly string[]
  /** People who see a private space, besides its editors. */
  readonly readers: readonly string[]
}

/** A page of a wiki: a node with a document. */
export interface WikiNode {
  readonly key: string
  readonly nodeToken: string
  readonly spaceId: string
  /** Empty on the first level. */
  readonly parentNodeToken: string
  readonly documentToken: string
  /** Node that a shortcut points to; null for an original. */
  readonly originNodeToken: string | null
}

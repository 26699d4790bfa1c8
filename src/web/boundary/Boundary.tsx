import { Component, type ReactNode } from 'react'

/** Something of the page could not be drawn. */
export interface Breakage {
  readonly error: unknown
  /** Draws it anew. */
  readonly again: () => void
}

interface BoundaryProps {
  /** Stands in the place of what broke. Has to do without anything that may have broken it. */
  readonly fallback: (breakage: Breakage) => ReactNode
  readonly children: ReactNode
}

interface BoundaryState {
  readonly broken: { readonly error: unknown } | null
}

/** Whatever breaks inside costs this piece of the page and nothing around it. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { broken: null }

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { broken: { error } }
  }

  override render(): ReactNode {
    const { broken } = this.state
    const again = () => this.setState({ broken: null })
    return broken ? this.props.fallback({ error: broken.error, again }) : this.props.children
  }
}

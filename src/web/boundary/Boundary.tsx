import { Component, type ReactNode } from 'react'

/** An error while rendering. */
export interface Breakage {
  readonly error: unknown
  /** Renders the children again. */
  readonly again: () => void
}

interface BoundaryProps {
  /** Must not depend on anything that may have failed. */
  readonly fallback: (breakage: Breakage) => ReactNode
  readonly children: ReactNode
}

interface BoundaryState {
  readonly broken: { readonly error: unknown } | null
}

/** Error boundary: an error inside takes down only this part of the page. */
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

import { Component, type ComponentChildren } from 'preact'

interface BoundaryProps {
  /** What is drawn depends on it: when it changes, it is drawn once more. */
  readonly of?: unknown
  readonly children: ComponentChildren
  /** What is drawn instead of what threw. */
  readonly instead: (error: unknown) => ComponentChildren
}

interface BoundaryState {
  readonly error: { readonly thrown: unknown } | undefined
}

/** What throws while it is drawn is replaced, and nothing around it. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { error: undefined }

  static override getDerivedStateFromError(thrown: unknown) {
    return { error: { thrown } }
  }

  override componentDidUpdate(before: BoundaryProps, state: BoundaryState) {
    // What threw just now did so for the new value.
    if (before.of !== this.props.of && state.error !== undefined && state.error === this.state.error)
      this.setState({ error: undefined })
  }

  override render() {
    const { error } = this.state
    return error === undefined ? this.props.children : this.props.instead(error.thrown)
  }
}

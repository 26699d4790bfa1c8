import { isLoopbackHost } from './origins.ts'

/** The address under which browsers see this gateway, and its cookies. */
export class Site {
  #origin: string
  readonly isEmbedded: boolean
  /** Path below which all of the gateway is, without a slash at its end; empty: the origin is the gateway's alone. */
  readonly path: string

  /** @param isEmbedded Other sites may show the page in a frame. */
  constructor(origin: string, isEmbedded = false, path = '') {
    this.#origin = origin
    this.isEmbedded = isEmbedded
    this.path = path
  }

  /** Path of the page. */
  get home(): string {
    return `${this.path}/`
  }

  /** Address of the page, without a slash at its end. */
  get url(): string {
    return `${this.#origin}${this.path}`
  }

  /** Whether nothing else is at this origin: only then may be decided about all of it. */
  hasOriginToItself(): boolean {
    return this.path === ''
  }

  get origin(): string {
    return this.#origin
  }

  /** Called once, when the system has chosen a free port. */
  moveTo(origin: string): void {
    this.#origin = origin
  }

  isSecure(): boolean {
    return this.#origin.startsWith('https:')
  }

  /** Browsers other than Safari keep Secure cookies of this machine over plain http, too. */
  #isLoopback(): boolean {
    return isLoopbackHost(new URL(this.#origin).hostname)
  }

  /**
   * The prefix binds a cookie to this host and https, and no script can set it (RFC 10017; browsers that do not know
   * `__Host-Http-` treat it as `__Host-`). Over plain http, allowed on this machine only, there is no prefix: Safari refuses
   * Secure cookies there. Below a path it is `__Secure-`: `__Host-` demands that a cookie goes to the whole host.
   */
  cookieName(name: string): string {
    if (!this.isSecure()) return name
    return this.hasOriginToItself() ? `__Host-Http-${name}` : `__Secure-${name}`
  }

  /**
   * In a frame of another site, browsers send only `SameSite=None` cookies, and with third-party cookies blocked only
   * `Partitioned` ones. The page's header and Sec-Fetch-Site protect from CSRF in any case.
   *
   * @param isFramed For a frame. Over https all cookies of an embedded page are such; over plain http on this machine only those,
   *   since Safari keeps no Secure cookie there.
   */
  cookieOptions(isFramed = this.isSecure()): CookieOptions {
    const always = { path: this.hasOriginToItself() ? '/' : this.path, httpOnly: true } as const
    const isSecure = this.isSecure() || (isFramed && this.#isLoopback())
    if (this.isEmbedded && isFramed && isSecure) return { ...always, secure: true, sameSite: 'none', partitioned: true }
    return { ...always, secure: this.isSecure(), sameSite: 'lax' }
  }
}

export interface CookieOptions {
  readonly path: string
  readonly httpOnly: true
  readonly secure: boolean
  readonly sameSite: 'lax' | 'none'
  readonly partitioned?: true
}

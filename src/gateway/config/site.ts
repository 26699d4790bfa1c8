import { isLoopbackHost } from './origins.ts'

/** The origin under which browsers see this gateway, and its cookies. */
export class Site {
  #origin: string
  readonly isEmbedded: boolean

  /** @param isEmbedded Other sites may show the page in a frame. */
  constructor(origin: string, isEmbedded = false) {
    this.#origin = origin
    this.isEmbedded = isEmbedded
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
   * Secure cookies there.
   */
  cookieName(name: string): string {
    return this.isSecure() ? `__Host-Http-${name}` : name
  }

  /**
   * In a frame of another site, browsers send only `SameSite=None` cookies, and with third-party cookies blocked only
   * `Partitioned` ones. The page's header and Sec-Fetch-Site protect from CSRF in any case.
   *
   * @param isFramed For a frame. Over https all cookies of an embedded page are such; over plain http on this machine only those,
   *   since Safari keeps no Secure cookie there.
   */
  cookieOptions(isFramed = this.isSecure()): CookieOptions {
    const always = { path: '/', httpOnly: true } as const
    const isSecure = this.isSecure() || (isFramed && this.#isLoopback())
    if (this.isEmbedded && isFramed && isSecure) return { ...always, secure: true, sameSite: 'none', partitioned: true }
    return { ...always, secure: this.isSecure(), sameSite: 'lax' }
  }
}

interface CookieOptions {
  readonly path: '/'
  readonly httpOnly: true
  readonly secure: boolean
  readonly sameSite: 'lax' | 'none'
  readonly partitioned?: true
}

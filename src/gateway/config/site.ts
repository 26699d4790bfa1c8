/** Where browsers see this gateway. */
export class Site {
  #origin: string
  readonly #isEmbedded: boolean

  /** @param isEmbedded Pages of other sites may show this one in a frame. */
  constructor(origin: string, isEmbedded = false) {
    this.#origin = origin
    this.#isEmbedded = isEmbedded
  }

  get origin(): string {
    return this.#origin
  }

  /** Called once, when a free port has been chosen by the system. */
  moveTo(origin: string): void {
    this.#origin = origin
  }

  isSecure(): boolean {
    return this.#origin.startsWith('https:')
  }

  /**
   * Binds a cookie to this very host, to https and to HTTP itself: no script, of whatever sister host, can set it (RFC 10017;
   * browsers that do not know `__Host-Http-` yet take it for `__Host-`). Over plain http, which is allowed on this machine
   * only, it goes without: Safari refuses Secure cookies there.
   */
  cookieName(name: string): string {
    return this.isSecure() ? `__Host-Http-${name}` : name
  }

  /**
   * In a frame of another site, browsers send only `SameSite=None` cookies, and where they block third parties only those
   * that are `Partitioned`: one jar for each site around. CSRF is kept out by the page's header and Sec-Fetch-Site anyway.
   */
  cookieOptions(): CookieOptions {
    const always = { path: '/', httpOnly: true } as const
    if (this.#isEmbedded && this.isSecure()) return { ...always, secure: true, sameSite: 'none', partitioned: true }
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

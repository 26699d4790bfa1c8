/** Where browsers see this gateway. */
export class Site {
  #origin: string

  constructor(origin: string) {
    this.#origin = origin
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

  cookieOptions(): { path: '/'; httpOnly: true; secure: boolean; sameSite: 'lax' } {
    return { path: '/', httpOnly: true, secure: this.isSecure(), sameSite: 'lax' }
  }
}

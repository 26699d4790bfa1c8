import { existsSync } from 'node:fs'
import type { LaunchOptions } from '@playwright/test'

/** Chromium of the system where there is one; otherwise the one that Playwright installed for itself. */
const systemChromium = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
  (path) => path !== undefined && existsSync(path),
)

export const launchOptions: LaunchOptions = {
  ...(systemChromium === undefined ? {} : { executablePath: systemChromium }),
  args: [
    // Chromium refuses its sandbox to root, which is who runs tests in containers.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
}

import { existsSync } from 'node:fs'
import type { LaunchOptions } from '@playwright/test'

const args = [
  // Chromium refuses its sandbox to root, which is who runs tests in containers.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The headless shell draws on the processor anyway: without a process for it, and with one thread. */
const shellArgs = [...args, '--in-process-gpu', '--num-raster-threads=1']

const systemShell = firstOf('/usr/bin/chromium-headless-shell')
const systemChromium = firstOf(
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
)

/** The whole of Chromium: the system's where there is one, otherwise the one that Playwright installed for itself. */
export const launchOptions: LaunchOptions = systemChromium
  ? { executablePath: systemChromium, args }
  : { channel: 'chromium', args }

/** Chromium's headless shell, at half the cost; Chromium itself where the system has no shell. */
export const shellLaunchOptions: LaunchOptions = systemShell
  ? { executablePath: systemShell, args: shellArgs }
  : systemChromium
    ? launchOptions
    : { args: shellArgs }

/** For stories about what the shell lacks, or that everything else depends on: `test('…', wholeBrowser, …)`. */
export const wholeBrowser = { tag: '@whole-browser' } as const

function firstOf(...paths: readonly (string | undefined)[]): string | undefined {
  return paths.find((path) => path !== undefined && existsSync(path))
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { launch, type Page } from 'puppeteer-core'
import { Builder, By, Capabilities, Key, until } from 'selenium-webdriver'

/** What the story needs of a browser; elements are named by XPath, the one way that both drivers have. */
export interface OtherBrowser {
  goto(url: string): Promise<void>
  /** Value of a JavaScript expression on the page; promises are awaited. */
  evaluate<T>(expression: string): Promise<T>
  /** Waits until the element is there and shown. */
  seen(xpath: string): Promise<void>
  click(xpath: string): Promise<void>
  /** Types into a field and presses Enter. */
  enter(xpath: string, text: string): Promise<void>
  setFiles(xpath: string, paths: readonly string[]): Promise<void>
  /** A PNG of what is in view. */
  screenshot(): Promise<Uint8Array>
  close(): Promise<void>
}

/** A net: the machine may do other things besides. */
const seenWithinMs = 60_000

const firefoxPath = '/usr/bin/firefox-esr'
const webkitDriverPath = '/usr/bin/WebKitWebDriver'
const miniBrowserPath = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/webkit2gtk-4.1/MiniBrowser`

/** Debian's other browsers, each null where it is not installed. */
export const otherBrowsers = {
  'Firefox ESR': existsSync(firefoxPath) ? openFirefox : null,
  WebKitGTK: existsSync(webkitDriverPath) && existsSync(miniBrowserPath) ? openWebKit : null,
} as const satisfies Readonly<Record<string, (() => Promise<OtherBrowser>) | null>>

async function openFirefox(): Promise<OtherBrowser> {
  const browser = await launch({ browser: 'firefox', executablePath: firefoxPath, headless: true })
  const page: Page = await browser.newPage()
  await page.setViewport({ width: 1280, height: 800 })
  // A person who leaves while files are on their way is asked; the story says yes.
  page.on('dialog', (dialog) => void dialog.accept())
  const locator = (xpath: string) => page.locator(`::-p-xpath(${xpath})`).setTimeout(seenWithinMs)
  return {
    goto: async (url) => void (await page.goto(url)),
    evaluate: <T>(expression: string) => page.evaluate(expression) as Promise<T>,
    seen: async (xpath) => void (await locator(xpath).wait()),
    click: (xpath) => locator(xpath).click(),
    enter: async (xpath, text) => {
      await locator(xpath).fill(text)
      await page.keyboard.press('Enter')
    },
    setFiles: async (xpath, paths) => {
      const input = await page.waitForSelector(`::-p-xpath(${xpath})`)
      await (input as unknown as { uploadFile(...paths: readonly string[]): Promise<void> }).uploadFile(...paths)
    },
    screenshot: () => page.screenshot(),
    close: () => browser.close(),
  }
}

async function openWebKit(): Promise<OtherBrowser> {
  const port = await freePort()
  // It has no headless mode: xvfb-run gives it a screen.
  const server = spawn('xvfb-run', ['-a', webkitDriverPath, `--port=${port}`], { stdio: 'ignore', detached: true })
  const address = `http://127.0.0.1:${port}`
  await untilItAnswers(`${address}/status`)
  const driver = await new Builder()
    .usingServer(address)
    .withCapabilities(
      new Capabilities({
        browserName: 'MiniBrowser',
        'webkitgtk:browserOptions': { binary: miniBrowserPath, args: ['--automation'] },
      }),
    )
    .build()
  await driver.manage().setTimeouts({ script: seenWithinMs })
  await driver.manage().window().setRect({ x: 0, y: 0, width: 1280, height: 800 })
  const find = async (xpath: string) => {
    const element = await driver.wait(until.elementLocated(By.xpath(xpath)), seenWithinMs)
    return driver.wait(until.elementIsVisible(element), seenWithinMs)
  }
  return {
    goto: (url) => driver.get(url),
    evaluate: <T>(expression: string) =>
      driver.executeAsyncScript<T>(`const tell = arguments[0]; Promise.resolve(${expression}).then(tell)`),
    seen: async (xpath) => void (await find(xpath)),
    click: async (xpath) => (await find(xpath)).click(),
    enter: async (xpath, text) => (await find(xpath)).sendKeys(text, Key.ENTER),
    setFiles: async (xpath, paths) => {
      const input = await driver.wait(until.elementLocated(By.xpath(xpath)), seenWithinMs)
      await input.sendKeys(paths.join('\n'))
    },
    screenshot: async () => Buffer.from(await driver.takeScreenshot(), 'base64'),
    close: async () => {
      await driver.quit()
      // xvfb-run passes no signal on: its whole group is ended.
      if (server.pid !== undefined) process.kill(-server.pid)
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function untilItAnswers(url: string): Promise<void> {
  const deadline = Date.now() + seenWithinMs
  for (;;) {
    try {
      await fetch(url)
      return
    } catch (error) {
      if (Date.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

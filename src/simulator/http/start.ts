import { createSimulator, type SimulatorOptions } from './app.ts'

export interface StartOptions extends Pick<
  SimulatorOptions,
  'dataDir' | 'redirectUris' | 'framedBy' | 'furnish' | 'log'
> {
  /** Default 127.0.0.1. */
  readonly host?: string
  /** 0 takes any free port. */
  readonly port: number
  /** Origin under which people reach it, if not the address it listens on. */
  readonly publicUrl?: string
  /** As `publicUrl`, where only its host is known before the port. */
  readonly publicHost?: string
}

export interface RunningSimulator {
  readonly url: string
  /** Ends every connection and removes the temporary folder. */
  close(): Promise<void>
}

/**
 * Starts the simulator and resolves when it listens.
 *
 * @throws When the port is taken or the host is not available.
 */
export async function startSimulator({
  host = '127.0.0.1',
  port,
  publicUrl,
  publicHost,
  ...rest
}: StartOptions): Promise<RunningSimulator> {
  let url = publicUrl ?? ''
  const app = await createSimulator({ ...rest, publicUrl: () => url })
  try {
    await app.listen({ host, port })
  } catch (error: unknown) {
    await app.close()
    throw error
  }
  const address = app.server.address()
  const boundPort = typeof address === 'object' && address !== null ? address.port : port
  // Browsers cannot open 0.0.0.0, and links of documents should show what people type.
  const shown = publicHost ?? (host === '0.0.0.0' || host === '::' || host === '127.0.0.1' ? 'localhost' : host)
  if (url === '') url = `http://${shown}:${boundPort}`
  return { url, close: () => app.close() }
}

import { createContext } from 'react'

/** The app's own page in Feishu's developer console; null where nobody told it. */
export const ConsoleContext = createContext<string | null>(null)

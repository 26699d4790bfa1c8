import { afterEach, expect, test } from 'vitest'
import { HandHeldWire } from '../../engine/testing/hand-held-wire.ts'
import { handHeldDoors } from '../../engine/testing/hand-held-doors.ts'
import { openQueue, type BrowserKeeps } from './open-queue.ts'
import { pageFile } from './testing/changes.ts'
import { target } from '../testing/jobs.ts'
import { MemoryBrowser } from './testing/memory-browser.ts'


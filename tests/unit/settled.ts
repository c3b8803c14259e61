// Files share a process: what one of them has begun to load is loaded before the next begins, since what breaks off stays broken for all.
import { afterAll, vi } from 'vitest'

afterAll(() => vi.dynamicImportSettled())

import { type Logger, pino } from 'pino'

export type Log = Logger

/** Logs carry ids, never contents or secrets. */
export const createLog = (level: string): Log =>
  pino({ level, base: undefined, redact: ['*.secret', '*.token', '*.password', '*.secrets', '*.authorization'] })

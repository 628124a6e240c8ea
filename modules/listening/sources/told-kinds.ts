import { z } from 'zod'
import { intakeKind } from './intake.ts'

/** Whoever holds its secret tells it. */
export const inletKind = intakeKind({ kind: 'inlet', settings: z.object({}), way: 'told' })
/** People capture pages. */
export const captureKind = intakeKind({ kind: 'capture', settings: z.object({}), way: 'told' })
/** A file of mentions is taken. */
export const importKind = intakeKind({ kind: 'import', settings: z.object({}), way: 'told' })

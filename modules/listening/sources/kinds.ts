import type { IntakeKind } from './intake.ts'

/** Every way to hear what is said. */
export const intakeKinds: readonly IntakeKind[] = []

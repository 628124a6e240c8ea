import type { ApiFailure } from '../../../api/failure.ts'
import type { AddSource } from '../../../api/sources.ts'

export type Adding = { onAdd: (wanted: AddSource) => void; failure: ApiFailure | null; isPending: boolean }

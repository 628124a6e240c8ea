import type { Json, JsonObject } from '../../kernel/json.ts'

export const isRecord = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
export const listOf = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isRecord) : [])
export const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)

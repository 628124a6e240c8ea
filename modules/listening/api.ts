export * from './mentions/api.ts'
export * from './queries/api.ts'

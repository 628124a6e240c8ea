export * from './mentions/api.ts'
export * from './past/api.ts'
export * from './queries/api.ts'
export * from './sources/api.ts'

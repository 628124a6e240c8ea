export * from './queries/api.ts'

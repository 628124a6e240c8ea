import type { Module } from '../../kernel/module.ts'

export { Matcher } from './matcher/matcher.ts'
export { type Parsed, parseQuery } from './matcher/parse-query.ts'
export type { Place, Post, Reason } from './matcher/post.ts'
export { printQuery } from './matcher/print-query.ts'
export { applyMend, type Mend, type Problem, type ProblemCode } from './matcher/problem.ts'
export type { Query } from './matcher/query.ts'
export type { FormsOf } from './matcher/word-forms.ts'

export const module: Module = { name: 'listening' }

import type { Module } from '../../kernel/module.ts'

export { type Body, readBody } from './duplicates/body.ts'
export { type Earlier, editsSince } from './duplicates/copy-of.ts'
export { DuplicateWindow, type WindowLimits, type WindowState } from './duplicates/duplicate-window.ts'
export { bandKeys, signatureOf } from './duplicates/signature.ts'
export { Matcher } from './matcher/matcher.ts'
export { type Parsed, parseQuery } from './matcher/parse-query.ts'
export type { Place, Post, Reason } from './matcher/post.ts'
export { printQuery } from './matcher/print-query.ts'
export { applyMend, type Mend, type Problem, type ProblemCode } from './matcher/problem.ts'
export type { Query } from './matcher/query.ts'
export type { FormsOf } from './matcher/word-forms.ts'

export const module: Module = { name: 'listening' }
